"""Writes the spreadsheet that the guide for advisers begins with: spreadsheet.py FILE."""

import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

SURVEY = [
    ("type", "name", "label::Nederlands (nl)", "hint::Nederlands (nl)", "required", "appearance", "background"),
    ("note", "welkom", "Hoe ziet uw dag eruit? En wat zou u graag doen? De gemeente hoort het graag. Foute antwoorden zijn er niet.", "", "", "", ""),
    ("select_one wie", "wie", "Voor wie vult u dit in?", "", "yes", "", ""),
    ("select_multiple wens", "wens", "Wat wilt u graag doen overdag?", "U mag er meer kiezen.", "", "", ""),
    ("select_one trede", "trede_nu", "Welke zin past nu bij u?", "Passen er meer? Kies de onderste.", "", "", ""),
    ("select_one trede", "trede_wens", "Welke zin past bij wat u wilt?", "", "", "", ""),
    ("select_one gezicht", "tevreden", "Hoe tevreden bent u met uw dag?", "Denk aan een gewone dag.", "", "likert", ""),
    ("text", "tip", "Wat wilt u ons nog vertellen?", "Schrijf geen namen op.", "", "multiline", ""),
    ("select_one leeftijd", "leeftijd", "Hoe oud bent u?", "", "", "", "yes"),
    ("note", "dank", "Fijn dat u meedoet. Uw antwoorden tellen mee.", "", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label::Nederlands (nl)", "theme", "step", "namely", "exclusive"),
    ("wie", "zelf", "Voor mezelf", "", "", "", ""),
    ("wie", "ander", "Voor iemand anders", "", "", "", ""),
    ("wens", "mensen", "Mensen ontmoeten", "meeting", "", "", ""),
    ("wens", "leren", "Iets leren", "learning", "", "", ""),
    ("wens", "buiten", "Buiten zijn, in de tuin of bij dieren", "outdoors", "", "", ""),
    ("wens", "maken", "Iets maken met mijn handen", "creating", "", "", ""),
    ("wens", "werken", "Werken", "working", "", "", ""),
    ("wens", "anders", "Iets anders", "", "", "yes", ""),
    ("wens", "geen", "Niets van dit alles", "", "", "", "yes"),
    ("trede", "thuis", "Ik ben bijna altijd thuis", "", 1, "", ""),
    ("trede", "mensen", "Ik zie elke week mensen", "", 2, "", ""),
    ("trede", "groep", "Ik ga elke week naar een groep of een club", "", 3, "", ""),
    ("trede", "onbetaald", "Ik werk zonder loon", "", 4, "", ""),
    ("trede", "hulp", "Ik heb betaald werk, en krijg daar hulp bij", "", 5, "", ""),
    ("trede", "betaald", "Ik heb betaald werk", "", 6, "", ""),
    ("gezicht", "niet", "Niet tevreden", "", "", "", ""),
    ("gezicht", "gaat", "Gaat wel", "", "", "", ""),
    ("gezicht", "goed", "Tevreden", "", "", "", ""),
    ("leeftijd", "jong", "18 tot en met 39 jaar", "", "", "", ""),
    ("leeftijd", "midden", "40 tot en met 64 jaar", "", "", "", ""),
    ("leeftijd", "oud", "65 jaar of ouder", "", "", "", ""),
]
CROSSINGS = [
    ("name", "title::Nederlands (nl)", "rows", "columns"),
    ("stap", "Van nu naar wat men wil", "trede_nu", "trede_wens"),
]
SETTINGS = [("form_title", "form_id", "default_language"), ("Wat wilt u overdag doen?", "overdag", "Nederlands (nl)")]
WIDTHS = {
    "survey": [24, 13, 48, 34, 10, 13, 13],
    "choices": [12, 12, 46, 12, 7, 9, 11],
    "crossings": [12, 30, 14, 14],
    "settings": [30, 14, 20],
}


def main():
    book = Workbook()
    book.remove(book.active)
    sheets = {"survey": SURVEY, "choices": CHOICES, "crossings": CROSSINGS, "settings": SETTINGS}
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([value if value != "" else None for value in row])
        for cell in sheet[1]:
            cell.font = Font(name="Arial", size=10, bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor="1B5E5A")
        for column, width in enumerate(WIDTHS[name]):
            sheet.column_dimensions["ABCDEFG"[column]].width = width
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.font = Font(name="Arial", size=10)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            lines = max(-(-len(str(cell.value or "")) // (width - 2)) for cell, width in zip(row, WIDTHS[name]))
            sheet.row_dimensions[row[0].row].height = 14 * lines + 2
        sheet.freeze_panes = "A2"
        # Printed, and so in the guide's picture, it looks as it does on the screen.
        sheet.print_area = sheet.dimensions
        sheet.print_options.gridLines = sheet.print_options.headings = True
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.properties.creator = "Dagpeil"
    book.save(sys.argv[1])


main()
