# To be reviewed by a native speaker before use.

### The privacy page. "wyniki" are the results that advisers get, "doradcy" the advisers.

privacy-title = Co robimy z odpowiedziami

privacy-brief-voluntary = Nie trzeba brać udziału.
privacy-brief-nameless = Nie pytamy o imię, nazwisko ani adres.
privacy-brief-seen = Kto dostaje wyniki, widzi, ile razy coś wybrano. Nie widzi, kto co wybrał.
privacy-brief-erased = Pojedyncze odpowiedzi usuwamy po { $expires }.

privacy-who = Kto pyta?
privacy-mail = Pytania? Adres e-mail:
privacy-officer = Pytania o prywatność? Adres e-mail inspektora ochrony danych (functionaris gegevensbescherming):
privacy-why = Dlaczego?
privacy-ground = Dlaczego wolno o to pytać?

privacy-voluntary = Czy muszę brać udział?
privacy-voluntary-no = Nie. Nie trzeba brać udziału.
privacy-voluntary-stop = Można przerwać. Zapisujemy odpowiedzi dopiero po naciśnięciu przycisku, który je wysyła.

privacy-kept = Co zapisujemy?
privacy-kept-chosen = Wybrane odpowiedzi.
privacy-kept-typed = Wpisane teksty.
privacy-kept-mode = Sposób udziału: samodzielnie czy w rozmowie.
privacy-kept-mode-open = Sposób udziału: z linkiem, z kodem czy w rozmowie.
privacy-kept-number = Liczbę, dzięki której odpowiedzi liczą się tylko 1 raz.

privacy-not-kept = Czego nie zapisujemy?
privacy-not-kept-name = Imienia, nazwiska, adresu, e-maila ani numeru telefonu.
privacy-not-kept-code = Kodu.
privacy-not-kept-when = Kiedy coś wysłano.
privacy-not-kept-device = Jaki to telefon lub komputer i jaki wybrano język.
privacy-not-kept-address = Adresu telefonu lub komputera w internecie (adresu IP). Jest on przez chwilę potrzebny, żeby wysłać stronę. My go nie zapisujemy.
privacy-not-kept-cookies = Nie ma plików cookie (ciasteczek).

privacy-typed = Co się dzieje z tekstem, który wpisuję?
privacy-typed-apart = Przechowujemy go osobno od innych odpowiedzi.
privacy-typed-out = Komputer najpierw usuwa z niego pewne rzeczy. Na przykład adres e-mail, numer telefonu, kod pocztowy lub datę.
privacy-typed-names = Komputer nie rozpozna każdego imienia ani nazwiska. Dlatego lepiej ich nie wpisywać.
privacy-typed-read = Po zamknięciu ankiety ktoś może przeczytać teksty, w przypadkowej kolejności. Ta osoba wybiera, które teksty zobaczą inni. Tylko te, z których nie można poznać, kto je napisał.

privacy-seen = Kto widzi moje odpowiedzi?
privacy-seen-advisers = Doradcy nie widzą pojedynczych odpowiedzi. Widzą, ile razy coś wybrano. Później widzą czasem też zatwierdzony tekst.
privacy-seen-rounded = Te liczby są zaokrąglone: { $base }, { $twice }, { $thrice } i tak dalej. Pytanie dostało mniej niż { $smallest } osób? Wtedy nic o nim nie pokazujemy.
privacy-seen-decision = Nikt nie podejmuje decyzji o Panu/Pani na podstawie tych odpowiedzi.
privacy-seen-together = Ktoś wypełnia ankietę razem z Panem/Panią? Wtedy ta osoba też widzi odpowiedzi.
privacy-seen-device = Czy to urządzenie należy do kogoś innego? Wtedy po wysłaniu proszę zamknąć stronę. Inaczej następna osoba może czasem zobaczyć odpowiedzi.
privacy-seen-operator = Administrator techniczny ma dostęp do pojedynczych odpowiedzi. Firma, do której należą komputery, też: Amazon Web Services. Wolno im z tego skorzystać tylko wtedy, gdy to naprawdę konieczne.

privacy-long = Jak długo przechowujemy odpowiedzi?
privacy-long-closes = Można wziąć udział do: { $closes }. Krótko potem robimy ostatnie wyniki. Wtedy niszczymy też nasze klucze. Potem nic już nie prowadzi od telefonu lub komputera do odpowiedzi.
privacy-long-closes-codes = Można wziąć udział do: { $closes }. Krótko potem robimy ostatnie wyniki. Wtedy niszczymy też nasze klucze. Potem nic już nie prowadzi od kodu lub telefonu do odpowiedzi.
privacy-long-expires = Pojedyncze odpowiedzi przechowujemy do { $expires }. Potem są automatycznie usuwane. To może potrwać kilka dni.
privacy-long-results = Wyniki zostają.

privacy-withdraw = Czy mogę cofnąć odpowiedzi?
privacy-withdraw-before = Przed wysłaniem tak: proszę zamknąć stronę. Wtedy nic nie zapisujemy.
privacy-withdraw-code = Odpowiedzi wysłane z kodem można usunąć do: { $until }. Dlatego proszę dobrze zachować kod.
privacy-withdraw-change = Trzeba coś zmienić? Proszę usunąć odpowiedzi. Potem proszę wziąć udział jeszcze raz z tym samym kodem.
privacy-withdraw-backup = W wynikach, które już są, te odpowiedzi nadal się liczą. Może też jeszcze istnieć kopia zapasowa. Istnieje najwyżej 35 dni.
privacy-withdraw-codeless = Odpowiedzi wysłanych bez kodu nie można cofnąć: nie wiemy, kto wysłał które odpowiedzi. Dlatego nie możemy ich też znaleźć.
privacy-withdraw-not = Po wysłaniu nie: nie wiemy, kto wysłał które odpowiedzi. Dlatego nie możemy ich też znaleźć.
privacy-withdraw-link = Usuwanie odpowiedzi: { $people }, { $municipality }

privacy-rights = Jakie mam prawa?
privacy-rights-law = Prawo o prywatności (RODO, po niderlandzku AVG) pozwala prosić o wgląd w swoje dane, o ich poprawienie lub usunięcie. Można też wnieść sprzeciw.
privacy-rights-unknown = Ale nie wiemy, kto wysłał które odpowiedzi. Dlatego nie możemy ich dla nikogo znaleźć (RODO, artykuł 11).
privacy-rights-code = Ale nie wiemy, kto wysłał które odpowiedzi (RODO, artykuł 11). Za pomocą kodu można je usunąć samodzielnie. Strona nie może ich pokazać, bo nie może ich odczytać.
privacy-rights-text = W jakimś tekście jest coś o Panu/Pani? Proszę nam powiedzieć, jakie to słowa. Wtedy możemy znaleźć i usunąć ten tekst.

privacy-complaint = Gdzie mogę złożyć skargę?
privacy-complaint-us = U nas. Proszę napisać e-mail na adres podany na górze.
privacy-complaint-authority = W holenderskim urzędzie ochrony danych (Autoriteit Persoonsgegevens). Proszę wejść na stronę autoriteitpersoonsgegevens.nl.

privacy-not-promised = Czego nie możemy obiecać?
privacy-not-promised-style = Kto Pana/Panią dobrze zna, może Pana/Panią rozpoznać po sposobie pisania.
privacy-not-promised-guess = Kto zna prawie wszystkie inne odpowiedzi, może czasem zgadnąć, jakie są Pana/Pani odpowiedzi.
privacy-not-promised-link = Każdy, kto ma link, może wziąć udział, nawet dwa razy. Wyniki to więc ogólny obraz, a nie dokładna liczba.
privacy-not-promised-code = Kto zna kod, może zobaczyć, czy był użyty. Może też usunąć odpowiedzi. Ale nie zobaczy, co wybrano. Dlatego proszę nie pokazywać kodu innym.
privacy-not-promised-operator = Administrator techniczny może po kodzie znaleźć odpowiedzi, które do niego należą. Tego nie wolno robić. Po ostatnich wynikach nie jest to już możliwe.
