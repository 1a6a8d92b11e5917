# To be reviewed by a native speaker before use.

### Days and times. Always the genitive: "до 31 березня 2027 року", "з 1 вересня 2026 року".

date =
    { $day } { $month ->
        [1] січня
        [2] лютого
        [3] березня
        [4] квітня
        [5] травня
        [6] червня
        [7] липня
        [8] серпня
        [9] вересня
        [10] жовтня
        [11] листопада
       *[12] грудня
    } { NUMBER($year, useGrouping: 0) } року

date-and-time = { date }, { $hour }:{ NUMBER($minute, minimumIntegerDigits: 2) }
