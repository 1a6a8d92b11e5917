# To be reviewed by a native speaker before use.

### The contact letterbox.

skip = Przejdź od razu do treści

languages = Język

privacy-link = Co robimy z odpowiedziami

accessibility-link = Dostępność

beside = otwiera się w nowej karcie

help = Pomoc lub pytania?

to-start = Na początek

demo = To jest przykład. Proszę nie wpisywać prawdziwych danych: każdy może je przeczytać.

closes = Można to zrobić do { $closes }.

places =
    { $places ->
        [one] Jest { $places } miejsce.
        [few] Są { $places } miejsca.
       *[many] Jest { $places } miejsc.
    }

progress = Jest już co najmniej { $count } zgłoszeń.

kept-title = Co robimy z danymi?

voluntary = Udział jest dobrowolny.

not-linked = Były też odpowiedzi na pytania? Są przechowywane oddzielnie. Nikt nie zobaczy, które odpowiedzi są czyje.

sealed = Zamykamy dane na klucz, zanim je zapiszemy. Na naszym komputerze nie ma klucza.

kept-until = Usuwamy dane po { $day }. Może to potrwać kilka dni.

readers = Kto czyta dane?

waiting-only-title = Wszystkie miejsca są zajęte

waiting-only = Można jeszcze wpisać się na listę oczekujących. Liczba miejsc na liście: { $waiting }. Gdy zwolni się miejsce, losujemy.

full-title = Nie ma już miejsc

full = Wszystkie miejsca są zajęte.

full-not-kept = Nie zapisaliśmy niczego z wpisanych danych.

full-mail = Są pytania? Proszę napisać na adres

name = Imię i nazwisko

organisation = Organizacja

email = Adres e-mail

phone = Numer telefonu

either = Proszę wpisać adres e-mail lub numer telefonu. Można wpisać jedno i drugie.

letters = Proszę użyć najwyżej { $most } znaków.

required = obowiązkowe

bait = Proszę zostawić to pole puste

send = Wyślij moje dane

send-waiting = Wpisz mnie na listę oczekujących

error = Błąd: { $fault }

faults-title = Proszę jeszcze raz spojrzeć na wpisane dane

faults = Dane nie zostały jeszcze wysłane. Proszę zmienić to, co jest poniżej. Potem proszę nacisnąć przycisk na dole.

fill-in = Proszę coś wpisać w polu: { $label }

choose = Proszę wybrać odpowiedź: { $label }

too-long = Proszę użyć najwyżej { $most } znaków w polu: { $label }

no-address = Proszę wpisać adres e-mail, na przykład naam@voorbeeld.nl

no-number = Proszę wpisać numer telefonu, same cyfry

no-way = Proszę wpisać adres e-mail lub numer telefonu

switched = Wpisane odpowiedzi są nadal na tej stronie. Nic nie zostało jeszcze wysłane.

not-sent-title = Nie udało się jeszcze wysłać

not-sent = Mamy awarię. Wpisane dane są nadal na tej stronie. Proszę poczekać minutę. Potem proszę jeszcze raz nacisnąć przycisk na dole. Zgłoszenie liczy się tylko raz.

not-sent-paused = Teraz niczego nie przyjmujemy. Wpisane dane są nadal na tej stronie, ale nie zostały wysłane. Proszę zostawić stronę otwartą. Później proszę jeszcze raz nacisnąć przycisk na dole.

only-waiting-title = Ostatnie miejsce właśnie zostało zajęte

only-waiting = Dane nie zostały jeszcze wysłane. Wpisać na listę oczekujących? Jeśli tak, proszę nacisnąć przycisk na dole.

already-title = Czy to dane innej osoby?

already = Z tej strony wysłano już inne dane. Były własne? Wtedy wszystko gotowe. Coś zmienić? Proszę do nas napisać. Dane poniżej są innej osoby? Wtedy proszę nacisnąć przycisk na dole.

send-again-title = Proszę wysłać jeszcze raz

send-again = Coś poszło nie tak z tą stroną. Wpisane dane są poniżej. Proszę jeszcze raz nacisnąć przycisk na dole.

hasty = Czasem wypełnia to program komputerowy. Dlatego prosimy o jeszcze jedno naciśnięcie przycisku. Dane nie zostały jeszcze wysłane.

sent-title = Dziękujemy!

sent = Dane zostały wysłane.

placed-title = Miejsce jest zarezerwowane

placed = Dane zostały wysłane. Odezwiemy się.

on-list-title = Wpisano na listę oczekujących

on-list = Dane zostały wysłane. Jeśli będzie miejsce, damy znać.

erase-sooner = Usunąć dane wcześniej? Proszę napisać na adres

closed-title = To już niemożliwe

closed = Dane można było zostawić do { $closed }.

not-open-title = To jeszcze niemożliwe

not-open = Dane można zostawić od { $opens }. Proszę wtedy wrócić na tę stronę.

paused-title = Krótka przerwa

paused = Teraz nie można zostawić danych. Proszę spróbować później.

not-found-title = Tej strony nie ma

not-found = Proszę sprawdzić, czy adres jest dobrze wpisany.

too-large-title = To za dużo tekstu

too-large = Dane nie zostały wysłane. Proszę wrócić na poprzednią stronę i skrócić tekst.

unreadable-title = Nie możemy tego odczytać

unreadable = Dane nie zostały wysłane. Proszę wrócić na poprzednią stronę i spróbować jeszcze raz.
