### The pages around the questionnaire.

thanks-title = Thank you!
thanks-sent = Your answers have been sent.
another = Would someone else like to take part on this device?
another-link = Begin with empty questions
closed-title = These questions are closed
closed = You could take part until { $closed }. We no longer take answers.
not-open-title = These questions are not open yet
not-open = You can take part from { $opens }. Please come back to this page then.
not-ready-title = These questions are almost ready
not-ready = We are still setting something up. Please try again in an hour.
paused-title = A short pause
paused = You can't take part right now. The questions will be back. Please try again later.
too-large-title = That is too much text
too-large = Your answers have not been sent. Go back to the previous page and make your text shorter.
not-found-title = This page does not exist
not-found = Please check that you have copied the address correctly.
unreadable-title = We can't read this
unreadable = Your answers have not been sent. Go back to the questions and try once more.
lists = Questions for you
home-intro = Choose the questions that suit you.
home-closed = closed
home-paused = paused for a while
home-later = open from { $opens }
to-start = To the start

invitation-apart = This is another page. What you fill in there is kept apart from your answers.

kiosk-leaving =
    { $minutes ->
        [one] In { $minutes } minute this page goes back to the beginning by itself.
       *[other] In { $minutes } minutes this page goes back to the beginning by itself.
    }

kiosk-longer = I want to read longer

kiosk-again = Begin again with an empty form
