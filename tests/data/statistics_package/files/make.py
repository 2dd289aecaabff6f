#!/usr/bin/env python3
"""Makes the files of this folder, byte by byte as their formats are described, with nothing but Python's own library.

    python3 tests/data/statistics_package/files/make.py

The same bytes each time: the files are kept beside this script, so that tests need no Python.
Everybody in them is made up.
"""
import pathlib
import struct

SYSTEM_MISSING = -1.7976931348623157e308
LOWEST = struct.unpack("<d", struct.pack("<Q", 0xFFEFFFFFFFFFFFFE))[0]
HIGHEST = 1.7976931348623157e308
F, A, DATE, TIME, DATETIME = 5, 1, 20, 21, 22


def padded(data, to, fill=b" "):
    return data + fill * (-len(data) % to)


class Sav:
    """SPSS system file, uncompressed. Texts have at most 255 bytes."""

    def __init__(self, encoding, page):
        self.encoding, self.page = encoding, page
        self.variables = []

    def variable(self, name, kind, width=8, decimals=0, label="", labels=None, missing=(), missing_range=None):
        self.variables.append((name, kind, width, decimals, label, labels or {}, list(missing), missing_range))

    def text(self, text):
        return text.encode(self.encoding)

    def elements(self, kind, width):
        return -(-width // 8) if kind == A else 1

    def save(self, path, rows, weight=0, declared_rows=None):
        case = sum(self.elements(v[1], v[2]) for v in self.variables)
        out = b"$FL2" + b"@(#) SPSS DATA FILE made by a script".ljust(60)
        out += struct.pack("<5i", 2, case, 0, weight, len(rows) if declared_rows is None else declared_rows)
        out += struct.pack("<d", 100.0) + b"01 Jan 24" + b"00:00:00" + b" " * 64 + b"\0" * 3
        place, places = 1, []
        for number, (name, kind, width, decimals, label, labels, missing, missing_range) in enumerate(self.variables):
            short = f"V{number + 1}".encode().ljust(8)
            form = kind << 16 | width << 8 | decimals
            count = len(missing) if missing_range is None else (-3 if missing else -2)
            out += struct.pack("<6i", 2, width if kind == A else 0, 1 if label else 0, count, form, form) + short
            if label:
                data = self.text(label)
                out += struct.pack("<i", len(data)) + padded(data, 4)
            for value in (list(missing_range) if missing_range else []) + missing:
                out += self.text(value).ljust(8) if kind == A else struct.pack("<d", value)
            for _ in range(self.elements(kind, width) - 1):
                out += struct.pack("<6i", 2, -1, 0, 0, 0, 0) + b" " * 8
            places.append(place)
            place += self.elements(kind, width)
        for (name, kind, width, decimals, label, labels, missing, missing_range), at in zip(self.variables, places):
            if not labels:
                continue
            out += struct.pack("<2i", 3, len(labels))
            for value, meaning in labels.items():
                data = self.text(meaning)
                out += self.text(value).ljust(8) if kind == A else struct.pack("<d", value)
                out += padded(bytes([len(data)]) + data, 8)
            out += struct.pack("<3i", 4, 1, at)
        out += struct.pack("<4i8i", 7, 3, 4, 8, 20, 0, 0, -1, 1, 1, 2, self.page)
        out += struct.pack("<4i3d", 7, 4, 8, 3, SYSTEM_MISSING, HIGHEST, LOWEST)
        names = "\t".join(f"V{i + 1}={v[0]}" for i, v in enumerate(self.variables))
        for kind, data in ((13, self.text(names)), (20, self.encoding.encode())):
            out += struct.pack("<4i", 7, kind, 1, len(data)) + data
        out += struct.pack("<2i", 999, 0)
        for row in rows:
            for value, (name, kind, width, *_) in zip(row, self.variables):
                if kind == A:
                    out += self.text(value).ljust(8 * self.elements(kind, width))
                else:
                    out += struct.pack("<d", SYSTEM_MISSING if value is None else value)
        path.write_bytes(out)


def clinic(folder):
    """One of everything: labels, declared codes, alone and in ranges, dates, times, letters of Windows-1252."""
    file = Sav("windows-1252", 1252)
    amount = {0: "None", 1: "Some", 2: "Much", 9: "Not answered", -1: "Does not apply"}
    file.variable("id", A, 12, label="Respondent")
    file.variable("seen", DATE, 11)
    file.variable("asked_at", TIME, 5)
    file.variable("entered", DATETIME, 20)
    file.variable("m1", F, 1, label="Little interest – in anything", labels=amount, missing=[9, -1])
    file.variable("m2", F, 1, label="Feeling low", labels=amount, missing_range=(8, 99), missing=[-1])
    file.variable("weight_kg", F, 8, 2, missing_range=(LOWEST, 0))
    file.variable("Gruppe_für_Ärzte", A, 8, labels={"K": "Kontrolle"}, missing=["n/a"])
    day = 86400.0
    file.save(
        folder / "clinic.sav",
        [
            ["0001", 160480 * day, 23.5 * 3600, 161210 * day + 64815, 2, 1, 70.25, "K"],
            ["0002", None, 0, None, 9, 0, -9, "n/a"],
            ["Müller", 161210 * day + 7200, 26.5 * 3600 + 15, None, 1, 50, None, ""],
            ["0004", -5, None, None, -1, 2, 0.1, "T"],
            ["", None, None, None, None, 2.5, 1e20, "K"],
        ],
        weight=8,
    )


def codes_of_answers(folder):
    """The file says that 2 is no answer, though a definition may say that it is one."""
    file = Sav("utf-8", 65001)
    file.variable("id", F, 8)
    file.variable("m1", F, 1, missing=[2])
    file.variable("m2", F, 1)
    file.save(folder / "declared_answer.sav", [[1, 2, 1], [2, 1, 1]])


def wrong_encoding(folder):
    """It says UTF-8 and is Windows-1252."""
    file = Sav("windows-1252", 1252)
    file.variable("id", A, 8)
    file.save(folder / "wrong_encoding.sav", [["Müller"]])
    path = folder / "wrong_encoding.sav"
    data = path.read_bytes().replace(struct.pack("<i", 1252), struct.pack("<i", 65001))
    name = struct.pack("<4i", 7, 20, 1, 12) + b"windows-1252"
    path.write_bytes(data.replace(name, struct.pack("<4i", 7, 20, 1, 5) + b"UTF-8"))


def old_stata(folder):
    """Version 10: numbers of five sizes, tagged missing values, labels, texts of Windows-1252."""
    double_missing, tag = 0x7FE0000000000000, 1 << 40
    names = ["id", "m1", "m2", "small", "share", "day", "moment"]
    types = bytes([10, 251, 252, 253, 254, 255, 255])
    formats = ["%10s", "%8.0g", "%8.0g", "%8.0g", "%9.0g", "%td", "%tc"]
    labels = ["", "amount", "", "", "", "", ""]
    about = ["Respondent", "Little interest – in anything", "Feeling low", "", "", "", ""]
    out = bytes([114, 2, 1, 0]) + struct.pack("<hi", len(names), 3)
    out += b"made by a script".ljust(81, b"\0") + b"01 Jan 2024 00:00".ljust(18, b"\0")
    out += types + b"".join(n.encode().ljust(33, b"\0") for n in names) + b"\0\0" * (len(names) + 1)
    out += b"".join(f.encode().ljust(49, b"\0") for f in formats)
    out += b"".join(l.encode().ljust(33, b"\0") for l in labels)
    out += b"".join(a.encode("windows-1252").ljust(81, b"\0") for a in about)
    out += b"\0" * 5

    def row(name, m1, m2, small, share, day, moment):
        def big(value):
            return struct.pack("<Q", value) if isinstance(value, int) else struct.pack("<d", value)
        return name.encode("windows-1252").ljust(10, b"\0") + struct.pack("<bhif", m1, m2, small, share) + big(day) + big(moment)

    out += row("0001", 2, 1, 100000, 0.1, 23435.0, 2024848815000.0)
    out += row("Müller", 102, 32741, -7, 2.5, double_missing, double_missing + tag)  # .a and .
    out += row("0003", 127, 0, 2147483621, 1.0, -1.0, 0.0)  # .z
    codes = [0, 1, 2, 102 - 101 + 2147483621]
    meanings = [b"None\0", b"Some\0", b"Much\0", b"Refused\0"]
    text = b"".join(meanings)
    offsets = [sum(len(m) for m in meanings[:i]) for i in range(len(meanings))]
    table = struct.pack("<ii", len(codes), len(text)) + struct.pack("<4i", *offsets) + struct.pack("<4i", *codes) + text
    out += struct.pack("<i", len(table)) + b"amount".ljust(33, b"\0") + b"\0" * 3 + table
    (folder / "old.dta").write_bytes(out)


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    for make in (clinic, codes_of_answers, wrong_encoding, old_stata):
        make(here)
