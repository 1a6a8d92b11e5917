# To be reviewed by a native speaker before use.

### What stands on every page.

skip = Doğrudan içeriğe geç
languages = Dil
not-translated = Sorular henüz Türkçeye çevrilmedi. Bu yüzden sorular Hollandaca.
privacy-link = Cevaplarınızla ne yapıyoruz
beside = yeni sekmede açılır
synthetic = Bu bir örnektir. Buradaki cevaplar uydurmadır. Sizin yazdıklarınız da sayılmaz.
help = Yardım mı lazım, sorunuz mu var?
quoted = “{ $label }”
comma = ,
