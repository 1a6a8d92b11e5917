# To be reviewed by a native speaker before use.

### What stands above the questions: who asks, what is kept, and how to fill it in with someone else.

without-name-title = Adınız olmadan katılırsınız
without-name = Adınızı veya adresinizi sormuyoruz.
without-device = Ne zaman katıldığınızı kaydetmiyoruz. Telefonunuz veya bilgisayarınız hakkında da hiçbir şey kaydetmiyoruz.
without-figures = Sonuçları alan kişiler, bir cevabın kaç kez seçildiğini görür. Sizin ne seçtiğinizi görmez.
why-asked = Bunu neden soruyoruz ve buna neden izin var
helping = Birine doldururken yardım ediyorum
helping-consent = Önce o kişiye sorun: Katılmak istiyor mu?
helping-read = Soruları ve cevapları sakin sakin okuyun. Cevabı o kişi seçer.
helping-skip = O kişi cevabı bilmiyor mu? O zaman soruyu atlayın.
helping-choose = O kişi kendisi seçemiyor mu? O zaman ona uyan cevabı seçin, kendi düşündüğünüzü değil.
helping-silence = O kişinin ne seçtiğini hiç kimseye söylemeyin.
