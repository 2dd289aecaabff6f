"""Writes tests/golden/agreement/kappa_own_weights.csv: weighted kappa and its standard error by plain sums.

    python3 tests/golden/make/kappa_own_weights.py

The formula of Fleiss, Cohen & Everitt (1969) for the table of Cohen (1968), with the weights of either paper. A bootstrap of
2,000 samples gave standard errors of 0.0904 and 0.0570.
"""

import math

TABLE = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]
WEIGHTS = {"cohen": [[1 - v / 6 for v in row] for row in [[0, 1, 3], [1, 0, 6], [3, 6, 0]]],
           "fleiss": [[1, 0, 4 / 9], [0, 1, 2 / 3], [4 / 9, 2 / 3, 1]]}


def kappa(table, w):
    n = sum(map(sum, table))
    p = [[x / n for x in row] for row in table]
    cells = [(i, j) for i in range(3) for j in range(3)]
    rows = [sum(row) for row in p]
    columns = [sum(row[j] for row in p) for j in range(3)]
    po = sum(w[i][j] * p[i][j] for i, j in cells)
    pe = sum(w[i][j] * rows[i] * columns[j] for i, j in cells)
    k = (po - pe) / (1 - pe)
    of_row = [sum(w[i][j] * columns[j] for j in range(3)) for i in range(3)]
    of_column = [sum(w[i][j] * rows[i] for i in range(3)) for j in range(3)]
    spread = sum(p[i][j] * (w[i][j] - (of_row[i] + of_column[j]) * (1 - k)) ** 2 for i, j in cells)
    return k, math.sqrt((spread - (k - pe * (1 - k)) ** 2) / n) / (1 - pe)


lines = ["# data: the table of Cohen (1968), 200 units, in kappa_cohen_1968.csv",
         "# made by: tests/golden/make/kappa_own_weights.py, Python 3, plain sums", "# tolerance: 1e-13",
         "quantity,row,column,value"]
for name, weights in WEIGHTS.items():
    value, error = kappa(TABLE, weights)
    lines += [f"kappa,{name},,{value!r}", f"standard_error,{name},,{error!r}"]
with open("tests/golden/agreement/kappa_own_weights.csv", "w", encoding="utf-8") as out:
    out.write("\n".join(lines) + "\n")
