# To be reviewed by a native speaker before use.

### The pages around the questionnaire.

thanks-title = Dziękujemy!
thanks-sent = Odpowiedzi zostały wysłane.
another = Czy ktoś inny też chce wziąć udział na tym urządzeniu?
another-link = Zacznij od pustej ankiety
closed-title = Ta ankieta jest zamknięta
closed = Można było wziąć udział do: { $closed }. Nie przyjmujemy już nowych odpowiedzi.
not-open-title = Ta ankieta nie jest jeszcze otwarta
not-open = Można wziąć udział od: { $opens }. Wtedy proszę wrócić na tę stronę.
not-ready-title = Ta ankieta jest prawie gotowa
not-ready = Coś jeszcze przygotowujemy. Proszę spróbować ponownie za godzinę.
paused-title = Krótka przerwa
paused = W tej chwili nie można wziąć udziału. Ankieta wróci. Proszę spróbować później.
too-large-title = To za dużo tekstu
too-large = Odpowiedzi nie zostały wysłane. Proszę wrócić do poprzedniej strony i skrócić tekst.
not-found-title = Tej strony nie ma
not-found = Proszę sprawdzić, czy adres jest dobrze wpisany.
unreadable-title = Nie możemy tego odczytać
unreadable = Odpowiedzi nie zostały wysłane. Proszę wrócić do ankiety i spróbować jeszcze raz.
lists = Ankiety
home-intro = Proszę wybrać odpowiednią ankietę.
home-closed = zamknięta
home-paused = krótka przerwa
home-later = otwarta od { $opens }
to-start = Na początek

invitation-apart = To jest inna strona. To, co się tam wpisze, przechowujemy oddzielnie od odpowiedzi.

## On a tablet that many people use one after another.

kiosk-leaving =
    { $minutes ->
        [one] Za { $minutes } minutę ta strona sama wróci na początek.
        [few] Za { $minutes } minuty ta strona sama wróci na początek.
       *[many] Za { $minutes } minut ta strona sama wróci na początek.
    }
kiosk-longer = Chcę czytać dłużej
kiosk-again = Zacznij od nowa z pustą ankietą
