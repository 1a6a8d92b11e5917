# To be reviewed by a native speaker before use.

### Said by the page's script, which shows one question at a time. In buttons: what happens when they are pressed.

script-begin = До запитань
script-next = До наступного запитання
script-last = Переглянути мої відповіді
script-keep = Назад до моїх відповідей
script-back = Назад
script-at = Запитання { $number } із { $all }
script-review = Перегляньте свої відповіді
script-none = Немає відповіді
script-change = Змінити
script-look = Перевірте це ще раз
script-sending = Надсилаємо ваші відповіді. Зачекайте трохи.
script-waiting = Поки що не вдається надіслати. Ваші відповіді лишилися на цьому пристрої. Не закривайте сторінку. Ми самі спробуємо ще раз.
script-now = Спробувати зараз
script-offline = Зараз не виходить. Перевірте, чи є інтернет, і спробуйте ще раз.
script-kept = Те, що ви заповнили раніше, збереглося. Ще нічого не надіслано.
script-aloud = Прочитати вголос
script-stop = Зупинити читання
script-idle = Ви ще тут?
script-over = За 1 хвилину анкета почнеться знову. Усе, що ви заповнили, зникне.
script-stay = Так, я продовжу
