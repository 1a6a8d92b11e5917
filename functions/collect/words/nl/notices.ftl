### Above the form, when it comes back.

# After another language was chosen.
switched = Wat u al hebt ingevuld, staat nog op deze pagina. Er is nog niets verstuurd.

not-sent-title = Het versturen is nog niet gelukt

not-sent = Er is een storing bij ons. Uw antwoorden staan nog op deze pagina. Wacht een minuut. Druk dan onderaan nog een keer op de knop. Ze tellen maar 1 keer mee.

not-sent-paused = We nemen nu even geen antwoorden aan. Uw antwoorden staan nog op deze pagina, maar zijn nog niet verstuurd. Laat de pagina open. Druk later onderaan nog een keer op de knop.

someone-else-title = Zijn deze antwoorden van iemand anders?

someone-else = Vanaf deze pagina zijn al andere antwoorden verstuurd. Waren die van u? Dan bent u klaar: veranderen kan niet meer. Zijn de antwoorden hieronder van iemand anders? Druk dan onderaan op de knop.

send-again-title = Verstuur het nog een keer

send-again = Er ging iets mis met deze pagina. Uw antwoorden staan hieronder. Druk onderaan nog een keer op de knop.

# Where the answers came so quickly that a program may have sent them.
hasty = Soms vult een computerprogramma deze vragen in. Daarom vragen we u om nog 1 keer op de knop te drukken. Uw antwoorden staan hieronder. Ze zijn nog niet verstuurd.
