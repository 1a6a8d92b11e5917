### The conversation form, for interviewers: people who do this as their work or as volunteers. They read it with the other beside
### them, so it is short. "The other" is the person, or who speaks for the organisation, that is asked.

# What the form is called.
interview-form = Gespreksformulier

# A button on the respondents' page, once an interviewer's code was filled in there.
interview-open = Open het gespreksformulier

## Before the questions.

interview-before = Voordat u begint

# A link to the privacy page follows.
interview-before-consent = Vertel wie dit vraagt en waarom. Vraag of de ander mee wil doen.

interview-before-free = Zeg dat overslaan en stoppen altijd mag.

interview-before-words = Vul in wat de ander zegt, niet wat u zelf denkt. Lees de antwoorden voor of laat ze zien.

interview-before-notes = Schrijf in uw aantekeningen geen namen, en niets waaraan iemand te herkennen is.

interview-before-card = Geef de kaart met de code na het gesprek aan de ander. Met de code kan de ander de antwoorden wissen.

interview-before-you = We bewaren niet wie het gesprek voerde.

# Above a text that is there for the other.
interview-aloud = Om voor te lezen

# Before what the interviewer alone is to read at a question.
interview-prompt = Voor u:

## The code.

interview-code = Code voor dit gesprek

interview-code-hint = De code staat op een kaart voor gesprekken. Neem voor elk gesprek een nieuwe kaart.

# No full stop at the end: a line of a list.
interview-code-of-respondent = Deze code is niet voor gesprekken. Neem een kaart voor gesprekken

## The index beside the questions.

# Names it.
interview-index = Onderdelen

# The questions before the first section.
interview-first = Om te beginnen

# How many questions of a part are done.
# $done (String): a number.
# $all (String): a number.
interview-done = { $done } van { $all }

# A box to tick.
interview-pass = Wil of kan niet antwoorden

# Before a list of questions.
interview-unanswered = Nog niet ingevuld:

## Keys.

interview-keys = Sneltoetsen

# A box to tick.
interview-keys-on = Gebruik sneltoetsen

interview-keys-where = Letters, cijfers en tekens werken alleen als u op een vraag staat en niet in een tekstvak.

interview-key-choose = Kies een antwoord. Nog een keer: toch niet.

interview-key-next = Naar de volgende vraag

interview-key-previous = Naar de vorige vraag

interview-key-note = Naar uw aantekeningen bij dit onderdeel

interview-key-back = Uit een tekstvak terug naar de vraag

interview-key-onward = Uit een groot tekstvak naar de volgende vraag

interview-key-help = Laat deze lijst zien

## Sending.

interview-before-sending = Kijk samen of alles klopt. Na het versturen kunt u niets meer veranderen zonder de code.

# A button.
interview-send = Verstuur dit gesprek

# A button: what was filled in before goes.
interview-fresh = Wis dit en begin een nieuw gesprek

interview-sent-title = Het gesprek is verstuurd

interview-sent = De antwoorden zijn bewaard. Op dit apparaat staan ze niet meer.

# $until (Moment)
interview-sent-card = Geef de kaart met de code nu aan de ander. Met de code kan de ander de antwoorden wissen tot { $until }.

# A link.
interview-next = Begin het volgende gesprek
