### The questionnaire.

# $name (String): of the organisation that asks.
asked-by = Deze vragen zijn van: { $name }

# $questions (Number): how many there are.
how-many =
    { $questions ->
        [one] Er is { $questions } vraag.
       *[other] Er zijn { $questions } vragen.
    }

# Follows how-many, where no question must be answered.
may-skip = U mag vragen overslaan.

# Follows how-many, where some must. The word in quotation marks is that of "required".
may-skip-except = U mag vragen overslaan, behalve waar ‘{ required }’ staat.

# Follows a question, in brackets.
required = verplicht

choose-one = Kies 1 antwoord.

choose-any = U mag meer dan 1 antwoord kiezen.

# $most (Number): how many answers may be chosen.
choose-at-most = Kies hoogstens { $most } antwoorden.

# Stands between the options of a question and "none of these", and joins phrases of conditions.
or = of

# $option (String): such as "Something else"; a field follows.
namely = { $option }, namelijk:

# Where options are to be ranked and only the first place is asked.
rank-one = Kies wat u het belangrijkst vindt.

rank-several = Zet op nummer 1 wat u het belangrijkst vindt. U hoeft niet alles in te vullen.

# $place (Number): 1 is what matters most.
rank-place = Nummer { $place }

# Stands in an empty place.
rank-empty = Kies hier

# Digits as they are to be typed: not grouped.
# $least (Number)
# $most (Number)
whole-number = Een getal van { NUMBER($least, useGrouping: 0) } tot en met { NUMBER($most, useGrouping: 0) }.

# $most (Number): characters; always many.
letters = Er passen { $most } letters in.

# The label of a field that no person sees: only programs fill it in.
bait = Laat dit vak leeg

before-sending = Kijk uw antwoorden nog eens na. Na het versturen kunt u ze niet meer veranderen.

# A button.
send = Verstuur mijn antwoorden
