"""A sheet as large as Quaestor's sheet of scores, by the library's way that keeps memory flat:
workbook.py xlsxwriter|openpyxl SCORES.csv OUT.xlsx"""
import csv
import sys

library = sys.argv[1]
module = __import__(library)
if sys.argv[2] == "--version":
    print(f"{library} {module.__version__}, Python {sys.version.split()[0]}")
    sys.exit()
source, output = sys.argv[2:4]


def value(text):
    try:
        return float(text)
    except ValueError:
        return text


rows = csv.reader(open(source, newline="", encoding="utf-8"))
if library == "xlsxwriter":
    book = module.Workbook(output, {"constant_memory": True})
    sheet = book.add_worksheet("Scores")
    sheet.write_row(0, 0, next(rows))
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            if not text:
                continue
            cell = value(text)
            (sheet.write_string if isinstance(cell, str) else sheet.write_number)(number, column, cell)
    book.close()
else:
    book = module.Workbook(write_only=True)
    sheet = book.create_sheet("Scores")
    for row in rows:
        sheet.append([value(text) if text else None for text in row])
    book.save(output)
