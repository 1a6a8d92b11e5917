# To be reviewed by a native speaker before use.

### The accessibility statement.

accessibility-title = بيان سهولة الاستعمال للجميع
accessibility-link = سهولة الاستعمال للجميع
accessibility-aim = { $name } تريد أن يستطيع كل شخص أن يشارك، ومنهم الأشخاص الذين لديهم إعاقة.
accessibility-duty = والقانون يطلب ذلك أيضًا: قرار سهولة الوصول الرقمي للجهات الحكومية (Besluit digitale toegankelijkheid overheid). المتطلبات مكتوبة في المعيار EN 301 549. وهي في الأساس إرشادات WCAG، المستوى A والمستوى AA.

accessibility-scope = ما الذي يشمله هذا البيان؟
accessibility-scope-pages = كل صفحات «{ $title }»: هذه الاستمارات والصفحات التابعة لها.

accessibility-status = ما هي الحالة؟
accessibility-status-a = الحالة A: تستوفي كل المتطلبات
accessibility-status-b = الحالة B: تستوفي بعض المتطلبات
accessibility-status-c = الحالة C: اتُّخذت الخطوات الأولى
accessibility-status-d = الحالة D: لا تستوفي المتطلبات
accessibility-meaning-a = فُحصت الصفحات فحصًا كاملًا. وهي تستوفي كل المتطلبات.
accessibility-meaning-b = فُحصت الصفحات فحصًا كاملًا. وهي لا تستوفي كل المتطلبات بعد. نكتب في الأسفل ما الذي ليس جيدًا بعد، وماذا نفعل من أجله.
accessibility-meaning-c = لم تُفحص الصفحات فحصًا كاملًا بعد. لكن هناك موعدًا لهذا الفحص.
accessibility-meaning-d = لم تُفحص الصفحات فحصًا كاملًا بعد، ولا يوجد موعد لهذا الفحص بعد. لذلك ليس من المؤكد أنها تستوفي كل المتطلبات.

accessibility-evidence = كيف نعرف ذلك؟
accessibility-own-tests = تُختبر كل نسخة جديدة: بواسطة الكمبيوتر (ببرنامج axe)، وبلوحة المفاتيح فقط، وبحروف مكبّرة جدًا، وبدون JavaScript. وهذا ليس فحصًا كاملًا.
accessibility-examined = كان آخر فحص كامل في { $day }.
accessibility-planned = سيُجرى فحص كامل في { $day } على أبعد تقدير.
accessibility-report = اقرؤوا تقرير الفحص

accessibility-shortcomings = ما الذي لا يستطيع الجميع استعماله بعد؟
accessibility-none-known = لا نعرف الآن أي مشكلات.
accessibility-criteria = هذا يخص إرشادات WCAG ذات الأرقام: { $criteria }.
accessibility-why = لماذا هو كذلك؟
accessibility-instead = ماذا يمكنكم أن تفعلوا؟
accessibility-plan = ماذا نفعل نحن من أجل ذلك؟
accessibility-mended = سيكون هذا جاهزًا في { $day }.

accessibility-feedback = هل هناك شيء لا تستطيعون قراءته أو استعماله؟
accessibility-mail = أخبرونا بذلك. أرسلوا رسالة إلى
accessibility-answer = خلال 5 أيام عمل نخبركم بأن رسالتكم وصلت. وخلال 3 أسابيع تحصلون على جواب.

accessibility-complaint = هل أنتم غير راضين عن جوابنا؟
accessibility-complaint-us = يمكنكم إذن أن تقدّموا شكوى لدى { $name }.
accessibility-complaint-ombudsman = ألم ينفع ذلك؟ اذهبوا إذن إلى أمين المظالم (ombudsman). ومعظم البلديات تتبع
accessibility-ombudsman = Nationale ombudsman

accessibility-statement = عن هذا البيان
accessibility-drawn-up = راجعنا هذا البيان آخر مرة في { $day }.
accessibility-approved = الموافقة: { $who }.
