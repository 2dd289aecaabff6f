"""Who is measured, and how each is called."""
import os
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Callable

import files
import measure
import places
from python import python_with


@dataclass(frozen=True)
class Contestant:
    title: str
    version_command: list
    command: Callable  # of answers, input and output
    environment: dict
    redirected: bool = False  # writes to standard output, which becomes the file

    def run(self, answers, suffix=".csv", more=()):
        """One run from file to file: its cost, and the bytes that it wrote."""
        output = places.scratch / f"output{suffix}"
        cost = measure.once(self.command(answers, answers.path(), output) + list(more), self.environment,
                            stdout=output if self.redirected else None)
        written = output.stat().st_size
        for path in places.scratch.glob("output*"):
            path.unlink()
        return cost, written

    def write(self, answers, output):
        measure.once(self.command(answers, answers.path(), output), self.environment, stdout=output if self.redirected else None)

    def version(self):
        """None where it is not installed."""
        return version_of(tuple(self.version_command), tuple(self.environment.items()))


@cache
def version_of(command, environment):
    try:
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **dict(environment)})
    except OSError:
        return None
    return run.stdout.strip().splitlines()[0] if run.returncode == 0 and run.stdout.strip() else None


def _ours(answers, source, _output):
    inputs = [word for path in files.definitions(answers.form) for word in ("-i", str(path))]
    return [str(places.quaestor), "score", str(source), *inputs, "--quiet"]


def _ours_with_receipt(answers, source, output):
    return _ours(answers, source, output) + ["-o", str(output), "--force"]


def _script(program, name):
    def command(answers, source, output):
        quoted = ["quoted"] if answers.quoted and name.endswith(".js") else []
        return [program, str(places.peers / name), str(source), str(output), answers.form, *quoted]
    return command


_node = {"NODE_PATH": str(places.node_modules)}
_pandas = python_with("pandas")


def _of_script(title, program, name, environment):
    return Contestant(title, [program, str(places.peers / name), "--version"], _script(program, name), environment)


contestants = {
    "quaestor": Contestant("Quaestor", [str(places.quaestor), "--version"], _ours, {}, redirected=True),
    "quaestor_1": Contestant("Quaestor, 1 thread", [str(places.quaestor), "--version"],
                             lambda *job: _ours(*job) + ["--jobs", "1"], {}, redirected=True),
    "quaestor_receipt": Contestant("Quaestor, with a receipt", [str(places.quaestor), "--version"], _ours_with_receipt, {}),
    "floor": Contestant("plain C++ loop, 1 thread", [str(places.floor), "--version"],
                        lambda answers, source, output: [str(places.floor), str(source), str(output)], {}),
    "polars": _of_script("polars, streaming", "node", "polars.js", {**_node, "POLARS_MAX_THREADS": "2"}),
    "duckdb": _of_script("DuckDB", "node", "duckdb.js", {**_node, "THREADS": "2"}),
    "data_table": _of_script("data.table", "Rscript", "data_table.R", {}),
    "pandas": _of_script("pandas", _pandas, "pandas_numpy.py", {}),
}
peers = [key for key in contestants if not key.startswith("quaestor")]


def _scores_of(answers):
    """The scores as CSV, which the writers of workbooks get: they have nothing to compute."""
    path = places.scratch / f"scores-{answers.name}"
    if not path.exists():
        measure.once(_workbook(answers, answers.path(), path))
    return path


def _workbook(answers, source, output):
    return _ours_with_receipt(answers, source, output) + ["--carry", "site,arm"]  # twenty columns


def _writer(library):
    program, script = python_with(library), str(places.peers / "workbook.py")
    title = {"xlsxwriter": "XlsxWriter, constant memory", "openpyxl": "openpyxl, write only"}[library]
    return Contestant(title, [program, script, library, "--version"],
                      lambda answers, source, output: [program, script, library, str(_scores_of(answers)), str(output)], {})


workbook_writers = {
    "quaestor": Contestant("Quaestor", [str(places.quaestor), "--version"], _workbook, {}),
    "xlsxwriter": _writer("xlsxwriter"),
    "openpyxl": _writer("openpyxl"),
}


def _reader(title, program):
    return Contestant(title, [*program, "--version"], lambda answers, source, output: [*program, "read", str(source)], {}, redirected=True)


readers = {
    "quaestor": contestants["quaestor"],
    "haven": _reader("haven, reading alone", files.haven),
    "openpyxl": _reader("openpyxl, reading alone", files.openpyxl),
}
