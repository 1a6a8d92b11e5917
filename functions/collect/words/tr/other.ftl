# To be reviewed by a native speaker before use.

### The pages around the questionnaire.

thanks-title = Teşekkürler!
thanks-sent = Cevaplarınız gönderildi.
another = Bu cihazda başka biri de katılmak istiyor mu?
another-link = Boş bir anketle başla
closed-title = Bu anket kapandı
closed = Katılmak için son zaman şuydu: { $closed }. Artık yeni cevap almıyoruz.
not-open-title = Bu anket henüz açılmadı
not-open = Şu zamandan sonra katılabilirsiniz: { $opens }. O zaman bu sayfaya tekrar gelin.
not-ready-title = Bu anket neredeyse hazır
not-ready = Son hazırlıkları yapıyoruz. Bir saat sonra tekrar deneyin.
paused-title = Kısa bir ara
paused = Şu anda katılamazsınız. Anket yeniden açılacak. Daha sonra tekrar deneyin.
too-large-title = Yazı çok uzun
too-large = Cevaplarınız gönderilmedi. Önceki sayfaya dönün ve yazınızı kısaltın.
not-found-title = Böyle bir sayfa yok
not-found = Adresi doğru yazıp yazmadığınıza bakın.
unreadable-title = Bunu okuyamıyoruz
unreadable = Cevaplarınız gönderilmedi. Ankete dönün ve bir kez daha deneyin.
lists = Anketler
home-intro = Size uyan anketi seçin.
home-closed = kapandı
home-paused = kısa bir ara
home-later = açılış: { $opens }
to-start = Başa dön

invitation-apart = Bu başka bir sayfadır. Orada yazdıklarınızı cevaplarınızdan ayrı saklıyoruz.

## On a tablet that many people use one after another.

kiosk-leaving = { $minutes } dakika sonra bu sayfa kendiliğinden başa döner.
kiosk-longer = Daha uzun okumak istiyorum
kiosk-again = Boş bir anketle yeniden başla
