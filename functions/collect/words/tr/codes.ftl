# To be reviewed by a native speaker before use.

### Invitation codes: cards or letters with 16 letters and digits.

## The field at the top of the form.

code-label = Kodunuz
code-hint = Kodunuz kartınızda veya mektubunuzda yazıyor. Kodda 16 harf ve rakam var. Büyük harf, boşluk ve çizgi fark etmez.
code-label-optional = Size bir kod verildi mi?
code-hint-optional = O zaman kodunuzu buraya yazın. Kodda 16 harf ve rakam var. Büyük harf, boşluk ve çizgi fark etmez. Kodunuz yok mu? O zaman bu kutuyu boş bırakın.
code-check = Kodumu kontrol et
code-fits = Kodunuz doğru. Soruları cevaplayabilirsiniz.
code-fits-interviewer = Bu kod doğru. Bu, bir görüşme için verilen kod. Karşınızdaki kişi ne diyorsa onu yazın, kendi düşündüğünüzü değil.
code-before-sending = Cevaplarınıza bir kez daha bakın. Gönderdikten sonra cevaplarınızı ancak bir kodunuz varsa değiştirebilirsiniz.

## What is wrong with a code.

code-look-again = Lütfen kodunuza tekrar bakın
code-missing = Kodunuzu yazın
code-too-short = Kodunuz çok kısa. Bir kodda 16 harf ve rakam vardır
code-too-long = Kodunuz çok uzun. Bir kodda 16 harf ve rakam vardır
code-stranger = Kodunuzda olmaması gereken bir işaret var. Bir kodda sadece harf ve rakam vardır
code-mistyped = Kodunuzda bir yazım hatası var. Kartınızla veya mektubunuzla karşılaştırın
code-not-ours = Bu kod bu ankete ait değil. Kartınızda veya mektubunuzda kodun yanında hangi adres yazıyor, ona bakın

## A code that was used before.

code-used-title = Bu kod daha önce kullanıldı
code-used = Bu kodla daha önce cevap gönderildi. Bir kod 1 kez sayılır. Gönderen siz miydiniz? O zaman işiniz bitti.
code-used-change = Gönderen siz değil miydiniz? Veya cevaplarınızı değiştirmek mi istiyorsunuz? O zaman önceki cevapları silip aşağıdaki cevapları gönderebilirsiniz.
code-replace = Önceki cevapları sil ve bunları gönder
code-used-withdraw = Yeni cevap göndermeden sadece silebilirsiniz de.
code-only-withdraw = Sadece sil

## Afterwards.

code-keep = Kodla mı katıldınız? O zaman kodunuzu saklayın. Bu kodla cevaplarınızı silebilirsiniz. Silmek için son zaman: { $until }. Anketi başka biri için mi doldurdunuz? O zaman kodu o kişiye verin.
withdraw-link = Kodla cevapları silmek

## The page where answers are erased.

withdraw-title = Cevapları silmek
withdraw-how = Kodla mı katıldınız? O zaman cevaplarınızı silebilirsiniz. Kodunuzu yazın ve düğmeye basın.
withdraw-what = O zaman bu kodla gönderilen her şeyi sileriz, kendi yazdıklarınızı da. Bunu geri alamazsınız. Danışmanların elinde olan sonuçlar değişmez. O sonuçlarda sadece yuvarlanmış sayılar var.
withdraw-without = Kodsuz mu katıldınız? O zaman sizin için hiçbir şey silemeyiz. Hangi cevapların sizin olduğunu bilmiyoruz.
withdraw-until = Silmek için son zaman: { $until }.
withdraw-button = Cevaplarımı sil
withdrawn-title = Tamam
withdrawn = Bu kodla cevap gönderilmiş miydi? O zaman o cevaplar şimdi silindi. Cevap olup olmadığını biz göremiyoruz.
withdrawn-again = Aynı kodla yeniden katılabilirsiniz. Zorunda değilsiniz.
begin-again = Yeniden başla
not-withdrawn-title = Silme henüz olmadı
not-withdrawn = Bizde bir arıza var. Bir dakika bekleyin. Sonra düğmeye bir kez daha basın.
too-late-title = Artık silinemez
too-late = Cevaplarınızı silmek için son zaman şuydu: { $until }. Ondan sonra bütün cevaplar sayılır.
too-late-why = Saydıktan sonra, koddan cevaplara götüren anahtarı yok ederiz. O zaman hangi cevapların sizin olduğunu biz de bulamayız. Başkaları sadece yuvarlanmış sayıları görür.
