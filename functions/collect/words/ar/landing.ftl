# To be reviewed by a native speaker before use.

### What stands above the questions: who asks, what is kept, and how to fill it in with someone else.

without-name-title = تشاركون بدون اسمكم
without-name = لا نسأل عن اسمكم أو عنوانكم.
without-device = لا نحفظ متى شاركتم، ولا أي شيء عن هاتفكم أو جهاز الكمبيوتر.
without-figures = من يحصل على النتائج يرى كم مرة اختير شيء ما. ولا يرى ما اخترتموه أنتم.
why-asked = لماذا نسأل هذه الأسئلة، ولماذا يُسمح بذلك
helping = أنا أساعد شخصًا على الإجابة
helping-consent = اسألوا الشخص أولًا هل يريد أن يشارك.
helping-read = اقرؤوا له الأسئلة والإجابات بهدوء. وهو الذي يختار.
helping-skip = هل لا يعرف الجواب؟ اتركوا السؤال إذن.
helping-choose = هل لا يستطيع أن يختار بنفسه؟ اختاروا إذن ما يناسبه، لا ما ترونه أنتم.
helping-silence = لا تخبروا أحدًا بما اختاره.
