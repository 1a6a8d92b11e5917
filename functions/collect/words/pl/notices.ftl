# To be reviewed by a native speaker before use.

### Above the form, when it comes back.

switched = Wpisane odpowiedzi są nadal na tej stronie. Nic nie zostało jeszcze wysłane.
not-sent-title = Nie udało się jeszcze wysłać
not-sent = Mamy awarię. Odpowiedzi są nadal na tej stronie. Proszę poczekać minutę. Potem proszę jeszcze raz nacisnąć przycisk na dole. Odpowiedzi policzą się tylko 1 raz.
not-sent-paused = Przez chwilę nie przyjmujemy odpowiedzi. Odpowiedzi są nadal na tej stronie, ale nie zostały jeszcze wysłane. Proszę nie zamykać strony. Później proszę jeszcze raz nacisnąć przycisk na dole.
someone-else-title = Czy te odpowiedzi są innej osoby?
someone-else = Z tej strony wysłano już inne odpowiedzi. Jeśli to były Pana/Pani odpowiedzi, to już wszystko: nie można ich zmienić. Jeśli odpowiedzi poniżej są innej osoby, proszę nacisnąć przycisk na dole.
send-again-title = Proszę wysłać jeszcze raz
send-again = Coś poszło nie tak na tej stronie. Odpowiedzi są poniżej. Proszę jeszcze raz nacisnąć przycisk na dole.
hasty = Czasem te pytania wypełnia program komputerowy. Dlatego prosimy nacisnąć przycisk jeszcze 1 raz. Odpowiedzi są poniżej. Nie zostały jeszcze wysłane.
