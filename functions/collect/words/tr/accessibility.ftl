# To be reviewed by a native speaker before use.

### The accessibility statement, in the form that the Besluit digitale toegankelijkheid overheid asks for.

accessibility-title = Erişilebilirlik beyanı
accessibility-link = Erişilebilirlik
accessibility-aim = { $name } herkesin katılabilmesini istiyor, engeli olan kişilerin de.
accessibility-duty = Bu, Hollanda yasasına göre de zorunludur: Besluit digitale toegankelijkheid overheid. Kurallar EN 301 549 standardında yazar. Bunlar özellikle WCAG kurallarıdır, A ve AA düzeyi.

accessibility-scope = Bu beyan neyle ilgili?
accessibility-scope-pages = “{ $title }” sayfalarının hepsiyle: bu anketler ve onlara ait sayfalar.

accessibility-status = Durum nedir?
accessibility-status-a = Durum A: kurallara tamamen uyuyor
accessibility-status-b = Durum B: kurallara kısmen uyuyor
accessibility-status-c = Durum C: ilk adımlar atıldı
accessibility-status-d = Durum D: kurallara uymuyor
accessibility-meaning-a = Sayfalar tamamen incelendi. Bütün kurallara uyuyor.
accessibility-meaning-b = Sayfalar tamamen incelendi. Henüz bütün kurallara uymuyor. Neyin henüz iyi olmadığı ve bunun için ne yaptığımız aşağıda yazıyor.
accessibility-meaning-c = Sayfalar henüz tamamen incelenmedi. Bu inceleme planlandı.
accessibility-meaning-d = Sayfalar henüz tamamen incelenmedi. Bu inceleme henüz planlanmadı da. Bu yüzden bütün kurallara uyup uymadıkları belli değil.

accessibility-evidence = Bunu nereden biliyoruz?
accessibility-own-tests = Her yeni sürüm test edilir: bir bilgisayarla (axe), sadece klavyeyle, çok büyütülmüş yazıyla ve JavaScript olmadan. Bu, tam bir inceleme değildir.
accessibility-examined = Son tam inceleme tarihi: { $day }.
accessibility-planned = Tam bir inceleme yapılacak. En geç tarih: { $day }.
accessibility-report = İnceleme raporunu okuyun

accessibility-shortcomings = Neler henüz erişilebilir değil?
accessibility-none-known = Şu anda bildiğimiz bir sorun yok.
accessibility-criteria = Bu, şu numaralı WCAG kurallarıyla ilgilidir: { $criteria }.
accessibility-why = Bunun nedeni ne?
accessibility-instead = Siz ne yapabilirsiniz?
accessibility-plan = Biz ne yapıyoruz?
accessibility-mended = Şu tarihte hazır olacak: { $day }.

accessibility-feedback = Okuyamadığınız veya kullanamadığınız bir şey mi var?
accessibility-mail = Bize haber verin. E-posta adresi:
accessibility-answer = Mesajınızı aldığımızı 5 iş günü içinde size bildiririz. 3 hafta içinde cevap alırsınız.

accessibility-complaint = Cevabımızdan memnun değil misiniz?
accessibility-complaint-us = O zaman şuraya şikâyet edebilirsiniz: { $name }.
accessibility-complaint-ombudsman = Bu da yardımcı olmuyor mu? O zaman ombudsmana başvurun. Ombudsman şikâyetlerinize bakan bağımsız kişidir. Belediyelerin çoğu için:
accessibility-ombudsman = Nationale ombudsman

accessibility-statement = Bu beyan hakkında
accessibility-drawn-up = Bu beyanı en son şu tarihte kontrol ettik: { $day }.
accessibility-approved = Onaylayan: { $who }.
