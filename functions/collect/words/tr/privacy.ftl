# To be reviewed by a native speaker before use.

### The privacy page. "sonuçlar" are the results that advisers get, "danışmanlar" the advisers.

privacy-title = Cevaplarınızla ne yapıyoruz

privacy-brief-voluntary = Katılmak zorunda değilsiniz.
privacy-brief-nameless = Adınızı veya adresinizi sormuyoruz.
privacy-brief-seen = Sonuçları alan kişiler, bir cevabın kaç kez seçildiğini görür. Sizin ne seçtiğinizi görmez.
privacy-brief-erased = Tek tek cevapları şu tarihten sonra sileriz: { $expires }.

privacy-who = Bunu kim soruyor?
privacy-mail = Sorunuz mu var? E-posta adresi:
privacy-officer = Gizliliğinizle ilgili sorunuz mu var? Gizlilik görevlisinin (functionaris gegevensbescherming) e-posta adresi:
privacy-why = Neden?
privacy-ground = Buna neden izin var?

privacy-voluntary = Katılmak zorunda mıyım?
privacy-voluntary-no = Hayır. Katılmak zorunda değilsiniz.
privacy-voluntary-stop = İstediğiniz zaman bırakabilirsiniz. Cevaplarınızı ancak göndermek için düğmeye bastığınızda kaydederiz.

privacy-kept = Neleri kaydediyoruz?
privacy-kept-chosen = Seçtiğiniz cevapları.
privacy-kept-typed = Kendi yazdıklarınızı.
privacy-kept-mode = Nasıl katıldığınızı: tek başınıza veya bir görüşmede.
privacy-kept-mode-open = Nasıl katıldığınızı: linkle, kodla veya bir görüşmede.
privacy-kept-number = Cevaplarınızın sadece 1 kez sayılmasını sağlayan bir sayıyı.

privacy-not-kept = Neleri kaydetmiyoruz?
privacy-not-kept-name = Adınızı, adresinizi, e-posta adresinizi veya telefon numaranızı.
privacy-not-kept-code = Kodunuzu.
privacy-not-kept-when = Ne zaman gönderdiğinizi.
privacy-not-kept-device = Nasıl bir telefon veya bilgisayarınız olduğunu ve hangi dili seçtiğinizi.
privacy-not-kept-address = Telefonunuzun veya bilgisayarınızın internetteki adresini (IP adresi). Bu adres, sayfayı size göndermek için kısa bir süre gerekir. Biz bu adresi kaydetmeyiz.
privacy-not-kept-cookies = Çerez (cookie) yoktur.

privacy-typed = Kendi yazdıklarıma ne oluyor?
privacy-typed-apart = Yazdıklarınızı diğer cevaplarınızdan ayrı saklarız.
privacy-typed-out = Önce bir bilgisayar bazı şeyleri çıkarır. Örneğin e-posta adresini, telefon numarasını, posta kodunu veya tarihi.
privacy-typed-names = Bilgisayar her ismi tanımaz. Bu yüzden isim yazmamanız daha iyidir.
privacy-typed-read = Anket kapandıktan sonra biri yazıları karışık sırayla okuyabilir. Başkalarının hangi yazıları görebileceğini o kişi seçer. Sadece sizin kim olduğunuzun anlaşılmadığı yazıları seçer.

privacy-seen = Cevaplarımı kim görüyor?
privacy-seen-advisers = Danışmanlar tek tek cevapları görmez. Bir cevabın kaç kez seçildiğini görür. Daha sonra bazen onaylanmış bir yazıyı da görür.
privacy-seen-rounded = Bu sayılar yuvarlanır: { $base }, { $twice }, { $thrice } ve böyle devam eder. Bir soru { $smallest } kişiden daha az kişiye mi soruldu? O zaman o soru hakkında hiçbir şey göstermeyiz.
privacy-seen-decision = Hiç kimse buraya yazdıklarınıza bakıp sizin hakkınızda karar vermez.
privacy-seen-together = Soruları biri sizinle birlikte mi dolduruyor? O zaman cevaplarınızı o kişi de görür.
privacy-seen-device = Cihaz başka birinin mi? O zaman gönderdikten sonra sayfayı kapatın. Yoksa sizden sonraki kişi bazen yazdıklarınızı görebilir.
privacy-seen-operator = Teknik yönetici tek tek cevaplara ulaşabilir. Bilgisayarların sahibi olan şirket de ulaşabilir: Amazon Web Services. Bunu sadece gerçekten gerekliyse yapabilirler.

privacy-long = Cevaplarınızı ne kadar saklıyoruz?
privacy-long-closes = Katılmak için son zaman: { $closes }. Kısa süre sonra son sonuçları hazırlarız. O zaman anahtarlarımızı da yok ederiz. Ondan sonra telefonunuzdan veya bilgisayarınızdan cevaplarınıza giden hiçbir iz kalmaz.
privacy-long-closes-codes = Katılmak için son zaman: { $closes }. Kısa süre sonra son sonuçları hazırlarız. O zaman anahtarlarımızı da yok ederiz. Ondan sonra kodunuzdan veya telefonunuzdan cevaplarınıza giden hiçbir iz kalmaz.
privacy-long-expires = Tek tek cevapları şu tarihe kadar saklarız: { $expires }. Sonra kendiliğinden silinir. Bu birkaç gün sürebilir.
privacy-long-results = Sonuçlar kalır.

privacy-withdraw = Cevaplarımı geri alabilir miyim?
privacy-withdraw-before = Göndermeden önce evet: sayfayı kapatın. O zaman hiçbir şey kaydetmeyiz.
privacy-withdraw-code = Kodla mı katıldınız? O zaman cevaplarınızı silebilirsiniz. Silmek için son zaman: { $until }. Bu yüzden kodunuzu iyi saklayın.
privacy-withdraw-change = Bir şeyi değiştirmek mi istiyorsunuz? Cevaplarınızı silin. Sonra aynı kodla yeniden katılın.
privacy-withdraw-backup = Daha önce hazırlanmış sonuçlarda cevaplarınız sayılmış olarak kalır. Bir yedek kopya da olabilir. Yedek kopya en fazla 35 gün durur.
privacy-withdraw-codeless = Kodsuz mu katıldınız? O zaman olmaz: hangi cevapların sizin olduğunu bilmiyoruz. Bu yüzden onları bulamayız da.
privacy-withdraw-not = Gönderdikten sonra olmaz: hangi cevapların sizin olduğunu bilmiyoruz. Bu yüzden onları bulamayız da.
privacy-withdraw-link = Cevapları silmek: { $people }, { $municipality }

privacy-rights = Haklarım neler?
privacy-rights-law = Gizlilik yasasına (AVG) göre bilgilerinizi görmek, düzeltmek veya sildirmek isteyebilirsiniz. İtiraz da edebilirsiniz.
privacy-rights-unknown = Ama hangi cevapların sizin olduğunu bilmiyoruz. Bu yüzden onları sizin için bulamayız (AVG, madde 11).
privacy-rights-code = Ama hangi cevapların sizin olduğunu bilmiyoruz (AVG, madde 11). Kodunuzla cevaplarınızı kendiniz silebilirsiniz. Sayfa cevaplarınızı gösteremez, çünkü onları okuyamaz.
privacy-rights-text = Bir yazıda sizin hakkınızda bir şey mi var? Bize hangi kelimeler olduğunu söyleyin. O zaman yazıyı bulup silebiliriz.

privacy-complaint = Nereye şikâyet edebilirim?
privacy-complaint-us = Bize. Yukarıdaki adrese e-posta gönderin.
privacy-complaint-authority = Hollanda gizlilik kurumuna (Autoriteit Persoonsgegevens). Şu siteye bakın: autoriteitpersoonsgegevens.nl.

privacy-not-promised = Neye söz veremiyoruz?
privacy-not-promised-style = Sizi iyi tanıyan biri, yazış şeklinizden sizi tanıyabilir.
privacy-not-promised-guess = Diğer cevapların neredeyse hepsini bilen biri, bazen sizin ne seçtiğinizi tahmin edebilir.
privacy-not-promised-link = Linki olan herkes katılabilir, iki kez de. Bu yüzden sonuçlar genel bir fikir verir, kesin bir sayım değildir.
privacy-not-promised-code = Kodunuzu bilen biri, kodun kullanılıp kullanılmadığını görebilir. Cevaplarınızı silebilir de. Ama ne seçtiğinizi göremez. Bu yüzden kodunuzu başkalarına göstermeyin.
privacy-not-promised-operator = Teknik yönetici bir kodla, o koda ait cevapları bulabilir. Bunu yapması yasaktır. Son sonuçlardan sonra bunu yapamaz da.
