# To be reviewed by a native speaker before use.

### When a question is asked: "Only if you chose …". The condition is in the verb's ending, at the end of each phrase.

only-if = Sadece { $phrase }:
and = ve
question-number = { NUMBER($number, useGrouping: 0) }. soruda
question-row = { $question } ({ $row })
chose = { $question } { $options } cevabını seçtiyseniz
chose-not = { $question } { $options } cevabını seçmediyseniz
answered = { $question } cevap verdiyseniz
answered-not = { $question } cevap vermediyseniz
counted = { $question } { $answers } seçtiyseniz
counted-not = { $question } { $answers } seçmediyseniz
answers-equal = tam { $than } cevap
answers-unequal = { $than } dışında bir sayıda cevap
answers-less = { $than } cevaptan az
answers-at-most = en fazla { $than } cevap
answers-more = { $than } cevaptan fazla
answers-at-least = en az { $than } cevap
number-was = { $question } { $compared } yazdıysanız
number-was-not = { $question } { $compared } yazmadıysanız
compared-equal = tam { $than }
compared-unequal = { $than } dışında bir sayı
compared-less = { $than } sayısından küçük bir sayı
compared-at-most = en fazla { $than }
compared-more = { $than } sayısından büyük bir sayı
compared-at-least = en az { $than }
