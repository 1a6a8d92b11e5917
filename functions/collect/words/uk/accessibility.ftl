# To be reviewed by a native speaker before use.

### The accessibility statement.

accessibility-title = Заява про доступність
accessibility-link = Доступність
accessibility-aim = { $name } хоче, щоб участь могли брати всі, також люди з інвалідністю.
accessibility-duty = Цього вимагає і закон: постанова про цифрову доступність державних органів (Besluit digitale toegankelijkheid overheid). Вимоги записані в стандарті EN 301 549. Здебільшого це настанови WCAG, рівні A та AA.

accessibility-scope = Про що ця заява?
accessibility-scope-pages = Про всі сторінки «{ $title }»: ці анкети та сторінки, які до них належать.

accessibility-status = Який статус?
accessibility-status-a = Статус A: відповідає повністю
accessibility-status-b = Статус B: відповідає частково
accessibility-status-c = Статус C: зроблено перші кроки
accessibility-status-d = Статус D: не відповідає
accessibility-meaning-a = Сторінки повністю перевірено. Вони відповідають усім вимогам.
accessibility-meaning-b = Сторінки повністю перевірено. Вони ще не відповідають усім вимогам. Нижче написано, що ще не так і що ми з цим робимо.
accessibility-meaning-c = Сторінки ще не перевірено повністю. Перевірку заплановано.
accessibility-meaning-d = Сторінки ще не перевірено повністю, і перевірку ще не заплановано. Тому ми не певні, що вони відповідають усім вимогам.

accessibility-evidence = Звідки ми це знаємо?
accessibility-own-tests = Кожну нову версію перевіряють: комп’ютером (програмою axe), лише з клавіатурою, з дуже збільшеними літерами та без JavaScript. Це не повна перевірка.
accessibility-examined = Остання повна перевірка була { $day }.
accessibility-planned = Повна перевірка буде не пізніше ніж { $day }.
accessibility-report = Прочитати звіт про перевірку

accessibility-shortcomings = Що ще не доступно?
accessibility-none-known = Зараз ми не знаємо про жодні проблеми.
accessibility-criteria = Це стосується настанов WCAG з номером: { $criteria }.
accessibility-why = Чому так?
accessibility-instead = Що можете зробити ви?
accessibility-plan = Що робимо ми?
accessibility-mended = Це буде готово { $day }.

accessibility-feedback = Щось не вдається прочитати або використати?
accessibility-mail = Скажіть нам. Напишіть на
accessibility-answer = Протягом 5 робочих днів ми повідомимо, що отримали ваш лист. Протягом 3 тижнів ви отримаєте відповідь.

accessibility-complaint = Наша відповідь вас не влаштовує?
accessibility-complaint-us = Тоді ви можете подати скаргу до { $name }.
accessibility-complaint-ombudsman = Це не допомогло? Тоді зверніться до омбудсмена (ombudsman). Більшість муніципалітетів належать до
accessibility-ombudsman = Nationale ombudsman

accessibility-statement = Про цю заяву
accessibility-drawn-up = Востаннє ми переглянули цю заяву { $day }.
accessibility-approved = Погоджено: { $who }.
