"""Writes tests/golden/short_form: every subset of three of five items, by plain sums in exact fractions.

    python3 tests/golden/make/short_form.py

Run from the project's root.
"""

import csv
import itertools
import math
import pathlib
from fractions import Fraction as F

ITEMS = ["N1", "N2", "N3", "N4", "N5"]


def covariance(x, y):
    mx, my = sum(x) / F(len(x)), sum(y) / F(len(y))
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / F(len(x) - 1)


with open("samples/bfi.csv", encoding="utf-8") as file:
    rows = [[F(row[i]) for i in ITEMS] for row in csv.DictReader(file) if all(row[i] not in ("", "NA") for i in ITEMS)]
columns = list(zip(*rows))
lines = ["# data: samples/bfi.csv, scale N", "# made by: Python fractions, plain sums of persons' scores",
         "# tolerance: 1e-12", "quantity,row,column,value"]
everything = [sum(row) for row in rows]
for subset in itertools.combinations(range(5), 3):
    short = [sum(row[j] for j in subset) for row in rows]
    rest = [a - b for a, b in zip(everything, short)]
    parts = sum(covariance(columns[j], columns[j]) for j in subset)
    own = covariance(short, short)
    name = int("".join(str(j + 1) for j in subset))
    alpha = F(3, 2) * (1 - parts / own)
    full = float(covariance(short, everything)) / math.sqrt(own * covariance(everything, everything))
    left_out = float(covariance(short, rest)) / math.sqrt(own * covariance(rest, rest))
    lines += [f"alpha,{name},,{float(alpha)!r}", f"full_r,{name},,{full!r}", f"left_out_r,{name},,{left_out!r}"]
pathlib.Path("tests/golden/short_form").mkdir(exist_ok=True)
pathlib.Path("tests/golden/short_form/bfi_N.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
