### Said by the page's script, which shows one question at a time. In buttons: what happens when they are pressed.

# From the first screen to the first question.
script-begin = Begin met de vragen

script-next = Naar de volgende vraag

# From the last question to the screen where all answers stand.
script-last = Kijk mijn antwoorden na

# After changing one answer, back to that screen.
script-keep = Terug naar mijn antwoorden

# To the screen before.
script-back = Terug

# Above a question. Some are skipped, so the number may jump.
# $number (String): of the question.
# $all (String): how many there are.
script-at = Vraag { $number } van { $all }

# The heading of the screen where all answers stand.
script-review = Kijk uw antwoorden na

# In place of an answer.
script-none = Niet ingevuld

# Beside an answer. For who hears it, the question follows.
script-change = Verander

# Above what is wrong.
script-look = Kijk hier nog even naar

script-sending = Uw antwoorden worden verstuurd. Dit duurt even.

# The network is gone, or the server does not answer as it should.
script-waiting = Het versturen lukt nog niet. Uw antwoorden staan nog op dit apparaat. Laat deze pagina open. We proberen het vanzelf nog een keer.

script-now = Probeer het nu

# Another language was asked for, or a look at the code, and the network is gone.
script-offline = Dit lukt nu niet. Kijk of u internet hebt, en probeer het nog een keer.

# After coming back to a form that was partly filled in. The button begins anew.
script-kept = Wat u eerder invulde, staat er nog. Er is nog niets verstuurd.

# Begins and stops reading the screen aloud.
script-aloud = Lees voor

script-stop = Stop met voorlezen

# On a tablet that many use, when nobody has touched it for a while: heading, text and button of a warning.
script-idle = Bent u er nog?

script-over = Over 1 minuut begint deze vragenlijst opnieuw. Dan is weg wat u hebt ingevuld.

script-stay = Ja, ik ga verder
