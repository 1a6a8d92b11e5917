# To be reviewed by a native speaker before use.

### The questionnaire.

asked-by = Bu soruları soran: { $name }
how-many = { $questions } soru var.
may-skip = Soruları atlayabilirsiniz.
may-skip-except = Soruları atlayabilirsiniz. Ama yanında “{ required }” yazan soruları atlayamazsınız.
required = zorunlu
choose-one = 1 cevap seçin.
choose-any = 1’den fazla cevap seçebilirsiniz.
choose-at-most = En fazla { $most } cevap seçin.
or = veya
namely = { $option } (lütfen yazın):
rank-one = Size göre en önemli olanı seçin.
rank-several = Size göre en önemli olanı 1. sıraya koyun. Hepsini doldurmanız gerekmez.
rank-place = { $place }. sıra
rank-empty = Buradan seçin
whole-number = { NUMBER($least, useGrouping: 0) } ile { NUMBER($most, useGrouping: 0) } arasında bir sayı.
letters = En fazla { $most } harf yazabilirsiniz.
bait = Bu kutuyu boş bırakın
before-sending = Cevaplarınıza bir kez daha bakın. Gönderdikten sonra cevaplarınızı değiştiremezsiniz.
send = Cevaplarımı gönder
