"""Whether every contestant gets the numbers that Quaestor gets, cell by cell, before anybody is timed."""
import csv
from contextlib import ExitStack

import contestants
import places
from files import Answers

rows = 10_000
cases = [Answers("narrow", rows), Answers("narrow", rows, quoted=True), Answers("narrow", rows, every_row_bad=True),
         Answers("wide", rows), Answers("28", rows)]


def same(theirs, ours):
    """Equal texts, or numbers that agree in every digit that the other one prints."""
    if theirs == ours:
        return True
    try:
        a, b = float(theirs), float(ours)
    except ValueError:
        return False
    decimals = len(theirs.partition(".")[2])
    return abs(a - b) <= 0.5000001 * 10.0 ** -decimals


def compare(theirs, ours):
    """What differs, as one sentence; None where nothing does. Columns are those of the other one."""
    with ExitStack() as stack:
        left, right = (csv.DictReader(stack.enter_context(open(path, newline="", encoding="utf-8"))) for path in (theirs, ours))
        lacking = [name for name in left.fieldnames if name not in right.fieldnames]
        if lacking:
            return f"columns that Quaestor does not write: {', '.join(lacking)}"
        count = 0
        for number, (a, b) in enumerate(zip(left, right), 1):
            for name in left.fieldnames:
                if not same(a[name], b[name]):
                    return f"row {number}, {name}: '{a[name]}' where Quaestor has '{b[name]}'"
            count = number
        if count != rows or next(left, None) or next(right, None):
            return f"{count} rows instead of {rows}"
    return None


def check(out):
    """True where all agree. A contestant that is not installed, or that does not know a form, is named and left out."""
    good = True
    for answers in cases:
        ours = places.scratch / "ours.csv"
        contestants.contestants["quaestor"].write(answers, ours)
        for key in contestants.peers:
            contestant = contestants.contestants[key]
            if contestant.version() is None or (key == "floor" and answers.form.isdigit()):
                continue
            theirs = places.scratch / "theirs.csv"
            contestant.write(answers, theirs)
            difference = compare(theirs, ours)
            good = good and difference is None
            print(f"agree: {answers.name}: {contestant.title}: {difference or 'the same'}", file=out)
            theirs.unlink()
        for path in places.scratch.glob("ours.csv*"):
            path.unlink()
    return good
