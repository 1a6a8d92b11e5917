# To be reviewed by a native speaker before use.

### Above the form, when it comes back.

switched = Yazdıklarınız hâlâ bu sayfada. Henüz hiçbir şey gönderilmedi.
not-sent-title = Gönderme henüz olmadı
not-sent = Bizde bir arıza var. Cevaplarınız hâlâ bu sayfada. Bir dakika bekleyin. Sonra en alttaki düğmeye bir kez daha basın. Cevaplarınız sadece 1 kez sayılır.
not-sent-paused = Şu anda kısa bir süre cevap almıyoruz. Cevaplarınız hâlâ bu sayfada, ama henüz gönderilmedi. Sayfayı açık bırakın. Daha sonra en alttaki düğmeye bir kez daha basın.
someone-else-title = Bu cevaplar başka birinin mi?
someone-else = Bu sayfadan daha önce başka cevaplar gönderildi. Onlar sizin cevaplarınız mıydı? O zaman işiniz bitti: artık değiştiremezsiniz. Aşağıdaki cevaplar başka birinin mi? O zaman en alttaki düğmeye basın.
send-again-title = Bir kez daha gönderin
send-again = Bu sayfada bir şey ters gitti. Cevaplarınız aşağıda duruyor. En alttaki düğmeye bir kez daha basın.
hasty = Bazen bu soruları bir bilgisayar programı dolduruyor. Bu yüzden düğmeye 1 kez daha basmanızı istiyoruz. Cevaplarınız aşağıda duruyor. Henüz gönderilmedi.
