# To be reviewed by a native speaker before use.

### The accessibility statement, in the form that the Besluit digitale toegankelijkheid overheid asks for.

accessibility-title = Deklaracja dostępności
accessibility-link = Dostępność
accessibility-aim = { $name } chce, żeby każdy mógł wziąć udział, także osoby z niepełnosprawnością.
accessibility-duty = Wymaga tego też holenderskie prawo: Besluit digitale toegankelijkheid overheid. Wymagania są w normie EN 301 549. To przede wszystkim wytyczne WCAG, poziom A i AA.

accessibility-scope = Czego dotyczy ta deklaracja?
accessibility-scope-pages = Wszystkich stron „{ $title }”: tych ankiet i stron, które do nich należą.

accessibility-status = Jaki jest status?
accessibility-status-a = Status A: spełnia wszystkie wymagania
accessibility-status-b = Status B: spełnia część wymagań
accessibility-status-c = Status C: podjęto pierwsze działania
accessibility-status-d = Status D: nie spełnia wymagań
accessibility-meaning-a = Strony zostały w całości zbadane. Spełniają wszystkie wymagania.
accessibility-meaning-b = Strony zostały w całości zbadane. Nie spełniają jeszcze wszystkich wymagań. Poniżej jest napisane, co nie jest jeszcze dobre i co z tym robimy.
accessibility-meaning-c = Strony nie zostały jeszcze w całości zbadane. Takie badanie jest zaplanowane.
accessibility-meaning-d = Strony nie zostały jeszcze w całości zbadane. Takie badanie nie jest też jeszcze zaplanowane. Dlatego nie jest pewne, że spełniają wszystkie wymagania.

accessibility-evidence = Skąd to wiemy?
accessibility-own-tests = Każda nowa wersja jest sprawdzana: przez komputer (axe), tylko za pomocą klawiatury, z mocno powiększonymi literami i bez JavaScript. To nie jest pełne badanie.
accessibility-examined = Ostatnie pełne badanie było { $day }.
accessibility-planned = Pełne badanie odbędzie się najpóźniej { $day }.
accessibility-report = Przeczytaj raport z badania

accessibility-shortcomings = Co nie jest jeszcze dostępne?
accessibility-none-known = Nie znamy teraz żadnych problemów.
accessibility-criteria = Chodzi o wytyczne WCAG o numerach: { $criteria }.
accessibility-why = Dlaczego tak jest?
accessibility-instead = Co można zrobić?
accessibility-plan = Co z tym robimy?
accessibility-mended = Będzie gotowe { $day }.

accessibility-feedback = Nie można czegoś przeczytać lub użyć?
accessibility-mail = Proszę nam o tym napisać. Adres e-mail:
accessibility-answer = W ciągu 5 dni roboczych potwierdzimy, że mamy wiadomość. W ciągu 3 tygodni wyślemy odpowiedź.

accessibility-complaint = Nasza odpowiedź nie pomogła?
accessibility-complaint-us = Można złożyć skargę. Adresat skargi: { $name }.
accessibility-complaint-ombudsman = To nie pomaga? Można zwrócić się do rzecznika praw obywateli (ombudsman). Dla większości gmin jest to
accessibility-ombudsman = Nationale ombudsman

accessibility-statement = O tej deklaracji
accessibility-drawn-up = Ostatnio sprawdziliśmy tę deklarację { $day }.
accessibility-approved = Zatwierdza: { $who }.
