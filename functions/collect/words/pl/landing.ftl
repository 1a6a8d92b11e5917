# To be reviewed by a native speaker before use.

### What stands above the questions: who asks, what is kept, and how to fill it in with someone else.

without-name-title = Udział bez podawania nazwiska
without-name = Nie pytamy o imię, nazwisko ani adres.
without-device = Nie zapisujemy, kiedy ktoś bierze udział. Nie zapisujemy też niczego o telefonie ani komputerze.
without-figures = Kto dostaje wyniki, widzi, ile razy coś wybrano. Nie widzi, kto co wybrał.
why-asked = Dlaczego pytamy i dlaczego nam wolno
helping = Pomagam komuś wypełnić ankietę
helping-consent = Proszę najpierw zapytać, czy ta osoba chce wziąć udział.
helping-read = Proszę spokojnie czytać na głos pytania i odpowiedzi. Wybiera ta osoba.
helping-skip = Ta osoba nie wie? Proszę pominąć pytanie.
helping-choose = Ta osoba nie może sama wybrać? Proszę wybrać to, co do niej pasuje, a nie własne zdanie.
helping-silence = Proszę nikomu nie mówić, co ta osoba wybrała.
