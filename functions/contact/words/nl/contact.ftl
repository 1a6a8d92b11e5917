### The contact letterbox. Level B1: short sentences, and what to do rather than what went wrong. How to write and translate
### words: functions/collect/words/README.md.

## On every page.

# A link for who works by keyboard or ear.
skip = Direct naar de inhoud

# Names the choice of a language.
languages = Taal

# A link to the privacy page.
privacy-link = Wat we met uw antwoorden doen

accessibility-link = Toegankelijkheid

# Follows such a link, in brackets.
beside = opent in een nieuw tabblad

help = Hulp of vragen?

to-start = Naar het begin

# Where anyone can open what is left.
demo = Dit is een voorbeeld. Vul hier geen echte gegevens in: iedereen kan ze lezen.

## Above the form.

# $closes (Moment)
closes = Dit kan tot { $closes }.

# $places (Number): at least 1.
places =
    { $places ->
        [one] Er is { $places } plaats.
       *[other] Er zijn { $places } plaatsen.
    }

# $count (Number): rounded down, at least 10.
progress = Er zijn al minstens { $count } inzendingen.

# A heading above points.
kept-title = Wat doen we met uw gegevens?

voluntary = Meedoen hoeft niet.

# Answers are those to the questionnaire.
not-linked = Hebt u ook vragen beantwoord? Die antwoorden staan hier los van. Niemand kan zien welke antwoorden van u zijn.

sealed = We doen uw gegevens op slot voordat we ze bewaren. Wij hebben zelf geen sleutel op onze computer.

# $day (Day): the last day on which they are kept.
kept-until = We wissen uw gegevens na { $day }. Dat kan een paar dagen duren.

# Followed by who, in the campaign's words.
readers = Wie leest uw gegevens?

## Where all places are taken.

waiting-only-title = Alle plaatsen zijn bezet

# $waiting (Number): how many the waiting list holds.
waiting-only = U kunt nog op de wachtlijst. Daarop is plaats voor { $waiting } mensen. Komt er een plaats vrij? Dan loten we wie die krijgt.

full-title = Er is geen plaats meer

full = Alle plaatsen zijn bezet.

# Said to who had filled in the form.
full-not-kept = We hebben niets bewaard van wat u invulde.

# An e-mail address follows.
full-mail = Wilt u toch iets vragen? Mail naar

## The form.

name = Uw naam

organisation = Uw organisatie

email = Uw e-mailadres

phone = Uw telefoonnummer

# Where an e-mail address and a telephone number are both asked, and one of them will do.
either = Vul uw e-mailadres of uw telefoonnummer in. Allebei mag ook.

# $most (Number)
letters = Gebruik hoogstens { $most } letters.

# Follows what must be filled in, in brackets.
required = verplicht

# Names a field that no person sees.
bait = Laat dit vak leeg

# A button.
send = Verstuur mijn gegevens

# A button.
send-waiting = Zet mij op de wachtlijst

## What is wrong. No full stop at the end: these are lines of a list.

# Before every fault, and before the page's title while there are faults.
# $fault (Phrase)
error = Fout: { $fault }

faults-title = Kijk nog even naar wat u invulde

faults = Uw gegevens zijn nog niet verstuurd. Verander wat hieronder staat. Druk daarna onderaan op de knop.

# $label (String): what the field is called.
fill-in = Vul iets in bij ‘{ $label }’

# $label (String): a question.
choose = Kies een antwoord bij ‘{ $label }’

# $most (Number)
# $label (String)
too-long = Gebruik hoogstens { $most } letters bij ‘{ $label }’

no-address = Vul een e-mailadres in, zoals naam@voorbeeld.nl

no-number = Vul een telefoonnummer in, met alleen cijfers

no-way = Vul uw e-mailadres of uw telefoonnummer in

## Above the form, when it comes back.

# After another language was chosen.
switched = Wat u al hebt ingevuld, staat nog op deze pagina. Er is nog niets verstuurd.

not-sent-title = Het versturen is nog niet gelukt

not-sent = Er is een storing bij ons. Wat u invulde, staat nog op deze pagina. Wacht een minuut. Druk dan onderaan nog een keer op de knop. U telt maar 1 keer mee.

not-sent-paused = We nemen nu even niets aan. Wat u invulde, staat nog op deze pagina, maar is nog niet verstuurd. Laat de pagina open. Druk later onderaan nog een keer op de knop.

only-waiting-title = De laatste plaats is net weg

only-waiting = Uw gegevens zijn nog niet verstuurd. Wilt u op de wachtlijst? Druk dan onderaan op de knop.

already-title = Zijn deze gegevens van iemand anders?

already = Vanaf deze pagina zijn al andere gegevens verstuurd. Waren die van u? Dan bent u klaar. Wilt u iets veranderen? Mail ons dan. Zijn de gegevens hieronder van iemand anders? Druk dan onderaan op de knop.

send-again-title = Verstuur het nog een keer

send-again = Er ging iets mis met deze pagina. Wat u invulde, staat hieronder. Druk onderaan nog een keer op de knop.

# Where a program may have sent them.
hasty = Soms vult een computerprogramma dit in. Daarom vragen we u om nog 1 keer op de knop te drukken. Uw gegevens zijn nog niet verstuurd.

## Afterwards.

sent-title = Bedankt!

sent = Uw gegevens zijn verstuurd.

placed-title = U hebt een plaats

placed = Uw gegevens zijn verstuurd. U krijgt bericht van ons.

on-list-title = U staat op de wachtlijst

on-list = Uw gegevens zijn verstuurd. Krijgt u een plaats? Dan hoort u dat van ons.

# An e-mail address follows.
erase-sooner = Wilt u dat we uw gegevens eerder wissen? Mail naar

## Pages that disappoint.

closed-title = Dit kan niet meer

# $closed (Moment)
closed = U kon uw gegevens achterlaten tot { $closed }.

not-open-title = Dit kan nog niet

# $opens (Moment)
not-open = U kunt uw gegevens achterlaten vanaf { $opens }. Kom dan terug op deze pagina.

paused-title = Even pauze

paused = U kunt nu even geen gegevens achterlaten. Probeer het later nog eens.

not-found-title = Deze pagina bestaat niet

not-found = Kijk of u het adres goed hebt overgenomen.

too-large-title = Dat is te veel tekst

too-large = Uw gegevens zijn niet verstuurd. Ga terug naar de vorige pagina en maak uw tekst korter.

unreadable-title = Dit kunnen we niet lezen

unreadable = Uw gegevens zijn niet verstuurd. Ga terug naar de vorige pagina en probeer het nog een keer.
