# To be reviewed by a native speaker before use.

### What is wrong, and what to do. "at" begins a sentence of its own, because a suffix would depend on the question.

error = Hata: { $fault }
look-again = Lütfen { $faults } soruya tekrar bakın
not-sent-yet = Cevaplarınız henüz gönderilmedi. Aşağıda yazanları değiştirin. Sonra en alttaki düğmeye basın.
at = Soru { NUMBER($number, useGrouping: 0) }: { $question }
at-row = { $at } – { $row }
choose = Bir cevap seçin. { $at }
write = Bir cevap yazın. { $at }
give-number = Bir sayı yazın. { $at }
changed = Anket az önce değişti. Cevaplarınıza bakın ve bir kez daha gönderin.
unknown-option = Cevabınız artık listede yok. Yeniden seçin. { $at }
repeated = Aynı şeyi 2 kez seçtiniz. Her seferinde başka bir şey seçin. { $at }
exclusive = Hem { $option } hem de başka bir şey seçtiniz. İkisi birlikte olmaz. Yeniden seçin. { $at }
too-many = Çok fazla seçtiniz. En fazla { $most } cevap seçin. { $at }
too-long = Yazınız çok uzun. En fazla { $most } harf kullanın. { $at }
not-a-number = Harf, nokta ve virgül olmadan bir tam sayı yazın. { $at }
out-of-bounds = { NUMBER($least, useGrouping: 0) } ile { NUMBER($most, useGrouping: 0) } arasında bir sayı yazın. { $at }
wrong-type = 1 cevap verin. { $at }
namely-elsewhere = { $option } yanına bir şey yazdınız, ama başka bir şey seçtiniz. { $option } cevabını seçin veya kutuyu boşaltın. { $at }
