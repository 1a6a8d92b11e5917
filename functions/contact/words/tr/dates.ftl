# To be reviewed by a native speaker before use.

### Days and times. No suffix may follow them: sentences are built so that they stand alone.

date =
    { $day } { $month ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    } { NUMBER($year, useGrouping: 0) }

date-and-time = { date }, saat { $hour }:{ NUMBER($minute, minimumIntegerDigits: 2) }
