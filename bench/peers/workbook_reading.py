"""Workbooks of answers: workbook_reading.py write ANSWERS.csv OUT.xlsx by XlsxWriter; workbook_reading.py read IN.xlsx goes through all
cells with openpyxl, in the way that keeps memory flat, and prints how many have something in them."""
import csv
import sys

import openpyxl
import xlsxwriter

if sys.argv[1] == "--version":
    print(f"openpyxl {openpyxl.__version__}, Python {sys.version.split()[0]}")
elif sys.argv[1] == "write":
    book = xlsxwriter.Workbook(sys.argv[3], {"constant_memory": True})
    sheet = book.add_worksheet("Answers")
    for number, row in enumerate(csv.reader(open(sys.argv[2], newline="", encoding="utf-8"))):
        for column, text in enumerate(row):
            if text.lstrip("-").isdigit():
                sheet.write_number(number, column, int(text))
            elif text:
                sheet.write_string(number, column, text)
    book.close()
else:
    book = openpyxl.load_workbook(sys.argv[2], read_only=True)
    print(sum(value is not None for row in book.active.iter_rows(values_only=True) for value in row))
