# To be reviewed by a native speaker before use.

### When a question is asked: "Only if you chose …".

only-if = فقط إذا { $phrase }:
# A word that stands alone: "و" would be written together with what follows.
and = وأيضًا
question-number = السؤال { NUMBER($number, useGrouping: 0) }
question-row = { $question } ({ $row })
chose = اخترتم { $options } في { $question }
chose-not = لم تختاروا { $options } في { $question }
answered = أجبتم عن { $question }
answered-not = لم تجيبوا عن { $question }
counted = اخترتم { $answers } في { $question }
counted-not = لم تختاروا { $answers } في { $question }
answers-equal =
    { $than ->
        [zero] { $than } إجابة بالضبط
        [one] إجابة واحدة بالضبط
        [two] إجابتين بالضبط
        [few] { $than } إجابات بالضبط
        [many] { $than } إجابة بالضبط
       *[other] { $than } إجابة بالضبط
    }
answers-unequal = عددًا من الإجابات غير { $than }
answers-less =
    { $than ->
        [zero] أقل من { $than } إجابة
        [one] أقل من إجابة واحدة
        [two] أقل من إجابتين
        [few] أقل من { $than } إجابات
        [many] أقل من { $than } إجابة
       *[other] أقل من { $than } إجابة
    }
answers-at-most =
    { $than ->
        [zero] { $than } إجابة على الأكثر
        [one] إجابة واحدة على الأكثر
        [two] إجابتين على الأكثر
        [few] { $than } إجابات على الأكثر
        [many] { $than } إجابة على الأكثر
       *[other] { $than } إجابة على الأكثر
    }
answers-more =
    { $than ->
        [zero] أكثر من { $than } إجابة
        [one] أكثر من إجابة واحدة
        [two] أكثر من إجابتين
        [few] أكثر من { $than } إجابات
        [many] أكثر من { $than } إجابة
       *[other] أكثر من { $than } إجابة
    }
answers-at-least =
    { $than ->
        [zero] { $than } إجابة على الأقل
        [one] إجابة واحدة على الأقل
        [two] إجابتين على الأقل
        [few] { $than } إجابات على الأقل
        [many] { $than } إجابة على الأقل
       *[other] { $than } إجابة على الأقل
    }
number-was = كتبتم { $compared } في { $question }
number-was-not = لم تكتبوا { $compared } في { $question }
compared-equal = الرقم { $than } بالضبط
compared-unequal = رقمًا غير { $than }
compared-less = رقمًا أقل من { $than }
compared-at-most = الرقم { $than } أو أقل
compared-more = رقمًا أكبر من { $than }
compared-at-least = الرقم { $than } أو أكثر
