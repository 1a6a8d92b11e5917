# To be reviewed by a native speaker before use.

### The questionnaire.

asked-by = هذه الأسئلة من: { $name }
how-many =
    { $questions ->
        [zero] لا توجد أسئلة.
        [one] يوجد سؤال واحد.
        [two] يوجد سؤالان.
        [few] توجد { $questions } أسئلة.
        [many] يوجد { $questions } سؤالًا.
       *[other] يوجد { $questions } سؤال.
    }
may-skip = يمكنكم ترك أسئلة بدون إجابة.
may-skip-except = يمكنكم ترك أسئلة بدون إجابة، إلا الأسئلة التي كُتب عندها «{ required }».
required = إجباري
choose-one = اختاروا إجابة واحدة.
choose-any = يمكنكم اختيار أكثر من إجابة واحدة.
choose-at-most =
    { $most ->
        [zero] اختاروا { $most } إجابة على الأكثر.
        [one] اختاروا إجابة واحدة على الأكثر.
        [two] اختاروا إجابتين على الأكثر.
        [few] اختاروا { $most } إجابات على الأكثر.
        [many] اختاروا { $most } إجابة على الأكثر.
       *[other] اختاروا { $most } إجابة على الأكثر.
    }
or = أو
namely = { $option }، بالتحديد:
rank-one = اختاروا ما هو الأهم بالنسبة لكم.
rank-several = ضعوا في الرقم 1 ما هو الأهم بالنسبة لكم. لا يجب أن تملؤوا كل الأرقام.
rank-place = الرقم { $place }
rank-empty = اختاروا هنا
whole-number = رقم من { NUMBER($least, useGrouping: 0) } إلى { NUMBER($most, useGrouping: 0) }.
letters = أقصى عدد للحروف: { $most }.
bait = اتركوا هذه الخانة فارغة
before-sending = راجعوا إجاباتكم مرة أخرى. بعد الإرسال لا يمكنكم تغييرها.
send = إرسال إجاباتي
