"""What is measured, part by part. Each part gives a dictionary that docs/performance/measured.json keeps."""
import datetime
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass, field

import measure
import places
from contestants import contestants, readers, workbook_writers
from files import Answers

million = 1_000_000


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def conditions():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        processor = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    revision = subprocess.run(["git", "-C", places.root, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{processor}, {os.cpu_count()} processors, {memory:.0f} GiB",
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()),
        "load": round(os.getloadavg()[0], 1),
        "revision": revision.stdout.strip(),
    }


@dataclass
class Duels:
    """Quaestor against each of the others in turn, file to file."""
    answers: Answers
    against: list
    times: int
    aims: dict = field(default_factory=dict)  # at least so many times less processor time
    suffix: str = ".csv"
    field_of: dict = field(default_factory=lambda: contestants)

    def run(self, times):
        times = times or self.times
        ours = self.field_of["quaestor"]
        result = {"conditions": conditions(), "rows": self.answers.rows, "form": self.answers.form,
                  "bytes": self.answers.path().stat().st_size, "times": times, "lines": []}
        all_ours, ours_wrote = [], 0
        for key in self.against:
            them = self.field_of[key]
            if them.version() is None:
                say(f"{self.answers.name}: {them.title} is not installed, left out (bench/setup installs it)")
                continue
            wrote = {}

            def run(who):
                cost, wrote[who.title] = who.run(self.answers, self.suffix)
                return cost

            mine, theirs = measure.in_turn(lambda: run(ours), lambda: run(them), times)
            all_ours += mine
            ours_wrote = wrote[ours.title]
            factor = measure.ratio(theirs, mine)
            say(f"{self.answers.name}: {them.title} takes {factor:.2f} times the processor time of Quaestor")
            result["lines"].append(line(them, measure.median(theirs), wrote[them.title], factor, self.aims.get(key)))
        if all_ours:
            result["lines"].insert(0, line(ours, measure.median(all_ours), ours_wrote, None, None))
        return result


def line(contestant, cost, written, factor, aim):
    return {"title": contestant.title, "version": contestant.version(), "wall": cost.wall, "user": cost.user, "system": cost.system,
            "peak_mib": cost.peak_mib, "bytes": written, "factor": factor, "aim": aim}


class Promises:
    """What is promised of Quaestor alone."""
    def __init__(self, scale=1):
        self.scale = scale

    def run(self, times):
        times = times or 5
        ours, one_thread = contestants["quaestor"], contestants["quaestor_1"]
        size = {name: int(rows * self.scale) for name, rows in (("small", 100_000), ("middle", million), ("large", 10 * million))}
        narrow = {name: Answers("narrow", rows) for name, rows in size.items()}
        lines = []

        def promise(what, value, shown, aim, holds):
            lines.append({"what": what, "figure": shown, "aim": aim, "holds": bool(holds)})
            say(f"{what}: {shown} (aim: {aim})")

        def costs(answers, count, who=ours):
            return [who.run(answers)[0] for _ in range(count + 1)][1:]

        def cpu(costs_of):
            return statistics.median(cost.cpu for cost in costs_of)

        def against(numerator, denominator, more=()):
            top, bottom = measure.in_turn(lambda: ours.run(numerator, more=more)[0], lambda: ours.run(denominator)[0], times)
            return measure.ratio(top, bottom)

        small, middle, large = (costs(narrow[name], times) for name in ("small", "middle", "large"))
        value = size["large"] / cpu(large) / million
        promise(f"Rows a second of processor time, narrow, {size['large']:,} rows", value, f"{value:.1f} million", "at least 8 million", value >= 8)
        wide = Answers("wide", size["middle"])
        value = size["middle"] / cpu(costs(wide, times)) / million
        promise(f"Rows a second of processor time, wide, {size['middle']:,} rows", value, f"{value:.1f} million", "at least 4 million", value >= 4)
        value = cpu(small)
        promise(f"Processor time of {size['small']:,} rows, with the program's start", value, f"{value:.3f} s", "less than 0.05 s", value < 0.05)
        peaks = [statistics.median(cost.peak_mib for cost in of) for of in (small, middle, large)]
        promise("Peak memory of " + ", ".join(f"{rows:,}" for rows in size.values()) + " rows", max(peaks),
                ", ".join(f"{peak:.0f}" for peak in peaks) + " MiB", "less than 64 MiB", max(peaks) < 64)
        two, one = measure.in_turn(lambda: ours.run(narrow["large"])[0], lambda: one_thread.run(narrow["large"])[0], times)
        value = statistics.median(b.wall / a.wall for a, b in zip(two, one))
        promise(f"Elapsed time of one thread against two, {size['large']:,} rows (of use on an idle machine only)", value,
                f"{value:.2f} times", "at least 1.5 times", value >= 1.5)
        clean, spoilt = Answers("narrow", size["middle"], bad="0"), Answers("narrow", size["middle"], every_row_bad=True)
        value = against(narrow["middle"], clean)
        promise("Processor time with 0.1 % of the cells out of range, against none", value, f"{value:.2f} times", "at most 1.10 times", value <= 1.10)
        value = against(spoilt, clean)
        promise("Processor time with a cell out of range in every row, against none", value, f"{value:.2f} times", "at most 2.5 times", value <= 2.5)
        return {"conditions": conditions(), "times": times, "lines": lines}


@dataclass
class Growth:
    """Processor time against the number of rows, or of items."""
    over: str
    points: list        # of Answers
    most: dict          # by contestant, the largest number that it is given
    times: int = 3

    def run(self, times):
        series = {}
        for key, most in self.most.items():
            who = contestants[key]
            if who.version() is None:
                say(f"growth: {who.title} is not installed, left out (bench/setup installs it)")
                continue
            for answers in self.points:
                x = answers.rows if self.over == "rows" else int(answers.form)
                if x > most:
                    continue
                count = times or (self.times if answers.rows <= million else 1)
                cost = measure.median([who.run(answers)[0] for _ in range(count)])
                say(f"growth: {who.title}, {answers.name}: {cost.cpu:.3f} s")
                series.setdefault(who.title, []).append([x, cost.cpu, cost.wall, cost.peak_mib])
        return {"conditions": conditions(), "times": times or self.times, "over": self.over, "series": series}


class Stream:
    """Many rows through pipes: files of that size would measure the disk."""
    most_mib = 64

    def __init__(self, rows):
        self.rows = rows

    def run(self, _times):
        # First a few, since what grows with the rows would take all memory there is.
        for rows in (min(self.rows, million), self.rows):
            cost = self.once(Answers("narrow", rows))
            say(f"stream: {rows:,} rows: {cost.cpu:.1f} s of processor time, {cost.peak_mib:.0f} MiB")
            if cost.peak_mib > self.most_mib:
                break
        return {"conditions": conditions(), "rows": rows, "cpu": cost.cpu, "wall": cost.wall, "peak_mib": cost.peak_mib}

    @staticmethod
    def once(answers):
        command = contestants["quaestor"].command(answers, "-", None)
        with subprocess.Popen(answers.generator, stdout=subprocess.PIPE) as generator:
            cost = measure.once(command, stdin=generator.stdout)
            generator.stdout.close()
        return cost


_all = ["floor", "polars", "duckdb", "data_table", "pandas", "quaestor_receipt"]
_workbooks = {"suffix": ".xlsx", "field_of": workbook_writers}
_formats = {"field_of": readers}

parts = {
    "narrow_10m": Duels(Answers("narrow", 10 * million), ["floor", "polars", "duckdb", "data_table", "quaestor_receipt"], 5,
                        {"floor": 3, "polars": 9, "duckdb": 18, "data_table": 15}),
    "narrow_1m": Duels(Answers("narrow", million), _all, 7,
                       {"floor": 2.5, "polars": 12, "duckdb": 15, "data_table": 12, "pandas": 25}),
    "narrow_100k": Duels(Answers("narrow", 100_000), _all, 7),
    "wide_1m": Duels(Answers("wide", million), _all, 5),
    "quoted_1m": Duels(Answers("narrow", million, quoted=True), _all, 5),
    "promises": Promises(),
    "rows": Growth("rows", [Answers("narrow", 10**n) for n in range(3, 8)],
                   {"quaestor": 10**7, "floor": 10**7, "polars": 10**7, "duckdb": 10**7, "data_table": 10**7, "pandas": 10**6}),
    "stream": Stream(10**8),
    "items": Growth("items", [Answers(str(k), 100_000) for k in (7, 14, 28, 50, 100, 200, 400)],
                    {"quaestor": 400, "polars": 100, "duckdb": 100, "data_table": 400, "pandas": 400}),
    "workbook_100k": Duels(Answers("narrow", 100_000), ["xlsxwriter", "openpyxl"], 3, {"xlsxwriter": 8}, **_workbooks),
    "workbook_1m": Duels(Answers("narrow", million), ["xlsxwriter"], 1, {"xlsxwriter": 8}, **_workbooks),
    "sav_1m": Duels(Answers("narrow", million, ending="sav"), ["haven"], 5, **_formats),
    "zsav_1m": Duels(Answers("narrow", million, ending="zsav"), ["haven"], 5, **_formats),
    "xlsx_100k": Duels(Answers("narrow", 100_000, ending="xlsx"), ["openpyxl"], 3, **_formats),
}

# The same in small, to see that all of it runs.
small_parts = {
    "narrow_10m": Duels(Answers("narrow", 100_000), ["floor", "polars", "duckdb", "data_table"], 3),
    "wide_1m": Duels(Answers("wide", 100_000), _all, 1),
    "quoted_1m": Duels(Answers("narrow", 100_000, quoted=True), ["floor"], 1),
    "promises": Promises(scale=0.01),
    "rows": Growth("rows", [Answers("narrow", 10**n) for n in (3, 4)], {"quaestor": 10**4, "floor": 10**4}),
    "stream": Stream(10**5),
    "items": Growth("items", [Answers(str(k), 1000) for k in (7, 400)], {"quaestor": 400, "data_table": 400}),
    "workbook_100k": Duels(Answers("narrow", 1000), ["xlsxwriter", "openpyxl"], 1, **_workbooks),
    "sav_1m": Duels(Answers("narrow", 1000, ending="sav"), ["haven"], 1, **_formats),
    "xlsx_100k": Duels(Answers("narrow", 1000, ending="xlsx"), ["openpyxl"], 1, **_formats),
}
