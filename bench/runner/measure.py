"""Runs commands one after the other and says what each took."""
import os
import statistics
import subprocess
from dataclasses import dataclass

import places


@dataclass(frozen=True)
class Cost:
    wall: float
    user: float
    system: float
    peak_mib: float

    @property
    def cpu(self):
        return self.user + self.system


class Failed(Exception):
    """A command did not end well; the text says which and what it wrote."""


def once(command, environment=None, stdin=None, stdout=None):
    """The cost of one run of a command. What it writes to standard output is thrown away, or goes into the file `stdout`."""
    result = places.scratch / "cost.txt"
    result.unlink(missing_ok=True)
    with open(stdout or os.devnull, "wb") as output:
        run = subprocess.run([places.measured, result, *command], stdin=stdin or subprocess.DEVNULL, stdout=output,
                             stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
    fields = result.read_text().split() if result.exists() else []
    if run.returncode != 0 or not fields or fields[4] != "0":
        raise Failed(f"{' '.join(str(word) for word in command)}\n{run.stderr.strip()}")
    wall, user, system, peak = (float(field) for field in fields[:4])
    return Cost(wall, user, system, peak / 1024)


def median(costs):
    return Cost(*(statistics.median(getattr(cost, part) for cost in costs) for part in ("wall", "user", "system", "peak_mib")))


def in_turn(ours, theirs, times, warm_up=True):
    """Runs two jobs in turn, `times` times: the costs of each, in the order of their runs. The first of each is not counted:
    with it, files come into memory."""
    pairs = [(ours(), theirs()) for _ in range(times + warm_up)][warm_up:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def ratio(numerators, denominators):
    """The median of the ratios of processor time, pair by pair: what slows both of a pair does not matter."""
    return statistics.median(a.cpu / b.cpu for a, b in zip(numerators, denominators))
