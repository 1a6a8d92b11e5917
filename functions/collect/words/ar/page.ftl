# To be reviewed by a native speaker before use.

### What stands on every page. As plain as the Dutch; polite plural (أنتم), the same for women and men.

skip = إلى المحتوى مباشرة
languages = اللغة
not-translated = بعض النصوص موجودة بالهولندية فقط.
privacy-link = ماذا نفعل بإجاباتكم
beside = يُفتح في صفحة جديدة
synthetic = هذا مثال. الإجابات غير حقيقية، وما تكتبونه هنا لا يُحسب.
help = مساعدة أو أسئلة؟
quoted = «{ $label }»
comma = ،
