### What stands on every page. Level B1: short sentences, and what to do rather than what went wrong.

# A link for who works by keyboard or ear.
skip = Direct naar de inhoud

# Names the choice of a language.
languages = Taal

# Said where the interface exists in this language, but the questions do not. Empty in Dutch: those always exist.
not-translated = { "" }

# A link to the privacy page.
privacy-link = Wat we met uw antwoorden doen

# Follows such a link, in brackets.
beside = opent in een nieuw tabblad

synthetic = Dit is een voorbeeld. De antwoorden zijn verzonnen, en wat u hier invult telt niet mee.

help = Hulp of vragen?

# A label of the campaign, told apart from the words around it.
# $label (String): the label.
quoted = ‘{ $label }’

# Between people and a place: "Inwoners, Noordoostpolder". A blank follows.
comma = ,
