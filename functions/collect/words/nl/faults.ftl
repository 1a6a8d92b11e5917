### What is wrong, and what to do. $at is made by "at" or "at-row". No full stop at the end: these are lines of a list.

# Before every fault, and before the page's title while there are faults.
# $fault (Phrase)
error = Fout: { $fault }

# $faults (Number): at how many questions.
look-again =
    { $faults ->
        [one] Kijk nog even naar { $faults } vraag
       *[other] Kijk nog even naar { $faults } vragen
    }

not-sent-yet = Uw antwoorden zijn nog niet verstuurd. Verander wat hieronder staat. Druk daarna onderaan op de knop.

# $number (Number): of the question.
# $question (String): its text.
at = vraag { NUMBER($number, useGrouping: 0) }: { $question }

# $at (Phrase)
# $row (String): the label of a row of a grid.
at-row = { $at } – { $row }

# $at (Phrase)
choose = Kies een antwoord bij { $at }

# $at (Phrase)
write = Schrijf een antwoord bij { $at }

# $at (Phrase)
give-number = Vul een getal in bij { $at }

changed = De vragenlijst is net veranderd. Kijk uw antwoorden na en verstuur ze nog een keer.

# $at (Phrase)
unknown-option = Uw antwoord staat niet meer in de lijst. Kies opnieuw bij { $at }

# $at (Phrase)
repeated = U koos 2 keer hetzelfde. Kies elke keer iets anders bij { $at }

# $option (Phrase): quoted.
# $at (Phrase)
exclusive = U koos { $option } en ook iets anders. Dat kan niet samen. Kies opnieuw bij { $at }

# $most (Number)
# $at (Phrase)
too-many = U koos te veel. Kies hoogstens { $most } antwoorden bij { $at }

# $most (Number): characters; always many.
# $at (Phrase)
too-long = Uw tekst is te lang. Gebruik hoogstens { $most } letters bij { $at }

# $at (Phrase)
not-a-number = Vul een heel getal in, zonder letters, punt of komma, bij { $at }

# Digits as they are to be typed: not grouped.
# $least (Number)
# $most (Number)
# $at (Phrase)
out-of-bounds = Vul een getal in van { NUMBER($least, useGrouping: 0) } tot en met { NUMBER($most, useGrouping: 0) } bij { $at }

# $at (Phrase)
wrong-type = Geef 1 antwoord bij { $at }

# Something was written in the field that belongs to an option, and another option was chosen.
# $option (Phrase): quoted.
# $at (Phrase)
namely-elsewhere = U schreef iets bij { $option }, maar koos iets anders. Kies { $option } of maak het vak leeg, bij { $at }
