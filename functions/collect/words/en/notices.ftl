### Above the form, when it comes back.

switched = What you have filled in is still on this page. Nothing has been sent yet.
not-sent-title = Sending has not worked yet
not-sent = Something is not working on our side. Your answers are still on this page. Wait a minute. Then press the button at the bottom again. They count only once.
not-sent-paused = We are not taking answers right now. Your answers are still on this page, but they have not been sent yet. Leave the page open. Press the button at the bottom again later.
someone-else-title = Are these someone else's answers?
someone-else = Other answers have already been sent from this page. Were those yours? Then you are done: they can't be changed any more. Are the answers below someone else's? Then press the button at the bottom.
send-again-title = Please send it once more
send-again = Something went wrong with this page. Your answers are below. Press the button at the bottom once more.
hasty = Sometimes a computer program fills in these questions. So we ask you to press the button once more. Your answers are below. They have not been sent yet.
