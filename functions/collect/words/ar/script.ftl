# To be reviewed by a native speaker before use.

### Said by the page's script, which shows one question at a time. In buttons: what happens when they are pressed.

script-begin = البدء بالأسئلة
script-next = إلى السؤال التالي
script-last = مراجعة إجاباتي
script-keep = العودة إلى إجاباتي
script-back = رجوع
script-at = السؤال { $number } من { $all }
script-review = راجعوا إجاباتكم
script-none = بدون إجابة
script-change = تغيير
script-look = راجعوا هذا مرة أخرى
script-sending = يجري إرسال إجاباتكم. انتظروا قليلًا.
script-waiting = لم ينجح الإرسال بعد. إجاباتكم ما زالت على هذا الجهاز. اتركوا هذه الصفحة مفتوحة. سنحاول مرة أخرى تلقائيًا.
script-now = المحاولة الآن
script-offline = لا يمكن هذا الآن. تأكدوا من أن لديكم إنترنت، ثم حاولوا مرة أخرى.
script-kept = ما كتبتموه من قبل ما زال موجودًا. لم يُرسل أي شيء بعد.
script-aloud = القراءة بصوت عالٍ
script-stop = إيقاف القراءة
script-idle = هل ما زلتم هنا؟
script-over = بعد دقيقة واحدة تبدأ هذه الاستمارة من جديد. وعندئذ يُحذف ما كتبتموه.
script-stay = نعم، سأتابع
