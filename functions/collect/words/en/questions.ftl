### The questionnaire.

asked-by = These questions come from: { $name }
how-many =
    { $questions ->
        [one] There is { $questions } question.
       *[other] There are { $questions } questions.
    }
may-skip = You can skip questions.
may-skip-except = You can skip questions, except where it says ‘{ required }’.
required = required
choose-one = Choose 1 answer.
choose-any = You can choose more than one answer.
choose-at-most = Choose at most { $most } answers.
or = or
namely = { $option }, namely:
rank-one = Choose what matters most to you.
rank-several = Put what matters most to you at number 1. You don't have to fill in all of them.
rank-place = Number { $place }
rank-empty = Choose here
whole-number = A number from { NUMBER($least, useGrouping: 0) } to { NUMBER($most, useGrouping: 0) }.
letters = You can type up to { $most } characters.
bait = Leave this box empty
before-sending = Look through your answers once more. After sending you can't change them.
send = Send my answers
