### The pages around the questionnaire.

thanks-title = Bedankt!

thanks-sent = Uw antwoorden zijn verstuurd.

another = Wil iemand anders op dit apparaat ook meedoen?

another-link = Begin met een lege vragenlijst

closed-title = Deze vragenlijst is gesloten

# $closed (Moment)
closed = Meedoen kon tot { $closed }. Nieuwe antwoorden nemen we niet meer aan.

not-open-title = Deze vragenlijst is nog niet open

# $opens (Moment)
not-open = U kunt meedoen vanaf { $opens }. Kom dan terug op deze pagina.

# It has opened, but we are not ready.
not-ready-title = Deze vragenlijst is bijna klaar

not-ready = We zetten nog iets klaar. Probeer het over een uur nog eens.

paused-title = Even pauze

paused = U kunt nu even niet meedoen. De vragenlijst komt terug. Probeer het later nog eens.

too-large-title = Dat is te veel tekst

too-large = Uw antwoorden zijn niet verstuurd. Ga terug naar de vorige pagina en maak uw tekst korter.

not-found-title = Deze pagina bestaat niet

not-found = Kijk of u het adres goed hebt overgenomen.

unreadable-title = Dit kunnen we niet lezen

unreadable = Uw antwoorden zijn niet verstuurd. Ga terug naar de vragenlijst en probeer het nog een keer.

# A heading above a list of questionnaires.
lists = Vragenlijsten

home-intro = Kies de vragenlijst die bij u past.

# These three follow a questionnaire in the list, in brackets.
home-closed = gesloten

home-paused = even pauze

# $opens (Day)
home-later = open vanaf { $opens }

to-start = Naar het begin

# Above a link to where one can leave a name and an address.
invitation-apart = Dit is een andere pagina. Wat u daar invult, bewaren we los van uw antwoorden.

## On a tablet that many people use one after another.

# $minutes (Number): 1 or 10.
kiosk-leaving =
    { $minutes ->
        [one] Over { $minutes } minuut gaat deze pagina vanzelf terug naar het begin.
       *[other] Over { $minutes } minuten gaat deze pagina vanzelf terug naar het begin.
    }

# A link.
kiosk-longer = Ik wil langer lezen

# A link that empties the form.
kiosk-again = Begin opnieuw met een lege vragenlijst
