# To be reviewed by a native speaker before use.

### The questionnaire.

asked-by = Te pytania zadaje: { $name }
how-many =
    { $questions ->
        [one] Jest { $questions } pytanie.
        [few] Są { $questions } pytania.
       *[many] Jest { $questions } pytań.
    }
may-skip = Można pominąć pytania.
may-skip-except = Można pominąć pytania, oprócz tych, przy których jest słowo „{ required }”.
required = obowiązkowe
choose-one = Proszę wybrać 1 odpowiedź.
choose-any = Można wybrać więcej niż 1 odpowiedź.
choose-at-most =
    { $most ->
        [one] Proszę wybrać najwyżej { $most } odpowiedź.
        [few] Proszę wybrać najwyżej { $most } odpowiedzi.
       *[many] Proszę wybrać najwyżej { $most } odpowiedzi.
    }
or = lub
namely = { $option } (proszę napisać):
rank-one = Proszę wybrać to, co jest najważniejsze.
rank-several = Na miejscu 1 proszę wybrać to, co jest najważniejsze. Nie trzeba wypełniać wszystkich miejsc.
rank-place = Miejsce { $place }
rank-empty = Proszę wybrać
whole-number = Liczba od { NUMBER($least, useGrouping: 0) } do { NUMBER($most, useGrouping: 0) }.
letters = Można wpisać do { $most } liter.
bait = Proszę zostawić to pole puste
before-sending = Proszę jeszcze raz sprawdzić odpowiedzi. Po wysłaniu nie można ich już zmienić.
send = Wyślij odpowiedzi
