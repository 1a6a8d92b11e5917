without-name-title = You take part without your name

without-name = We do not ask for your name or address.

without-device = We do not keep when you take part, nor anything about your phone or computer.

without-figures = Who gets the results sees how often something was chosen. Not what you chose.

why-asked = Why we ask this, and on what ground

helping = I am helping someone to fill this in

helping-consent = First ask whether the other person wants to take part.

helping-read = Read the questions and the answers aloud, calmly. The other person chooses.

helping-skip = Does the other person not know? Then skip the question.

helping-choose = Is the other person unable to choose? Then choose what suits them, not what you think yourself.

helping-silence = Do not tell anyone what the other person chose.
