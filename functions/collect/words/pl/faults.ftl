# To be reviewed by a native speaker before use.

### What is wrong, and what to do. "at" is "w pytaniu 3: …" and always stands last.

error = Błąd: { $fault }
look-again =
    { $faults ->
        [one] Proszę jeszcze raz sprawdzić { $faults } pytanie
        [few] Proszę jeszcze raz sprawdzić { $faults } pytania
       *[many] Proszę jeszcze raz sprawdzić { $faults } pytań
    }
not-sent-yet = Odpowiedzi nie zostały jeszcze wysłane. Proszę zmienić to, co jest napisane poniżej. Potem proszę nacisnąć przycisk na dole.
at = w pytaniu { NUMBER($number, useGrouping: 0) }: { $question }
at-row = { $at } – { $row }
choose = Proszę wybrać odpowiedź { $at }
write = Proszę napisać odpowiedź { $at }
give-number = Proszę wpisać liczbę { $at }
changed = Ankieta właśnie się zmieniła. Proszę sprawdzić odpowiedzi i wysłać je jeszcze raz.
unknown-option = Tej odpowiedzi nie ma już na liście. Proszę wybrać jeszcze raz { $at }
repeated = To samo jest wybrane 2 razy. Proszę za każdym razem wybrać coś innego { $at }
exclusive = Wybrano { $option } i jeszcze coś innego. To się wyklucza. Proszę wybrać jeszcze raz { $at }
too-many =
    { $most ->
        [one] Wybrano za dużo. Proszę wybrać najwyżej { $most } odpowiedź { $at }
        [few] Wybrano za dużo. Proszę wybrać najwyżej { $most } odpowiedzi { $at }
       *[many] Wybrano za dużo. Proszę wybrać najwyżej { $most } odpowiedzi { $at }
    }
too-long = Tekst jest za długi. Może mieć do { $most } liter { $at }
not-a-number = Proszę wpisać liczbę całkowitą, bez liter, kropek i przecinków, { $at }
out-of-bounds = Proszę wpisać liczbę od { NUMBER($least, useGrouping: 0) } do { NUMBER($most, useGrouping: 0) } { $at }
wrong-type = Proszę podać 1 odpowiedź { $at }
namely-elsewhere = Jest tekst przy { $option }, ale wybrano coś innego. Proszę wybrać { $option } albo usunąć tekst { $at }
