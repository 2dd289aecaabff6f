"""Writes tests/golden/numeric/bivariate_normal.csv: the bivariate normal distribution by its tetrachoric series.

    python3 tests/golden/make/bivariate_normal.py

    P(X <= x, Y <= y) = P(X <= x) P(Y <= y) + phi(x) phi(y) * sum over n >= 1 of rho^n / n! He_{n-1}(x) He_{n-1}(y)

in 60 digits, and in 260 for rectangles of very small probability, which are differences of four. Nothing is shared with
the engine, which integrates. Run from the project's root.
"""

import pathlib
import platform
from decimal import Decimal, getcontext

D = Decimal
PI = D("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651328230664"
       "70938446095505822317253594081284811174502841027019385211055596446229489549303819644288109756659334461284756482337867831652712")


def density(z):
    return (-z * z / 2).exp() / (2 * PI).sqrt()


def normal_cdf(z):
    """1/2 + phi(z) (z + z^3/3 + z^5/15 + ...)."""
    if z == 0:
        return D(1) / 2
    term = total = z
    k = 1
    while abs(term) > D(10) ** (-getcontext().prec - 5):
        k += 2
        term *= z * z / k
        total += term
    return D(1) / 2 + total * density(z)


def cdf(x, y, rho):
    p = D(1) if x is None else normal_cdf(x)
    q = D(1) if y is None else normal_cdf(y)
    if x is None or y is None:
        return p * q
    # h_n = He_n / sqrt(n!) keeps the terms small: h_{n+1} = (z h_n - sqrt(n) h_{n-1}) / sqrt(n + 1)
    before_x = before_y = D(0)
    now_x = now_y = D(1)
    total = D(0)
    power = rho
    least = D(10) ** (-getcontext().prec)
    n = 1
    root = D(1)
    while abs(power) > least:
        total += power * now_x * now_y / n
        following = D(n).sqrt()
        low = root if n > 1 else D(0)
        before_x, now_x = now_x, (x * now_x - low * before_x) / following
        before_y, now_y = now_y, (y * now_y - low * before_y) / following
        root = following
        power *= rho
        n += 1
    return p * q + density(x) * density(y) * total


def rectangle(x, y, rho):
    below = lambda a, b: D(0) if a == "-inf" or b == "-inf" else cdf(None if a == "inf" else D(a), None if b == "inf" else D(b), D(rho))
    return below(x[1], y[1]) - below(x[0], y[1]) - below(x[1], y[0]) + below(x[0], y[0])


def main():
    lines = [
        "# data: none; the series is in the script",
        f"# made by: tests/golden/make/bivariate_normal.py   Python {platform.python_version()}, decimal",
        "# tolerance: 1e-15   probabilities are printed to 25 digits; rectangles are held to 1e-11 of their own size",
        "quantity,row,column,value",
    ]
    getcontext().prec = 60
    points = ["-4.5", "-2.5", "-1", "-0.3", "0", "0.7", "1.6", "3.2", "5"]
    for rho in ["-0.99", "-0.93", "-0.7", "-0.3", "0.05", "0.5", "0.8", "0.95", "0.99"]:
        for i, x in enumerate(points):
            for y in points[i:]:
                lines.append(f"cdf at {rho},{x},{y},{cdf(D(x), D(y), D(rho)):.25e}")
    getcontext().prec = 260
    for x, y, rho in [
        (("-inf", "-2.5"), ("2.5", "inf"), "0.5"), (("-inf", "-2.5"), ("2.5", "inf"), "0.9"),
        (("-inf", "-3"), ("1", "2"), "0.8"), (("-1.5", "-1"), ("2", "inf"), "0.85"),
        (("-0.5", "0.5"), ("2.5", "inf"), "0.95"), (("1", "2"), ("-2", "-1"), "0.7"),
        (("-inf", "-2"), ("-inf", "-2"), "-0.9"), (("2", "inf"), ("0.5", "1"), "-0.9"),
        (("-0.2", "0.3"), ("-1", "0.4"), "0.6"), (("-inf", "0"), ("1.5", "inf"), "0"),
        (("3", "3.001"), ("-3", "-2.999"), "0.3"), (("-inf", "inf"), ("4", "inf"), "0.5"),
    ]:
        value = rectangle(x, y, rho)
        lines.append(f"rectangle at {rho},{x[0]} {x[1]},{y[0]} {y[1]},{value:.25e}")
    pathlib.Path("tests/golden/numeric/bivariate_normal.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
