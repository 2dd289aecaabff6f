#!/usr/bin/env python3
"""Makes the workbooks of this folder, part by part as Excel writes them, with nothing but Python's own library.

    python3 tests/data/xlsx/files/make.py

The same bytes each time: the files are kept beside this script, so that tests need no Python.
Everybody in them is made up.
"""
import pathlib
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

FORMATS = ["General", "dd/mm/yyyy", "hh:mm", "0.00", "dd.mm.yyyy hh:mm"]


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


class Workbook:
    def __init__(self, properties=""):
        self.properties = properties
        self.sheets = []
        self.texts = []

    def sheet(self, name, rows, behind="", state=""):
        """rows: {number: {column letters: cell}}; a key 'hidden' hides the row."""
        xml = []
        for number, cells in rows.items():
            hidden = ' hidden="1"' if "hidden" in cells else ""
            inside = "".join(
                self.cell(f"{column}{number}", cell) for column, cell in cells.items() if column != "hidden"
            )
            xml.append(f'<row r="{number}"{hidden}>{inside}</row>')
        self.sheets.append((name, "".join(xml), behind, state))

    def cell(self, place, cell):
        if isinstance(cell, str):
            if cell not in self.texts:
                self.texts.append(cell)
            return f'<c r="{place}" t="s"><v>{self.texts.index(cell)}</v></c>'
        if isinstance(cell, bool):
            return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
        if isinstance(cell, (int, float)):
            return f'<c r="{place}"><v>{cell!r}</v></c>'
        kind, *rest = cell
        if kind == "formatted":
            number, style = rest
            return f'<c r="{place}" s="{FORMATS.index(style)}"><v>{number!r}</v></c>'
        if kind == "formula":
            formula, stored = rest
            value = "" if stored is None else f"<v>{stored}</v>"
            return f'<c r="{place}"><f>{escaped(formula)}</f>{value}</c>'
        if kind == "error":
            return f'<c r="{place}" t="e"><v>{rest[0]}</v></c>'
        raise ValueError(kind)

    def save(self, path):
        tabs, related, types, parts = [], [], [], {}
        for i, (name, rows, behind, state) in enumerate(self.sheets, 1):
            hidden = f' state="{state}"' if state else ""
            tabs.append(f'<sheet name="{escaped(name)}" sheetId="{i}"{hidden} r:id="rId{i}"/>')
            related.append(("worksheet", f"rId{i}", f"worksheets/sheet{i}.xml"))
            types.append((f"/xl/worksheets/sheet{i}.xml", "worksheet"))
            parts[f"xl/worksheets/sheet{i}.xml"] = (
                f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>'
            )
        related += [("sharedStrings", "rId90", "sharedStrings.xml"), ("styles", "rId91", "styles.xml")]
        types += [("/xl/sharedStrings.xml", "sharedStrings"), ("/xl/styles.xml", "styles"),
                  ("/xl/workbook.xml", "sheet.main")]
        parts["xl/workbook.xml"] = (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{self.properties}'
            f'<sheets>{"".join(tabs)}</sheets></workbook>'
        )
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">' + "".join(
            f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in self.texts
        ) + "</sst>"
        codes = "".join(
            f'<numFmt numFmtId="{164 + i}" formatCode="{escaped(code)}"/>' for i, code in enumerate(FORMATS)
        )
        styles = "".join(f'<xf numFmtId="{164 + i if i else 0}"/>' for i in range(len(FORMATS)))
        parts["xl/styles.xml"] = (
            f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>'
        )
        parts["xl/_rels/workbook.xml.rels"] = relationships(related)
        parts["_rels/.rels"] = relationships([("officeDocument", "rId1", "xl/workbook.xml")])
        media = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        parts["[Content_Types].xml"] = (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + "".join(f'<Override PartName="{part}" ContentType="{media}{kind}+xml"/>' for part, kind in types)
            + "</Types>"
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in sorted(parts.items()):
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, text.encode())


def relationships(list_of):
    inside = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for kind, name, target in list_of
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def clinic():
    """Two waves and a hidden list of codes; in the first one of everything that a clinic's sheet has."""
    book = Workbook()
    book.sheet(
        "Intake",
        {
            1: {"A": "Intake list, ward 3"},
            3: {"A": "id", "B": "seen", "C": "asked at", "D": "m1", "E": "m2", "G": "sum", "H": "BMI"},
            4: {"A": "0001", "B": ("formatted", 45351, "dd/mm/yyyy"), "C": ("formatted", 0.97916666666666663, "hh:mm"),
                "D": 2, "E": 1, "G": ("formula", "D4+E4", 3), "H": ("error", "#DIV/0!")},
            5: {"A": "0002", "B": ("formatted", 45352.75, "dd.mm.yyyy hh:mm"), "D": "1", "E": 0,
                "G": ("formula", "D5+E5", 1), "H": ("error", "#DIV/0!")},
            6: {},
            7: {"hidden": True, "A": "0003", "D": ("error", "#N/A"), "E": 2, "G": ("formula", "D7+E7", None)},
            8: {"A": "0004", "D": ("formula", "1+1", None), "E": True},
            9: {"A": "Mean", "D": 1.5, "E": 1},
        },
        behind='<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>',
    )
    book.sheet("Follow-up", {1: {"A": "id", "B": "m1", "C": "m2"}, 2: {"A": "0001", "B": 0, "C": 0}})
    book.sheet("Codes", {1: {"A": "code", "B": "meaning"}, 2: {"A": 0, "B": "None"}}, state="hidden")
    return book


def dates_1904():
    """As Excel for Mac once counted."""
    book = Workbook('<workbookPr date1904="1"/>')
    book.sheet("Data", {1: {"A": "id", "B": "day"},
                        2: {"A": 1, "B": ("formatted", 43889, "dd/mm/yyyy")},
                        3: {"A": 2, "B": ("formatted", 0, "dd/mm/yyyy")}})
    return book


def uncomputed():
    """By a program that leaves computing to Excel and stores zeros."""
    book = Workbook('<calcPr calcId="1" fullCalcOnLoad="1"/>')
    book.sheet("Data", {1: {"A": "id", "B": "m1", "C": "m2"},
                        2: {"A": "0001", "B": 2, "C": ("formula", "B2-1", 0)}})
    return book


def merged_header():
    book = Workbook()
    book.sheet("Data", {1: {"A": "id", "B": "Mood"}, 2: {"B": "m1", "C": "m2"}, 3: {"A": "0001", "B": 1, "C": 2}},
               behind='<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>')
    return book


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent
    for make in (clinic, dates_1904, uncomputed, merged_header):
        make().save(folder / f"{make.__name__}.xlsx")
