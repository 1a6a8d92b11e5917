# To be reviewed by a native speaker before use.

### The contact letterbox.

skip = Doğrudan içeriğe geç

languages = Dil

privacy-link = Cevaplarınızla ne yapıyoruz

accessibility-link = Erişilebilirlik

beside = yeni sekmede açılır

help = Yardım mı lazım, sorunuz mu var?

to-start = Başa dön

demo = Bu bir örnektir. Buraya gerçek bilgiler yazmayın: herkes okuyabilir.

closes = Bunu şu tarihe kadar yapabilirsiniz: { $closes }.

places =
    { $places ->
        [one] { $places } yer var.
       *[other] { $places } yer var.
    }

progress = Şimdiye kadar en az { $count } gönderi var.

kept-title = Bilgilerinizle ne yapıyoruz?

voluntary = Katılmak zorunda değilsiniz.

not-linked = Sorulara da cevap verdiniz mi? O cevaplar bundan ayrıdır. Hangi cevapların size ait olduğunu kimse göremez.

sealed = Bilgilerinizi saklamadan önce kilitliyoruz. Bilgisayarımızda anahtar yok.

kept-until = Bilgilerinizi şu tarihten sonra siliyoruz: { $day }. Bu birkaç gün sürebilir.

readers = Bilgilerinizi kim okuyor?

waiting-only-title = Bütün yerler dolu

waiting-only = Bekleme listesine yazılabilirsiniz. Listede yer sayısı: { $waiting }. Bir yer boşalırsa kura çekeriz.

full-title = Artık yer yok

full = Bütün yerler dolu.

full-not-kept = Yazdıklarınızdan hiçbir şey saklamadık.

full-mail = Yine de bir şey sormak ister misiniz? Şu adrese yazın:

name = Adınız

organisation = Kuruluşunuz

email = E-posta adresiniz

phone = Telefon numaranız

either = E-posta adresinizi veya telefon numaranızı yazın. İkisi de olur.

letters = En fazla { $most } harf kullanın.

required = zorunlu

bait = Bu kutuyu boş bırakın

send = Bilgilerimi gönder

send-waiting = Beni bekleme listesine yaz

error = Hata: { $fault }

faults-title = Yazdıklarınıza bir daha bakın

faults = Bilgileriniz henüz gönderilmedi. Aşağıda yazanı değiştirin. Sonra alttaki düğmeye basın.

fill-in = Şuraya bir şey yazın: { $label }

choose = Şunun için bir cevap seçin: { $label }

too-long = Şurada en fazla { $most } harf kullanın: { $label }

no-address = Bir e-posta adresi yazın, örneğin naam@voorbeeld.nl

no-number = Bir telefon numarası yazın, yalnızca rakamlarla

no-way = E-posta adresinizi veya telefon numaranızı yazın

switched = Yazdıklarınız hâlâ bu sayfada. Henüz hiçbir şey gönderilmedi.

not-sent-title = Gönderme henüz olmadı

not-sent = Bizde bir arıza var. Yazdıklarınız hâlâ bu sayfada. Bir dakika bekleyin. Sonra alttaki düğmeye bir daha basın. Yalnızca bir kez sayılırsınız.

not-sent-paused = Şu anda hiçbir şey almıyoruz. Yazdıklarınız hâlâ bu sayfada ama gönderilmedi. Sayfayı açık bırakın. Daha sonra alttaki düğmeye bir daha basın.

only-waiting-title = Son yer az önce gitti

only-waiting = Bilgileriniz henüz gönderilmedi. Bekleme listesine yazılmak ister misiniz? O zaman alttaki düğmeye basın.

already-title = Bu bilgiler başka birinin mi?

already = Bu sayfadan daha önce başka bilgiler gönderildi. Onlar sizin miydi? O zaman işiniz bitti. Bir şey değiştirmek ister misiniz? Bize yazın. Aşağıdaki bilgiler başka birinin mi? O zaman alttaki düğmeye basın.

send-again-title = Bir kez daha gönderin

send-again = Bu sayfada bir sorun oldu. Yazdıklarınız aşağıda. Alttaki düğmeye bir daha basın.

hasty = Bazen burayı bir bilgisayar programı doldurur. Bu yüzden düğmeye bir kez daha basmanızı rica ediyoruz. Bilgileriniz henüz gönderilmedi.

sent-title = Teşekkürler!

sent = Bilgileriniz gönderildi.

placed-title = Yeriniz var

placed = Bilgileriniz gönderildi. Bizden haber alacaksınız.

on-list-title = Bekleme listesindesiniz

on-list = Bilgileriniz gönderildi. Bir yer çıkarsa size haber veririz.

erase-sooner = Bilgilerinizi daha önce silmemizi ister misiniz? Şu adrese yazın:

closed-title = Bu artık mümkün değil

closed = Bilgilerinizi şu tarihe kadar bırakabilirdiniz: { $closed }.

not-open-title = Bu henüz mümkün değil

not-open = Bilgilerinizi şu tarihten itibaren bırakabilirsiniz: { $opens }. O zaman bu sayfaya geri gelin.

paused-title = Kısa bir ara

paused = Şu anda bilgilerinizi bırakamazsınız. Daha sonra bir daha deneyin.

not-found-title = Böyle bir sayfa yok

not-found = Adresi doğru yazıp yazmadığınıza bakın.

too-large-title = Yazı çok uzun

too-large = Bilgileriniz gönderilmedi. Önceki sayfaya dönün ve yazınızı kısaltın.

unreadable-title = Bunu okuyamıyoruz

unreadable = Bilgileriniz gönderilmedi. Önceki sayfaya dönün ve bir daha deneyin.
