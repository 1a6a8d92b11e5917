# To be reviewed by a native speaker before use.

### What stands on every page. As plain as the Dutch; "ви" without a capital, and nothing that tells women from men.

skip = Одразу до вмісту
languages = Мова
not-translated = Деякі тексти є лише нідерландською мовою.
privacy-link = Що ми робимо з вашими відповідями
beside = відкриється в новій вкладці
synthetic = Це приклад. Відповіді вигадані, а те, що ви тут заповните, не враховують.
help = Потрібна допомога або є запитання?
quoted = «{ $label }»
comma = ,
