# To be reviewed by a native speaker before use.

### Days and times.

date =
    { $day } { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[12] grudnia
    } { NUMBER($year, useGrouping: 0) }

date-and-time = { date }, godzina { $hour }:{ NUMBER($minute, minimumIntegerDigits: 2) }
