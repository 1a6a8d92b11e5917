# To be reviewed by a native speaker before use.

### The questionnaire.

asked-by = Ці запитання від: { $name }
how-many =
    { $questions ->
        [one] Тут { $questions } запитання.
        [few] Тут { $questions } запитання.
       *[many] Тут { $questions } запитань.
    }
may-skip = Запитання можна пропускати.
may-skip-except = Запитання можна пропускати, крім тих, де написано «{ required }».
required = обов’язково
choose-one = Оберіть 1 відповідь.
choose-any = Можна обрати кілька відповідей.
choose-at-most =
    { $most ->
        [one] Оберіть щонайбільше { $most } відповідь.
        [few] Оберіть щонайбільше { $most } відповіді.
       *[many] Оберіть щонайбільше { $most } відповідей.
    }
or = або
namely = { $option }, а саме:
rank-one = Оберіть те, що для вас найважливіше.
rank-several = Поставте під номером 1 те, що для вас найважливіше. Заповнювати все не обов’язково.
rank-place = Номер { $place }
rank-empty = Оберіть тут
whole-number = Число від { NUMBER($least, useGrouping: 0) } до { NUMBER($most, useGrouping: 0) }.
letters = Тут можна написати до { $most } літер.
bait = Залиште це поле порожнім
before-sending = Перегляньте свої відповіді ще раз. Після надсилання змінити їх уже не можна.
send = Надіслати мої відповіді
