# To be reviewed by a native speaker before use.

### What stands on every page. Wherever it can, the interface speaks without "Pan/Pani": "proszę …", "można …".

skip = Przejdź od razu do treści
languages = Język
not-translated = Pytań nie ma jeszcze po polsku. Dlatego są po niderlandzku.
privacy-link = Co robimy z odpowiedziami
beside = otwiera się w nowej karcie
synthetic = To jest przykład. Odpowiedzi są wymyślone. To, co się tu wpisze, nie liczy się.
help = Pomoc lub pytania?
quoted = „{ $label }”
comma = ,
