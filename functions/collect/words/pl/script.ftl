# To be reviewed by a native speaker before use.

### Said by the page's script, which shows one question at a time.

script-begin = Zacznij odpowiadać
script-next = Przejdź do następnego pytania
script-last = Sprawdź odpowiedzi
script-keep = Wróć do odpowiedzi
script-back = Wstecz
script-at = Pytanie { $number } z { $all }
script-review = Proszę sprawdzić odpowiedzi
script-none = Brak odpowiedzi
script-change = Zmień
script-look = Proszę jeszcze raz to sprawdzić
script-sending = Wysyłamy odpowiedzi. To chwilę potrwa.
script-waiting = Nie udało się jeszcze wysłać odpowiedzi. Są nadal na tym urządzeniu. Proszę nie zamykać tej strony. Sami spróbujemy jeszcze raz.
script-now = Spróbuj teraz
script-offline = Teraz to nie działa. Proszę sprawdzić, czy jest internet, i spróbować jeszcze raz.
script-kept = Wcześniejsze odpowiedzi są nadal tutaj. Nic nie zostało jeszcze wysłane.
script-aloud = Czytaj na głos
script-stop = Przestań czytać
script-idle = Czy ktoś tu jeszcze jest?
script-over = Za 1 minutę ta ankieta zacznie się od początku. Wpisane odpowiedzi wtedy znikną.
script-stay = Tak, chcę kontynuować
