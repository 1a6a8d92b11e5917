# To be reviewed by a native speaker before use.

### When a question is asked: "Only if you chose …". "w pytaniu 3" stands at the beginning of each phrase.

only-if = Tylko jeśli { $phrase }:
and = i
question-number = w pytaniu { NUMBER($number, useGrouping: 0) }
question-row = { $question } ({ $row })
chose = { $question } wybrano { $options }
chose-not = { $question } nie wybrano { $options }
answered = { $question } podano odpowiedź
answered-not = { $question } nie podano odpowiedzi
counted = { $question } wybrano { $answers }
counted-not = { $question } nie jest tak, że wybrano { $answers }
answers-equal =
    { $than ->
        [one] dokładnie { $than } odpowiedź
        [few] dokładnie { $than } odpowiedzi
       *[many] dokładnie { $than } odpowiedzi
    }
answers-unequal = liczbę odpowiedzi inną niż { $than }
answers-less =
    { $than ->
        [one] mniej niż { $than } odpowiedź
        [few] mniej niż { $than } odpowiedzi
       *[many] mniej niż { $than } odpowiedzi
    }
answers-at-most =
    { $than ->
        [one] najwyżej { $than } odpowiedź
        [few] najwyżej { $than } odpowiedzi
       *[many] najwyżej { $than } odpowiedzi
    }
answers-more =
    { $than ->
        [one] więcej niż { $than } odpowiedź
        [few] więcej niż { $than } odpowiedzi
       *[many] więcej niż { $than } odpowiedzi
    }
answers-at-least =
    { $than ->
        [one] co najmniej { $than } odpowiedź
        [few] co najmniej { $than } odpowiedzi
       *[many] co najmniej { $than } odpowiedzi
    }
number-was = { $question } wpisano { $compared }
number-was-not = { $question } nie jest tak, że wpisano { $compared }
compared-equal = dokładnie { $than }
compared-unequal = liczbę inną niż { $than }
compared-less = mniej niż { $than }
compared-at-most = najwyżej { $than }
compared-more = więcej niż { $than }
compared-at-least = co najmniej { $than }
