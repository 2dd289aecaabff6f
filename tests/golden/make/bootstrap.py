"""Writes the intervals from replicated values in tests/golden/bootstrap: plain Python, no other software.

    python3 tests/golden/make/bootstrap.py

The values are i^2 mod 97 + i / 200 for i = 1 ... 200, which no random generator is needed for. Run from the project's root.
"""

import math
import pathlib
import platform
from statistics import NormalDist, mean, stdev

normal = NormalDist()
values = sorted((i * i) % 97 + i / 200 for i in range(1, 201))


def quantile(p):
    """Type 7 of Hyndman & Fan."""
    h = (len(values) - 1) * p
    low = math.floor(h)
    high = min(low + 1, len(values) - 1)
    return values[low] + (h - low) * (values[high] - values[low])


def bca(estimate, a, level):
    share = (sum(v < estimate for v in values) + 0.5 * sum(v == estimate for v in values)) / len(values)
    b = normal.inv_cdf(share)
    bounds = []
    for p in ((1 - level) / 2, (1 + level) / 2):
        z = b + normal.inv_cdf(p)
        bounds.append(quantile(normal.cdf(b + z / (1 - a * z))))
    return bounds


jack = [math.sin(i) + 0.3 * math.sin(i) ** 2 for i in range(1, 41)]
centre = mean(jack)
acceleration = sum((centre - v) ** 3 for v in jack) / (6 * sum((centre - v) ** 2 for v in jack) ** 1.5)

lines = ["# data: i^2 mod 97 + i / 200, i = 1 ... 200; for the acceleration sin i + 0.3 sin^2 i, i = 1 ... 40",
         f"# made by: tests/golden/make/bootstrap.py   Python {platform.python_version()}, statistics.NormalDist",
         "# tolerance: 1e-9   the normal quantile of Python is good to 1e-16, of its cdf to 1e-15, times the spacing of the values",
         "quantity,row,column,value"]
for level in (0.9, 0.95):
    name = f"{round(100 * level)}"
    lines.append(f"percentile,{name},1,{quantile((1 - level) / 2)!r}")
    lines.append(f"percentile,{name},2,{quantile((1 + level) / 2)!r}")
    for row, a in ((1, 0.0), (2, 0.04), (3, -0.1)):
        low, high = bca(52.5, a, level)
        lines.append(f"bca_{row},{name},1,{low!r}")
        lines.append(f"bca_{row},{name},2,{high!r}")
lines.append(f"standard_error,,,{stdev(values)!r}")
lines.append(f"acceleration,,,{acceleration!r}")
folder = pathlib.Path("tests/golden/bootstrap")
folder.mkdir(exist_ok=True)
(folder / "intervals.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
