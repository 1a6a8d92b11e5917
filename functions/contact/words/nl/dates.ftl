### Days and times.

# $day (Number): of the month.
# $month (Number): 1 to 12.
# $year (Number): such as 2026.
date =
    { $day } { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    } { NUMBER($year, useGrouping: 0) }

# $day (Number): of the month.
# $month (Number): 1 to 12.
# $year (Number): such as 2026.
# $hour (Number): 0 to 23.
# $minute (Number): 0 to 59.
date-and-time = { date } om { $hour }.{ NUMBER($minute, minimumIntegerDigits: 2) } uur
