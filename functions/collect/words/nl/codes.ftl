### Invitation codes: cards or letters with 16 letters and digits.

## The field at the top of the form, where a code is needed, and where it may be left out.

code-label = Uw code

code-hint = Uw code staat op uw kaart of in uw brief. Het zijn 16 letters en cijfers. Hoofdletters, spaties en streepjes maken niet uit.

code-label-optional = Hebt u een code gekregen?

code-hint-optional = Vul uw code dan hier in. Het zijn 16 letters en cijfers. Hoofdletters, spaties en streepjes maken niet uit. Hebt u geen code? Laat dit vak dan leeg.

# A button.
code-check = Controleer mijn code

code-fits = Uw code klopt. U kunt de vragen invullen.

code-fits-interviewer = Deze code klopt. Het is een code voor een gesprek. Vul in wat de ander zegt, niet wat u zelf denkt.

# Instead of before-sending, where codes are taken.
code-before-sending = Kijk uw antwoorden nog eens na. Na het versturen kunt u ze alleen nog veranderen als u een code hebt.

## What is wrong with a code. No full stop at the end: these are lines of a list.

code-look-again = Kijk nog even naar uw code

code-missing = Vul uw code in

code-too-short = Uw code is te kort. Een code heeft 16 letters en cijfers

code-too-long = Uw code is te lang. Een code heeft 16 letters en cijfers

code-stranger = In uw code staat een teken dat er niet in hoort. Een code heeft alleen letters en cijfers

code-mistyped = Er zit een typefout in uw code. Vergelijk hem met uw kaart of brief

code-not-ours = Deze code hoort niet bij deze vragenlijst. Kijk welk adres er bij uw code staat op uw kaart of brief

## A code that was used before.

code-used-title = Deze code is al gebruikt

code-used = Met deze code zijn al antwoorden verstuurd. Een code telt 1 keer mee. Was u dat? Dan bent u klaar.

code-used-change = Was u dat niet? Of wilt u uw antwoorden veranderen? Dan kunt u de antwoorden van toen wissen en de antwoorden hieronder versturen.

# A button.
code-replace = Wis de antwoorden van toen en verstuur deze

code-used-withdraw = U kunt ook alleen wissen, en niets versturen.

# A button.
code-only-withdraw = Alleen wissen

## Afterwards.

# $until (Moment)
code-keep = Deed u mee met een code? Bewaar die dan. Met de code kunt u uw antwoorden wissen tot { $until }. Vulde u dit in voor iemand anders? Geef die persoon dan de code.

withdraw-link = Antwoorden wissen met een code

## The page where answers are erased.

withdraw-title = Antwoorden wissen

withdraw-how = Hebt u meegedaan met een code? Dan kunt u uw antwoorden wissen. Vul uw code in en druk op de knop.

withdraw-what = We wissen dan alles wat met deze code is verstuurd, ook wat u zelf typte. Dat kunt u niet terugdraaien. Uitkomsten die adviseurs al hebben, veranderen niet. Daarin staan alleen afgeronde aantallen.

withdraw-without = Hebt u meegedaan zonder code? Dan kunnen we niets voor u wissen. We weten niet welke antwoorden van u zijn.

# $until (Moment)
withdraw-until = Wissen kan tot { $until }.

# A button.
withdraw-button = Wis mijn antwoorden

withdrawn-title = Gedaan

withdrawn = Waren er met deze code antwoorden verstuurd? Dan zijn die nu gewist. Wij kunnen niet zien of er antwoorden waren.

withdrawn-again = U kunt met dezelfde code opnieuw meedoen. Dat hoeft niet.

# A link.
begin-again = Begin opnieuw

not-withdrawn-title = Het wissen is nog niet gelukt

not-withdrawn = Er is een storing bij ons. Wacht een minuut. Druk dan nog een keer op de knop.

too-late-title = Wissen kan niet meer

# $until (Moment)
too-late = U kon uw antwoorden wissen tot { $until }. Daarna worden alle antwoorden geteld.

too-late-why = Na het tellen gooien we de sleutel weg waarmee een code naar antwoorden leidt. Ook wij kunnen dan niet meer vinden welke antwoorden van u zijn. Anderen zien alleen afgeronde aantallen.
