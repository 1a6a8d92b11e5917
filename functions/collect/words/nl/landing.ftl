### What stands above the questions: who asks, what is kept, and how to fill it in with someone else.

# A heading above three points.
without-name-title = U doet mee zonder uw naam

without-name = We vragen niet om uw naam of adres.

without-device = We bewaren niet wanneer u meedoet, en niets over uw telefoon of computer.

without-figures = Wie de uitkomsten krijgt, ziet hoe vaak iets is gekozen. Niet wat u koos.

# A link to the privacy page. It follows who asks.
why-asked = Waarom we dit vragen, en waarom dat mag

# Opens: what to do when one fills it in for or with someone. Shown to people, not to organisations.
helping = Ik help iemand met invullen

helping-consent = Vraag eerst of de ander mee wil doen.

helping-read = Lees de vragen en de antwoorden rustig voor. De ander kiest.

helping-skip = Weet de ander het niet? Sla de vraag dan over.

helping-choose = Kan de ander zelf niet kiezen? Kies dan wat bij de ander past, niet wat u zelf vindt.

helping-silence = Vertel niemand wat de ander koos.
