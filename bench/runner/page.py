"""docs/performance.md and its plots, from docs/performance/measured.json alone."""
import json
import math

import places
from parts import parts
from plot import plot

numbers = places.figures / "measured.json"

opening = """# Performance

What bulk scoring costs here and with other tools. `bench/run` measured everything on this page and wrote it; nothing is written by
hand. Numbers of one machine say nothing about another; the ratios travel better than the seconds.

**The work.** A CSV file of made-up answers (2 % blank, 0.1 % out of range, an id and six or seven facts about the person) becomes a CSV
file of results, from the start of the program to its end, with the files in the page cache. *Narrow* is WEMWBS, 14 items; *wide* is
WEMWBS, PHQ-9, GAD-7 and PSS-10, 40 items. Per person and questionnaire: a total, prorated where few answers are missing, with reversed items
and bands; for WEMWBS the conversion of the short form by its table; how many answers are missing and how many are out of range, the
longest run of one answer, and the standard deviation of the answers. Before anything is timed, the results of all are compared cell by
cell on 10,000 rows of five files, and every digit that the others print agrees.

**What Quaestor does beside it** and the others do not: it checks every cell and keeps line and column of each that is refused, looks for
repeated ids, counts what the file's answers look like as a whole, says for each scale how many answers it rests on and how it was
made, names the reason for each score that is not there, and writes the standard deviation in full digits. So its file is larger. The
definition is read at run time. It writes to standard output, which the shell makes a file; with `-o`, which the row *with a receipt*
has, the file is also written whole or not at all, and a receipt has the SHA-256 of what was read and written.

**How it is measured.** Quaestor and the other run in turn, and a row's factor is the median of the ratios of processor time, pair by pair:
what else the machine does slows both. The other columns are medians. Processor time is that of all threads, user and system; all have
two threads, but for the plain loop. *Factor* is how many times Quaestor's processor time the other one needs; *aim* is what the project set
itself before it measured.

"""

headings = {
    "narrow_10m": "Narrow", "narrow_1m": "Narrow", "narrow_100k": "Narrow, start of the program included", "wide_1m": "Wide",
    "quoted_1m": "Narrow, with a column of remarks, a fifth of them in quotes",
    "workbook_100k": "Workbook of 20 columns", "workbook_1m": "Workbook of 20 columns",
    "sav_1m": "SPSS, .sav", "zsav_1m": "SPSS, .zsav", "xlsx_100k": "Excel",
}


def figures(value, digits=3):
    """Rounded to so many figures, without an exponent."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}"


def verdict(holds):
    return "yes" if holds else "**no**"


def table(header, rows):
    align = "| --- |" + " ---: |" * (len(header) - 1)
    return "\n".join(["| " + " | ".join(header) + " |", align] + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def where(result):
    c = result["conditions"]
    load = "the machine had nothing else to do" if c["load"] < 0.5 else f"the load of the machine was {c['load']} when it began"
    return f"{c['date']}, revision {c['revision']}, {load}"


def duel(name, result):
    rows = []
    for entry in result["lines"]:
        cpu = entry["user"] + entry["system"]
        factor = "" if entry["factor"] is None else figures(entry["factor"])
        written = figures(entry["bytes"] / 1e6) if entry["bytes"] > 1000 else ""  # who reads alone says how many there were
        aim = "" if entry["aim"] is None else f"{entry['aim']:g}: {verdict(entry['factor'] >= entry['aim'])}"
        rows.append([entry["title"], figures(cpu), f"{figures(entry['user'])} + {figures(entry['system'])}", figures(entry["wall"]),
                     figures(result["rows"] / cpu / 1e6, 2), figures(entry["peak_mib"], 2), written, factor, aim])
    once = "one run each" if result["times"] == 1 else f"{result['times']} runs of each pair"
    return (f"### {headings[name]}, {result['rows']:,} rows, {figures(result['bytes'] / 1e6)} MB\n\n" +
            table(["", "processor s", "user + system", "elapsed s", "million rows / processor s", "peak MiB", "MB written", "factor", "aim: reached"],
                  rows) + f"\n{once.capitalize()}; {where(result)}.\n")


def doubling(series):
    """The dearest doubling: what twice as much costs, from each point to the next."""
    return max(2 ** (math.log(b[1] / a[1]) / math.log(b[0] / a[0])) for a, b in zip(series, series[1:]))


def growth_lines(measured):
    lines = []
    for name, least, what in (("rows", 100_000, "rows, from 100,000 on"), ("items", 14, "items, from 14 on")):
        points = [p for p in measured.get(name, {}).get("series", {}).get("Quaestor", []) if p[0] >= least]
        if len(points) > 1:
            value = doubling(points)
            lines.append({"what": f"The dearest doubling of {what}: processor time", "figure": f"{value:.2f} times",
                          "aim": "at most 2.1 times", "holds": value <= 2.1})
    if "stream" in measured:
        s = measured["stream"]
        lines.append({"what": f"{s['rows']:,} rows through pipes: peak memory", "figure": f"{s['peak_mib']:.0f} MiB",
                      "aim": "less than 64 MiB", "holds": s["peak_mib"] < 64})
    return lines


def promises(measured):
    lines = measured.get("promises", {}).get("lines", []) + growth_lines(measured)
    rows = [[entry["what"], entry["figure"], entry["aim"], verdict(entry["holds"])] for entry in lines]
    note = f"\n{where(measured['promises'])}.\n" if "promises" in measured else ""
    return "## What else should hold\n\n" + table(["", "measured", "aim", "reached"], rows) + note


def passed(stream):
    """Whether so many rows went through pipes that it says something beside the files."""
    return stream is not None and stream["rows"] > 10_000_000


def curves_of(name, measured):
    """The points of each contestant, and where on the axis any of them has one."""
    series = {title: [(p[0], p[1]) for p in points] for title, points in measured[name]["series"].items()}
    stream = measured.get("stream")
    if name == "rows" and passed(stream) and "Quaestor" in series:
        series["Quaestor"].append((stream["rows"], stream["cpu"]))
    return series, sorted({x for points in series.values() for x, _ in points})


def picture(name, measured):
    series, xs = curves_of(name, measured)
    what = {"rows": "Rows of the narrow form", "items": "Items, 100,000 rows"}[name]
    return plot(f"Processor time against {name}", what, "seconds of processor time", list(series.items()), xs if name == "items" else None)


def growth(name, measured):
    result, stream = measured[name], measured.get("stream")
    series, xs = curves_of(name, measured)
    cells = [[f"{x:,}"] + [next((figures(y) for at, y in points if at == x), "") for points in series.values()] for x in xs]
    text = f"![Processor time against {name}](performance/{name}.svg)\n\n"
    if name == "rows" and passed(stream):
        text += f"The {stream['rows']:,} rows came through a pipe and went into one, since files of that size would measure the disk.\n\n"
    return text + "Seconds of processor time:\n\n" + table([name] + list(series), cells) + f"\n{where(result).capitalize()}.\n"


def versions(measured):
    seen = {}
    for result in measured.values():
        for entry in result.get("lines", []):
            if "version" in entry:
                seen[entry["title"]] = entry["version"]
    machines = sorted({(r["conditions"]["machine"], r["conditions"]["system"]) for r in measured.values()})
    return ("## Machine and versions\n\n" + "".join(f"- {machine}; {system}\n" for machine, system in machines) +
            "".join(f"- {title}: {version}\n" for title, version in seen.items()))


closing = """
## Again

```
cmake --preset bench && cmake --build --preset bench
bench/setup      # installs what is compared with
bench/run        # compares the results, measures everything, writes this page
```

`bench/run narrow_1m promises` measures these parts alone and keeps the others; `bench/run --help` has the list, and
[bench/README.md](../bench/README.md) says what is where.
"""


def tables(measured):
    known = {name: measured[name] for name in parts if name in measured}
    out = ""
    books = [name for name in known if name.startswith("workbook")]
    formats = [name for name in known if name.startswith(("sav", "zsav", "xlsx"))]
    csv = [name for name in known if name in headings and name not in books + formats]
    if csv:
        out += "## From CSV to CSV\n\n" + "\n".join(duel(name, known[name]) for name in csv) + "\n"
    if "promises" in known or growth_lines(known):
        out += promises(known) + "\n"
    curves = [name for name in ("rows", "items") if name in known]
    if curves:
        out += "## How it grows\n\n" + "\n".join(growth(name, known) for name in curves) + "\n"
    if books:
        out += ("## From CSV to a workbook\n\nQuaestor reads the answers, scores them and writes the sheets Scores, Findings and others; the other "
                "ones read the finished scores from a CSV file and write one sheet of them.\n\n")
        out += "\n".join(duel(name, known[name]) for name in books) + "\n"
    if formats:
        out += ("## From other formats\n\nThe same narrow form. Quaestor reads the answers, scores them and writes the CSV file of results; the "
                "other one reads the file, and does nothing else.\n\n")
        out += "\n".join(duel(name, known[name]) for name in formats) + "\n"
    return out + versions(known)


def load():
    return json.loads(numbers.read_text(encoding="utf-8")) if numbers.exists() else {}


def keep(name, result):
    measured = load()
    measured[name] = result
    numbers.parent.mkdir(parents=True, exist_ok=True)
    numbers.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def written(measured):
    """Every file of the page: its path and its text."""
    pictures = {places.figures / f"{name}.svg": picture(name, measured) for name in ("rows", "items") if name in measured}
    return {places.page: opening + tables(measured) + closing, **pictures}


def write():
    for path, text in written(load()).items():
        path.write_text(text, encoding="utf-8")
