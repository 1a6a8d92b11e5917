# To be reviewed by a native speaker before use.

### Days and times. Months by both their names: those of Egypt and Morocco, and those of Syria and Iraq.

date =
    { $day } { $month ->
        [1] يناير (كانون الثاني)
        [2] فبراير (شباط)
        [3] مارس (آذار)
        [4] أبريل (نيسان)
        [5] مايو (أيار)
        [6] يونيو (حزيران)
        [7] يوليو (تموز)
        [8] أغسطس (آب)
        [9] سبتمبر (أيلول)
        [10] أكتوبر (تشرين الأول)
        [11] نوفمبر (تشرين الثاني)
       *[12] ديسمبر (كانون الأول)
    } { NUMBER($year, useGrouping: 0) }

date-and-time = { date } الساعة { $hour }:{ NUMBER($minute, minimumIntegerDigits: 2) }
