# To be reviewed by a native speaker before use.

### Invitation codes: cards or letters with 16 letters and digits.

## The field at the top of the form.

code-label = Kod
code-hint = Kod jest na karcie lub w liście. Ma 16 liter i cyfr. Duże litery, spacje i kreski nie mają znaczenia.
code-label-optional = Ma Pan/Pani kod?
code-hint-optional = Proszę wpisać go tutaj. Kod ma 16 liter i cyfr. Duże litery, spacje i kreski nie mają znaczenia. Nie ma kodu? Proszę zostawić to pole puste.
code-check = Sprawdź kod
code-fits = Kod jest dobry. Można odpowiadać na pytania.
code-fits-interviewer = Ten kod jest dobry. To kod do rozmowy. Proszę wpisywać to, co mówi druga osoba, a nie własne zdanie.
code-before-sending = Proszę jeszcze raz sprawdzić odpowiedzi. Po wysłaniu można je zmienić tylko wtedy, gdy ma się kod.

## What is wrong with a code.

code-look-again = Proszę jeszcze raz sprawdzić kod
code-missing = Proszę wpisać kod
code-too-short = Kod jest za krótki. Kod ma 16 liter i cyfr
code-too-long = Kod jest za długi. Kod ma 16 liter i cyfr
code-stranger = W kodzie jest znak, którego nie powinno tam być. Kod ma tylko litery i cyfry
code-mistyped = W kodzie jest literówka. Proszę porównać go z kartą lub listem
code-not-ours = Ten kod nie należy do tej ankiety. Proszę sprawdzić, jaki adres jest przy kodzie na karcie lub w liście

## A code that was used before.

code-used-title = Ten kod był już użyty
code-used = Z tym kodem wysłano już odpowiedzi. Kod liczy się 1 raz. Jeśli to były Pana/Pani odpowiedzi, to już wszystko.
code-used-change = To nie były Pana/Pani odpowiedzi? Albo chce je Pan/Pani zmienić? Można usunąć tamte odpowiedzi i wysłać odpowiedzi poniżej.
code-replace = Usuń tamte odpowiedzi i wyślij te
code-used-withdraw = Można też tylko usunąć i nic nie wysyłać.
code-only-withdraw = Tylko usuń

## Afterwards.

code-keep = Był potrzebny kod? Proszę go zachować. Z tym kodem można usunąć odpowiedzi do: { $until }. To była ankieta za kogoś innego? Proszę dać kod tej osobie.
withdraw-link = Usuwanie odpowiedzi za pomocą kodu

## The page where answers are erased.

withdraw-title = Usuwanie odpowiedzi
withdraw-how = Odpowiedzi wysłane z kodem można usunąć. Proszę wpisać kod i nacisnąć przycisk.
withdraw-what = Usuniemy wtedy wszystko, co wysłano z tym kodem, także wpisane teksty. Nie można tego cofnąć. Wyniki, które mają już doradcy, nie zmienią się. Są w nich tylko zaokrąglone liczby.
withdraw-without = Odpowiedzi wysłanych bez kodu nie możemy usunąć. Nie wiemy, kto wysłał które odpowiedzi.
withdraw-until = Można usunąć do: { $until }.
withdraw-button = Usuń moje odpowiedzi
withdrawn-title = Gotowe
withdrawn = Jeśli z tym kodem wysłano odpowiedzi, to są teraz usunięte. My nie widzimy, czy były jakieś odpowiedzi.
withdrawn-again = Z tym samym kodem można wziąć udział jeszcze raz. Nie trzeba tego robić.
begin-again = Zacznij od nowa
not-withdrawn-title = Nie udało się jeszcze usunąć
not-withdrawn = Mamy awarię. Proszę poczekać minutę. Potem proszę jeszcze raz nacisnąć przycisk.
too-late-title = Nie można już usunąć
too-late = Odpowiedzi można było usunąć do: { $until }. Potem liczymy wszystkie odpowiedzi.
too-late-why = Po policzeniu niszczymy klucz, który prowadzi od kodu do odpowiedzi. Wtedy my też nie możemy już znaleźć, kto wysłał które odpowiedzi. Inni widzą tylko zaokrąglone liczby.
