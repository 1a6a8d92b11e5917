### What is wrong, and what to do.

error = Error: { $fault }
look-again =
    { $faults ->
        [one] Please look at { $faults } question again
       *[other] Please look at { $faults } questions again
    }
not-sent-yet = Your answers have not been sent yet. Change what is listed here. Then press the button at the bottom.
at = question { NUMBER($number, useGrouping: 0) }: { $question }
at-row = { $at } – { $row }
choose = Choose an answer at { $at }
write = Write an answer at { $at }
give-number = Fill in a number at { $at }
changed = The questions have just been changed. Look through your answers and send them once more.
unknown-option = Your answer is no longer in the list. Choose again at { $at }
repeated = You chose the same thing twice. Choose something different each time at { $at }
exclusive = You chose { $option } and something else too. Choose one or the other at { $at }
too-many = You chose too many. Choose at most { $most } answers at { $at }
too-long = Your text is too long. Use at most { $most } characters at { $at }
not-a-number = Fill in a whole number, without letters, points or commas, at { $at }
out-of-bounds = Fill in a number from { NUMBER($least, useGrouping: 0) } to { NUMBER($most, useGrouping: 0) } at { $at }
wrong-type = Give 1 answer at { $at }
namely-elsewhere = You wrote something at { $option } but chose something else. Choose { $option } or empty the box, at { $at }
