### Said by the page's script, which shows one question at a time.

script-begin = Start with the questions

script-next = Go to the next question

script-last = Check my answers

script-keep = Back to my answers

script-back = Back

script-at = Question { $number } of { $all }

script-review = Check your answers

script-none = Not filled in

script-change = Change

script-look = Please look at this

script-sending = Your answers are being sent. This takes a moment.

script-waiting = Your answers have not been sent yet. They are still on this device. Leave this page open. We will keep trying.

script-now = Try now

script-offline = This does not work at the moment. Check whether you are online, and try again.

script-kept = What you filled in before is still here. Nothing has been sent yet.

script-aloud = Read aloud

script-stop = Stop reading

script-idle = Are you still there?

script-over = In 1 minute this questionnaire will start again. What you have filled in will then be gone.

script-stay = Yes, I am still here
