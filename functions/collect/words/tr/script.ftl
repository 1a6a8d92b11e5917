# To be reviewed by a native speaker before use.

### Said by the page's script, which shows one question at a time.

script-begin = Sorulara başla
script-next = Sonraki soruya git
script-last = Cevaplarıma bak
script-keep = Cevaplarıma dön
script-back = Geri
script-at = { $all } sorudan { $number }. soru
script-review = Cevaplara bakın
script-none = Cevap yok
script-change = Değiştir
script-look = Lütfen buna tekrar bakın
script-sending = Cevaplarınız gönderiliyor. Bu biraz sürer.
script-waiting = Cevaplarınız henüz gönderilemedi. Cevaplarınız hâlâ bu cihazda. Bu sayfayı açık bırakın. Kendimiz tekrar deniyoruz.
script-now = Şimdi dene
script-offline = Şu anda olmuyor. İnternetiniz var mı bakın ve bir kez daha deneyin.
script-kept = Daha önce yazdıklarınız hâlâ burada. Henüz hiçbir şey gönderilmedi.
script-aloud = Sesli oku
script-stop = Okumayı durdur
script-idle = Hâlâ orada mısınız?
script-over = 1 dakika sonra bu anket baştan başlayacak. O zaman yazdıklarınız silinir.
script-stay = Evet, devam ediyorum
