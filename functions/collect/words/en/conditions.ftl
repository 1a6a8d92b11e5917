### When a question is asked: "Only if you chose …".

only-if = Only if { $phrase }:
and = and
question-number = question { NUMBER($number, useGrouping: 0) }
question-row = { $question } ({ $row })
chose = you chose { $options } at { $question }
chose-not = you did not choose { $options } at { $question }
answered = you answered { $question }
answered-not = you did not answer { $question }
counted = you chose { $answers } at { $question }
counted-not = you did not choose { $answers } at { $question }
answers-equal =
    { $than ->
        [one] exactly { $than } answer
       *[other] exactly { $than } answers
    }
answers-unequal =
    { $than ->
        [one] a number other than { $than } answer
       *[other] a number other than { $than } answers
    }
answers-less =
    { $than ->
        [one] fewer than { $than } answer
       *[other] fewer than { $than } answers
    }
answers-at-most =
    { $than ->
        [one] at most { $than } answer
       *[other] at most { $than } answers
    }
answers-more =
    { $than ->
        [one] more than { $than } answer
       *[other] more than { $than } answers
    }
answers-at-least =
    { $than ->
        [one] at least { $than } answer
       *[other] at least { $than } answers
    }
number-was = you filled in { $compared } at { $question }
number-was-not = you did not fill in { $compared } at { $question }
compared-equal = exactly { $than }
compared-unequal = a number other than { $than }
compared-less = fewer than { $than }
compared-at-most = at most { $than }
compared-more = more than { $than }
compared-at-least = at least { $than }
