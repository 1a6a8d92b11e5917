### The accessibility statement, in the form that the Besluit digitale toegankelijkheid overheid asks for. The names of the
### statuses, and the five working days and three weeks, are those of the model statement of DigiToegankelijk.

# In the Dutch, soft hyphens: the word is wider than a phone.
accessibility-title = Toegankelijk­heids­verklaring

# A link to it, at the bottom of every page.
accessibility-link = Toegankelijkheid

# $name (String): of the organisation that asks.
accessibility-aim = { $name } wil dat iedereen mee kan doen, ook mensen met een beperking.

accessibility-duty = Dat moet ook van de wet: het Besluit digitale toegankelijkheid overheid. De eisen staan in de norm EN 301 549. Dat zijn vooral de richtlijnen WCAG, niveau A en AA.

##

accessibility-scope = Waar gaat deze verklaring over?

# $title (String): of the campaign. A list of questionnaires follows.
accessibility-scope-pages = Over alle pagina’s van ‘{ $title }’: deze vragenlijsten, en de pagina’s die erbij horen.

##

accessibility-status = Wat is de status?

accessibility-status-a = Status A: voldoet volledig

accessibility-status-b = Status B: voldoet gedeeltelijk

accessibility-status-c = Status C: eerste maatregelen genomen

accessibility-status-d = Status D: voldoet niet

accessibility-meaning-a = De pagina’s zijn helemaal onderzocht. Ze voldoen aan alle eisen.

accessibility-meaning-b = De pagina’s zijn helemaal onderzocht. Ze voldoen nog niet aan alle eisen. Hieronder staat wat er nog niet goed is, en wat we eraan doen.

accessibility-meaning-c = De pagina’s zijn nog niet helemaal onderzocht. Dat onderzoek staat gepland.

accessibility-meaning-d = De pagina’s zijn nog niet helemaal onderzocht, en dat onderzoek is ook nog niet gepland. Daarom is niet zeker dat ze aan alle eisen voldoen.

##

accessibility-evidence = Hoe weten we dat?

# What the makers of the program do with each version.
accessibility-own-tests = Elke nieuwe versie wordt getest: door een computer (met axe), met alleen het toetsenbord, met sterk vergrote letters en zonder JavaScript. Dat is geen volledig onderzoek.

# $day (Day)
accessibility-examined = Het laatste volledige onderzoek was op { $day }.

# $day (Day)
accessibility-planned = Er komt een volledig onderzoek, uiterlijk op { $day }.

# A link.
accessibility-report = Lees het rapport van het onderzoek

##

accessibility-shortcomings = Wat is nog niet toegankelijk?

accessibility-none-known = We weten nu van geen problemen.

# $criteria (Phrase): numbers, such as 1.4.3, 2.4.7.
accessibility-criteria = Dit gaat over de richtlijnen van WCAG met nummer: { $criteria }.

# These three stand before a text of the campaign.
accessibility-why = Waarom is dat zo?

accessibility-instead = Wat kunt u doen?

accessibility-plan = Wat doen wij eraan?

# $day (Day)
accessibility-mended = Dit is klaar op { $day }.

##

accessibility-feedback = Kunt u iets niet lezen of gebruiken?

# An e-mail address follows.
accessibility-mail = Laat het ons weten. Mail naar

accessibility-answer = Binnen 5 werkdagen hoort u dat we uw bericht hebben. Binnen 3 weken krijgt u een antwoord.

##

accessibility-complaint = Bent u niet blij met ons antwoord?

# $name (String): of the organisation that asks.
accessibility-complaint-us = Dan kunt u een klacht indienen bij { $name }.

# The name of the ombudsman, a link, follows.
accessibility-complaint-ombudsman = Helpt dat niet? Ga dan naar de ombudsman. De meeste gemeenten horen bij de

accessibility-ombudsman = Nationale ombudsman

##

accessibility-statement = Over deze verklaring

# $day (Day)
accessibility-drawn-up = We hebben deze verklaring voor het laatst nagekeken op { $day }.

# $who (String): a function, such as "gemeentesecretaris".
accessibility-approved = Akkoord: { $who }.
