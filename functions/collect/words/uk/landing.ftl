# To be reviewed by a native speaker before use.

### What stands above the questions: who asks, what is kept, and how to fill it in with someone else.

without-name-title = Ви берете участь без свого імені
without-name = Ми не питаємо вашого імені чи адреси.
without-device = Ми не зберігаємо, коли ви берете участь, і нічого про ваш телефон чи комп’ютер.
without-figures = У результатах видно, як часто щось обирали. А що обрали ви, не видно.
why-asked = Навіщо ми питаємо і чому це дозволено
helping = Я допомагаю комусь заповнити анкету
helping-consent = Спершу запитайте, чи людина хоче взяти участь.
helping-read = Спокійно читайте вголос запитання та відповіді. Обирає сама людина.
helping-skip = Людина не знає відповіді? Пропустіть запитання.
helping-choose = Людина не може обрати сама? Оберіть те, що підходить їй, а не вам.
helping-silence = Нікому не розповідайте, що обрала людина.
