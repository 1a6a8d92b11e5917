### The privacy page: its headings are questions, in the order in which they stand there. Every promise and every exception
### here is one of docs/privacy.md, said briefly.

privacy-title = Wat we met uw antwoorden doen

## The page in a few lines, above the rest.

privacy-brief-voluntary = Meedoen hoeft niet.

privacy-brief-nameless = We vragen niet naar uw naam of adres.

privacy-brief-seen = Wie de uitkomsten krijgt, ziet hoe vaak iets is gekozen. Niet wat u koos.

# $expires (Day): the last day on which separate answers are kept.
privacy-brief-erased = De losse antwoorden wissen we na { $expires }.

## Answered by the campaign: who is responsible, why, on what legal basis.

privacy-who = Wie vraagt dit?

# An e-mail address follows.
privacy-mail = Vragen? Mail naar

# An e-mail address follows.
privacy-officer = Vragen over uw privacy? Mail naar de functionaris gegevensbescherming:

privacy-why = Waarom?

privacy-ground = Waarom mag dat?

##

privacy-voluntary = Moet ik meedoen?

privacy-voluntary-no = Nee. Meedoen hoeft niet.

privacy-voluntary-stop = U mag stoppen. Pas als u op de knop drukt om te versturen, bewaren we uw antwoorden.

##

privacy-kept = Wat bewaren we?

privacy-kept-chosen = De antwoorden die u koos.

privacy-kept-typed = Wat u zelf typte.

# Where one takes part with a code.
privacy-kept-mode = Hoe u meedeed: alleen of in een gesprek.

# Where one takes part with or without a code.
privacy-kept-mode-open = Hoe u meedeed: met de link, met een code of in een gesprek.

privacy-kept-number = Een getal dat ervoor zorgt dat uw antwoorden maar 1 keer tellen.

##

privacy-not-kept = Wat bewaren we niet?

privacy-not-kept-name = Uw naam, adres, e-mail of telefoonnummer.

privacy-not-kept-code = Uw code.

privacy-not-kept-when = Wanneer u iets verstuurt.

privacy-not-kept-device = Wat voor telefoon of computer u hebt, en welke taal u kiest.

privacy-not-kept-address = Het adres van uw telefoon of computer op internet (het IP-adres). Dat is even nodig om u de pagina te sturen. Wij bewaren het niet.

privacy-not-kept-cookies = Er zijn geen cookies.

##

privacy-typed = Wat gebeurt er met wat ik zelf typ?

privacy-typed-apart = We bewaren het apart van uw andere antwoorden.

privacy-typed-out = Een computer haalt er eerst dingen uit. Zoals een e-mailadres, een telefoonnummer, een postcode of een datum.

privacy-typed-names = De computer herkent niet elke naam. Schrijf dus liever geen namen op.

privacy-typed-read = Na de sluiting kan iemand de teksten lezen, door elkaar. Die kiest welke teksten anderen mogen zien. Alleen teksten waarin u niet te herkennen bent.

##

privacy-seen = Wie ziet mijn antwoorden?

privacy-seen-advisers = Adviseurs zien geen losse antwoorden. Zij zien hoe vaak iets is gekozen. Later zien zij soms ook een tekst die is goedgekeurd.

# The first three are such as 5, 10 and 15.
# $base (Number)
# $twice (Number)
# $thrice (Number)
# $smallest (Number): of how many people nothing is shown; always several.
privacy-seen-rounded = Die aantallen zijn afgerond: { $base }, { $twice }, { $thrice } en zo verder. Kregen minder dan { $smallest } mensen een vraag? Dan laten we daar niets van zien.

privacy-seen-decision = Niemand besluit iets over u door wat u hier invult.

privacy-seen-together = Vult iemand de vragen samen met u in? Dan ziet die persoon uw antwoorden ook.

privacy-seen-device = Is het apparaat van iemand anders? Sluit de pagina dan na het versturen. Anders ziet de volgende soms nog wat u invulde.

privacy-seen-operator = De technische beheerder kan bij de losse antwoorden. Het bedrijf van de computers ook: Amazon Web Services. Zij mogen dat alleen als het echt moet.

##

privacy-long = Hoe lang bewaren we uw antwoorden?

# $closes (Moment)
privacy-long-closes = U kunt meedoen tot { $closes }. Kort daarna maken we de laatste uitkomsten. Dan vernietigen we ook onze sleutels. Daarna leidt niets meer van uw telefoon of computer naar uw antwoorden.

# Where codes are taken.
# $closes (Moment)
privacy-long-closes-codes = U kunt meedoen tot { $closes }. Kort daarna maken we de laatste uitkomsten. Dan vernietigen we ook onze sleutels. Daarna leidt niets meer van uw code of uw telefoon naar uw antwoorden.

# $expires (Day)
privacy-long-expires = De losse antwoorden bewaren we tot { $expires }. Dan worden ze vanzelf gewist. Dat kan een paar dagen duren.

privacy-long-results = De uitkomsten blijven.

##

privacy-withdraw = Kan ik mijn antwoorden terughalen?

privacy-withdraw-before = Vóór het versturen wel: sluit de pagina. Dan bewaren we niets.

# $until (Moment)
privacy-withdraw-code = Deed u mee met een code? Dan kunt u uw antwoorden wissen tot { $until }. Bewaar uw code dus goed.

privacy-withdraw-change = Wilt u iets veranderen? Wis uw antwoorden. Doe dan opnieuw mee met dezelfde code.

# The number is that of infra/template.yaml.
privacy-withdraw-backup = In uitkomsten die er al zijn, tellen uw antwoorden nog mee. Er kan ook nog een reservekopie zijn. Die is er hoogstens 35 dagen.

# Where one takes part with or without a code.
privacy-withdraw-codeless = Deed u mee zonder code? Dan kan het niet: wij weten niet welke antwoorden van u zijn. Zo kunnen wij ze ook niet opzoeken.

# Where there are no codes.
privacy-withdraw-not = Na het versturen kan het niet: wij weten niet welke antwoorden van u zijn. Zo kunnen wij ze ook niet opzoeken.

# A link to where answers are erased.
# $people (String): such as "Gebruikers".
# $municipality (String)
privacy-withdraw-link = Antwoorden wissen: { $people }, { $municipality }

##

privacy-rights = Wat zijn mijn rechten?

privacy-rights-law = Door de privacywet (AVG) mag u vragen om uw gegevens te zien, te verbeteren of te wissen. U mag ook bezwaar maken.

privacy-rights-unknown = Maar wij weten niet welke antwoorden van u zijn. Wij kunnen ze dus niet voor u opzoeken (AVG, artikel 11).

# Where codes are taken.
privacy-rights-code = Maar wij weten niet welke antwoorden van u zijn (AVG, artikel 11). Met uw code kunt u ze wel zelf wissen. De pagina kan ze niet laten zien, want die kan ze niet lezen.

privacy-rights-text = Staat er in een tekst iets over u? Vertel ons welke woorden. Dan kunnen we de tekst zoeken en wissen.

##

privacy-complaint = Waar kan ik klagen?

privacy-complaint-us = Bij ons. Mail naar het adres bovenaan.

privacy-complaint-authority = Bij de Autoriteit Persoonsgegevens. Kijk op autoriteitpersoonsgegevens.nl.

##

privacy-not-promised = Wat kunnen we niet beloven?

privacy-not-promised-style = Wie u goed kent, kan u herkennen aan hoe u schrijft.

privacy-not-promised-guess = Iemand die bijna alle andere antwoorden kent, kan soms raden wat u koos.

privacy-not-promised-link = Iedereen met de link kan meedoen, ook twee keer. De uitkomsten zijn dus een beeld, geen precieze telling.

privacy-not-promised-code = Wie uw code kent, kan zien of die gebruikt is. En kan uw antwoorden wissen. Maar niet zien wat u koos. Laat uw code dus niet aan anderen zien.

privacy-not-promised-operator = De technische beheerder kan met een code opzoeken welke antwoorden erbij horen. Dat mag niet. Na de laatste uitkomsten kan het ook niet meer.
