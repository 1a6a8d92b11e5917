### The contact letterbox.

skip = Skip to the content

languages = Language

privacy-link = What we do with your answers

accessibility-link = Accessibility

beside = opens in a new tab

help = Help or questions?

to-start = To the start

demo = This is an example. Do not fill in real details: anyone can read them.

closes = You can do this until { $closes }.

places =
    { $places ->
        [one] There is { $places } place.
       *[other] There are { $places } places.
    }

progress = There are at least { $count } entries already.

kept-title = What do we do with your details?

voluntary = You do not have to do this.

not-linked = Did you answer questions as well? Those answers are kept apart from this. Nobody can see which answers are yours.

sealed = We lock your details before we store them. Our computer does not have a key.

kept-until = We erase your details after { $day }. That can take a few days.

readers = Who reads your details?

waiting-only-title = All places are taken

waiting-only = You can still join the waiting list. It has room for { $waiting } people. If a place becomes free, we draw lots.

full-title = There is no place left

full = All places are taken.

full-not-kept = We have kept nothing of what you filled in.

full-mail = Would you still like to ask something? Send an e-mail to

name = Your name

organisation = Your organisation

email = Your e-mail address

phone = Your phone number

either = Fill in your e-mail address or your phone number. Both is fine too.

letters = Use { $most } characters at most.

required = required

bait = Leave this box empty

send = Send my details

send-waiting = Put me on the waiting list

error = Error: { $fault }

faults-title = Please look again at what you filled in

faults = Your details have not been sent yet. Change what is listed below. Then press the button at the bottom.

fill-in = Fill in something at ‘{ $label }’

choose = Choose an answer at ‘{ $label }’

too-long = Use { $most } characters at most at ‘{ $label }’

no-address = Fill in an e-mail address, such as name@example.nl

no-number = Fill in a phone number, with digits only

no-way = Fill in your e-mail address or your phone number

switched = What you have filled in is still on this page. Nothing has been sent yet.

not-sent-title = Sending has not worked yet

not-sent = Something is wrong on our side. What you filled in is still on this page. Wait a minute. Then press the button at the bottom again. You count only once.

not-sent-paused = We are not taking anything at the moment. What you filled in is still on this page, but has not been sent. Leave the page open. Press the button at the bottom again later.

only-waiting-title = The last place has just gone

only-waiting = Your details have not been sent yet. Would you like to join the waiting list? Then press the button at the bottom.

already-title = Are these someone else’s details?

already = Other details have already been sent from this page. Were they yours? Then you are done. Would you like to change something? Send us an e-mail. Are the details below someone else’s? Then press the button at the bottom.

send-again-title = Send it once more

send-again = Something went wrong with this page. What you filled in is below. Press the button at the bottom again.

hasty = Sometimes a computer program fills this in. So please press the button once more. Your details have not been sent yet.

sent-title = Thank you!

sent = Your details have been sent.

placed-title = You have a place

placed = Your details have been sent. You will hear from us.

on-list-title = You are on the waiting list

on-list = Your details have been sent. If you get a place, you will hear from us.

erase-sooner = Would you like us to erase your details sooner? Send an e-mail to

closed-title = This is no longer possible

closed = You could leave your details until { $closed }.

not-open-title = This is not possible yet

not-open = You can leave your details from { $opens }. Please come back to this page then.

paused-title = A short break

paused = You cannot leave your details at the moment. Please try again later.

not-found-title = This page does not exist

not-found = Check that you copied the address correctly.

too-large-title = That is too much text

too-large = Your details have not been sent. Go back to the previous page and make your text shorter.

unreadable-title = We cannot read this

unreadable = Your details have not been sent. Go back to the previous page and try again.
