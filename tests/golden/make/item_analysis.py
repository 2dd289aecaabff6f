"""Writes tests/golden/item_analysis: what items do in their scale, by plain sums in exact fractions.

    python3 tests/golden/make/item_analysis.py FOLDER

FOLDER holds what psych::alpha gave, as for from_peers.py; from there come the correlations corrected for overlap.
Everything else is computed here from the data with Python's fractions, by the definitions and without any shortcut.
Run from the project's root.
"""

import csv
import json
import pathlib
import sys
from fractions import Fraction as F

GOLDEN = pathlib.Path("tests/golden/item_analysis")
SCALES = {
    ("bfi", "A"): ("samples/bfi.csv", ["A1", "A2", "A3", "A4", "A5"], {"A1"}, 1, 6),
    ("bfi", "N"): ("samples/bfi.csv", ["N1", "N2", "N3", "N4", "N5"], set(), 1, 6),
    ("lsat7", "all5"): ("tests/data/lsat7.csv", None, set(), 0, 1),
}


def answers(path, items, turned, low, high):
    rows = []
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cells = [row[i] for i in items] if items else list(row.values())
            if all(c not in ("", "NA") for c in cells):
                rows.append([F(low + high) - F(c) if items and i in turned else F(c)
                             for i, c in zip(items or cells, cells)])
    return rows


def mean(x):
    return sum(x) / F(len(x))


def covariance(x, y):
    mx, my = mean(x), mean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / F(len(x) - 1)


def group(rows, size, sign):
    """Weights of the people with the largest sums (sign 1) or the smallest (-1); ties at the border share what is left."""
    left, weights = size, [F(0)] * len(rows)
    by_sum = {}
    for i, row in enumerate(rows):
        by_sum.setdefault(sum(row), []).append(i)
    for total in sorted(by_sum, reverse=sign > 0):
        people = by_sum[total]
        for i in people:
            weights[i] = min(F(1), left / len(people))
        left -= min(left, F(len(people)))
    return weights


def determinant(m):
    m, d = [r[:] for r in m], F(1)
    for i in range(len(m)):
        pivot = next(r for r in range(i, len(m)) if m[r][i] != 0)
        if pivot != i:
            m[i], m[pivot], d = m[pivot], m[i], -d
        d *= m[i][i]
        for r in range(i + 1, len(m)):
            f = m[r][i] / m[i][i]
            m[r] = [a - f * b for a, b in zip(m[r], m[i])]
    return d


def write(name, about, made_by, entries):
    GOLDEN.mkdir(parents=True, exist_ok=True)
    lines = [f"# data: {about}", f"# made by: {made_by}", "# tolerance: 1e-12", "quantity,row,column,value"]
    lines += [f"{q},{r},{c},{float(v)!r}" for q, r, c, v in entries]
    (GOLDEN / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(folder):
    for (data, scale), (path, items, turned, low, high) in SCALES.items():
        rows = answers(path, items, turned, low, high)
        n, k = len(rows), len(rows[0])
        columns = [[row[j] for row in rows] for j in range(k)]
        sums = [sum(row) for row in rows]
        size = F(27, 100) * n
        upper, lower = group(rows, size, 1), group(rows, size, -1)
        c = [[covariance(x, y) for y in columns] for x in columns]
        out = [("persons", "", "", F(n)), ("group_persons", "", "", size)]
        for j, x in enumerate(columns):
            item = j + 1
            up = sum(w * a for w, a in zip(upper, x)) / size
            down = sum(w * a for w, a in zip(lower, x)) / size
            rest = [s - a for s, a in zip(sums, x)]
            others = [[c[a][b] for b in range(k) if b != j] for a in range(k) if a != j]
            out += [("difficulty", item, "", (mean(x) - low) / (high - low)), ("upper_mean", item, "", up),
                    ("lower_mean", item, "", down), ("discrimination", item, "", (up - down) / (high - low)),
                    ("scale_mean_if_deleted", item, "", mean(rest)),
                    ("scale_variance_if_deleted", item, "", covariance(rest, rest)),
                    # Of the residual variance: det C / det C without the item.
                    ("squared_multiple_r", item, "", 1 - determinant(c) / determinant(others) / c[j][j])]
            for position, value in enumerate(sorted(set(x)), start=1):
                those = [r for r, a in zip(rest, x) if a == value]
                out += [("option_value", item, position, value), ("option_chosen", item, position, F(len(those))),
                        ("option_mean_rest", item, position, mean(those))]
            # Five groups by rest score: a group ends with the first rest score that reaches its share.
            begin, number, cut = 0, 0, 1
            order = sorted(range(n), key=lambda i: rest[i])
            for position in range(n):
                ends_run = position + 1 == n or rest[order[position + 1]] != rest[order[position]]
                if ends_run and F(position + 1) >= F(n) * cut / 5:
                    number += 1
                    people = order[begin:position + 1]
                    out += [("group_size", item, number, F(len(people))),
                            ("group_mean", item, number, mean([x[i] for i in people])),
                            ("group_lowest", item, number, rest[people[0]])]
                    begin = position + 1
                    while F(n) * cut / 5 <= position + 1:
                        cut += 1
        write(f"{data}_{scale}.csv", f"{path}, scale {scale}", "Python fractions, plain sums", out)

        content = json.loads((folder / f"{data}__reliability.json").read_text(encoding="utf-8"))
        stats = content["results"][f"{scale}.alpha_listwise"]["value"]["item.stats"]["columns"]
        write(f"{data}_{scale}_psych.csv", f"{path}, scale {scale}", f"psych {content['packages']['psych']}, psych::alpha",
              [("r_overlap_corrected", j, "", v) for j, v in enumerate(stats["r.cor"], start=1)])


main(pathlib.Path(sys.argv[1]))
