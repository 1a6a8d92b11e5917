### Days and times.

date =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { NUMBER($year, useGrouping: 0) }

date-and-time = { date } at { $hour }:{ NUMBER($minute, minimumIntegerDigits: 2) }
