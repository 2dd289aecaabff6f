"""Writes tests/golden/numeric/distributions.csv: distribution functions by their closed forms, in 50 digits.

    python3 tests/golden/make/distributions.py

Even degrees of freedom only, where the forms are finite sums. Run from the project's root.
"""

import pathlib
import platform
from decimal import Decimal, getcontext

getcontext().prec = 50
D = Decimal


def normal_cdf(z):
    """1/2 + phi(z) (z + z^3/3 + z^5/15 + ...)."""
    z = D(z)
    pi = D("3.14159265358979323846264338327950288419716939937510582097494")
    term = total = z
    k = 1
    while abs(term) > D(10) ** -48:
        k += 2
        term *= z * z / k
        total += term
    return D(1) / 2 + total * (-z * z / 2).exp() / (2 * pi).sqrt()


def chi_squared_upper(x, df):
    half = D(x) / 2
    term = total = D(1)
    for k in range(1, df // 2):
        term *= half / k
        total += term
    return total * (-half).exp()


def noncentral_chi_squared_cdf(x, df, noncentrality):
    half = D(noncentrality) / 2
    weight = (-half).exp()
    total = D(0)
    for j in range(int(noncentrality) + 400):
        total += weight * (1 - chi_squared_upper(x, df + 2 * j))
        weight *= half / (j + 1)
    return total


def t_cdf(t, df):
    t = D(t)
    cosine = D(df) / (t * t + df)
    term = total = D(1)
    for k in range(1, (df - 2) // 2 + 1):
        term *= D(2 * k - 1) / D(2 * k) * cosine
        total += term
    return D(1) / 2 + t / (t * t + df).sqrt() * total / 2


def f_upper(f, df1, df2):
    """By the incomplete beta function of df2/2 and df1/2, df1 even."""
    x = D(df2) / (df2 + df1 * D(f))
    a = D(df2) / 2
    term = total = D(1)
    for k in range(1, df1 // 2):
        term *= (a + k - 1) / k * (1 - x)
        total += term
    return total * (a * x.ln()).exp()


def inverse(function, p, low, high):
    low, high = D(low), D(high)
    rising = function(high) > function(low)
    for _ in range(160):
        middle = (low + high) / 2
        if (function(middle) < p) == rising:
            low = middle
        else:
            high = middle
    return low


lines = ["# data: none", f"# made by: tests/golden/make/distributions.py, Python {platform.python_version()}, 50 digits",
         "# tolerance: 1e-13", "quantity,row,column,value"]


def add(quantity, row, column, value):
    lines.append(f"{quantity},{row},{column},{float(value)!r}")


for z in ["-5.5", "-1", "0.3", "2.5"]:
    add("normal_cdf", z, "", normal_cdf(z))
for p in ["0.001", "0.025", "0.6", "0.975"]:
    add("normal_quantile", p, "", inverse(normal_cdf, D(p), -8, 8))
for df in [2, 10, 200]:
    for t in ["-3", "0.7", "2.5"]:
        add("t_cdf", t, df, t_cdf(t, df))
    for p in ["0.025", "0.95"]:
        add("t_quantile", p, df, inverse(lambda t: t_cdf(t, df), D(p), -200, 200))
for df in [2, 8, 24, 184]:
    for x in ["0.5", "20", "300"]:
        add("chi_squared_upper_tail", x, df, chi_squared_upper(x, df))
    for p in ["0.05", "0.95"]:
        add("chi_squared_quantile", p, df, inverse(lambda x: 1 - chi_squared_upper(x, df), D(p), 0, 1000))
    for noncentrality in ["1", "30"]:
        x = "200" if df > 100 else "40"
        add("noncentral_chi_squared_cdf_" + noncentrality, x, df, noncentral_chi_squared_cdf(x, df, D(noncentrality)))
for df2 in [6, 40]:
    for f in ["0.4", "3.2"]:
        add("f_upper_tail_4", f, df2, f_upper(f, 4, df2))
    for p in ["0.025", "0.975"]:
        add("f_quantile_4", p, df2, inverse(lambda f: 1 - f_upper(f, 4, df2), D(p), "1e-9", 1000))
path = pathlib.Path("tests/golden/numeric/distributions.csv")
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("\n".join(lines) + "\n", encoding="utf-8")
