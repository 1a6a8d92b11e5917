# To be reviewed by a native speaker before use.

### When a question is asked: "Only if you chose …". Everything here stands in the accusative.

only-if = Лише якщо { $phrase }:
and = і
question-number = запитання { NUMBER($number, useGrouping: 0) }
question-row = { $question } ({ $row })
chose = ви обрали { $options } у відповідь на { $question }
chose-not = ви не обрали { $options } у відповідь на { $question }
answered = ви відповіли на { $question }
answered-not = ви не відповіли на { $question }
counted = ви обрали { $answers } у відповідь на { $question }
counted-not = ви не обрали { $answers } у відповідь на { $question }
answers-equal =
    { $than ->
        [one] рівно { $than } відповідь
        [few] рівно { $than } відповіді
       *[many] рівно { $than } відповідей
    }
answers-unequal = іншу кількість відповідей, ніж { $than },
answers-less =
    { $than ->
        [one] менше ніж { $than } відповідь
        [few] менше ніж { $than } відповіді
       *[many] менше ніж { $than } відповідей
    }
answers-at-most =
    { $than ->
        [one] щонайбільше { $than } відповідь
        [few] щонайбільше { $than } відповіді
       *[many] щонайбільше { $than } відповідей
    }
answers-more =
    { $than ->
        [one] більше ніж { $than } відповідь
        [few] більше ніж { $than } відповіді
       *[many] більше ніж { $than } відповідей
    }
answers-at-least =
    { $than ->
        [one] щонайменше { $than } відповідь
        [few] щонайменше { $than } відповіді
       *[many] щонайменше { $than } відповідей
    }
number-was = ви вписали { $compared } у відповідь на { $question }
number-was-not = ви не вписали { $compared } у відповідь на { $question }
compared-equal = рівно { $than }
compared-unequal = не { $than }, а інше число
compared-less = менше ніж { $than }
compared-at-most = { $than } або менше
compared-more = більше ніж { $than }
compared-at-least = { $than } або більше
