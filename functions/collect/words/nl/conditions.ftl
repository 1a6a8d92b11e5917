### When a question is asked, for who sees all questions on one page: "Only if you chose …".
###
### A whole remark is only-if with a phrase; phrases are joined by "and" and "or" (in questions.ftl). $question is made by
### question-number or question-row, $options by quoted, $compared and $answers by the messages that begin with these words.

# $phrase (Phrase): one of those below, or several, joined.
only-if = Alleen als { $phrase }:

# Joins two phrases.
and = en

# $number (Number): of the question.
question-number = vraag { NUMBER($number, useGrouping: 0) }

# $question (Phrase): "question 3".
# $row (Phrase): the label of a row of its grid, quoted.
question-row = { $question } ({ $row })

# $question (Phrase)
# $options (Phrase): one quoted label, or several, joined by "or".
chose = u bij { $question } { $options } koos

# $question (Phrase)
# $options (Phrase): as above.
chose-not = u bij { $question } niet { $options } koos

# $question (Phrase)
answered = u { $question } invulde

# $question (Phrase)
answered-not = u { $question } niet invulde

# How many answers were chosen.
# $question (Phrase)
# $answers (Phrase): such as "at least 2 answers".
counted = u bij { $question } { $answers } koos

# $question (Phrase)
# $answers (Phrase): as above.
counted-not = u bij { $question } niet { $answers } koos

# $than (Number)
answers-equal =
    { $than ->
        [one] precies { $than } antwoord
       *[other] precies { $than } antwoorden
    }

# $than (Number)
answers-unequal =
    { $than ->
        [one] een ander aantal dan { $than } antwoord
       *[other] een ander aantal dan { $than } antwoorden
    }

# $than (Number)
answers-less =
    { $than ->
        [one] minder dan { $than } antwoord
       *[other] minder dan { $than } antwoorden
    }

# $than (Number)
answers-at-most =
    { $than ->
        [one] hoogstens { $than } antwoord
       *[other] hoogstens { $than } antwoorden
    }

# $than (Number)
answers-more =
    { $than ->
        [one] meer dan { $than } antwoord
       *[other] meer dan { $than } antwoorden
    }

# $than (Number)
answers-at-least =
    { $than ->
        [one] minstens { $than } antwoord
       *[other] minstens { $than } antwoorden
    }

# A number that was filled in.
# $question (Phrase)
# $compared (Phrase): such as "more than 10".
number-was = u bij { $question } { $compared } invulde

# $question (Phrase)
# $compared (Phrase): as above.
number-was-not = u bij { $question } niet { $compared } invulde

# $than (Number)
compared-equal = precies { $than }

# $than (Number)
compared-unequal = een ander aantal dan { $than }

# $than (Number)
compared-less = minder dan { $than }

# $than (Number)
compared-at-most = hoogstens { $than }

# $than (Number)
compared-more = meer dan { $than }

# $than (Number)
compared-at-least = minstens { $than }
