"""Files of answers, made once and kept in build/bench/files, since one name always has the same contents."""
import subprocess
from dataclasses import dataclass, replace

import places
from python import python_with


# What makes files of other formats; the contestants of parts.py read them by the same programs.
haven = ["Rscript", str(places.peers / "haven.R")]
openpyxl = [python_with("openpyxl"), str(places.peers / "workbook_reading.py")]
writers = {"sav": haven, "zsav": haven, "xlsx": openpyxl}


@dataclass(frozen=True)
class Answers:
    """`form` is 'narrow', 'wide' or a number of items, as bench_responses takes it."""
    form: str
    rows: int
    bad: str = "0.001"
    every_row_bad: bool = False
    quoted: bool = False
    ending: str = "csv"  # sav, zsav and xlsx are made of the CSV file

    @property
    def name(self):
        marks = (f"-bad{self.bad}" if self.bad != "0.001" else "") + ("-all_bad" if self.every_row_bad else "")
        return f"{self.form}-{self.rows}{marks}{'-quoted' if self.quoted else ''}.{self.ending}"

    @property
    def generator(self):
        command = [str(places.responses), self.form, str(self.rows), "--seed", "1", "--bad", self.bad]
        return command + ["--every-row-bad"] * self.every_row_bad + ["--quoted"] * self.quoted

    def path(self):
        places.scratch.mkdir(parents=True, exist_ok=True)
        path = places.scratch / self.name
        made_after = places.responses.stat().st_mtime
        if not path.exists() or path.stat().st_mtime < made_after:
            partial = path.with_name(f"partial.{self.ending}")
            self.make(partial)
            partial.rename(path)
        return path

    def make(self, path):
        if self.ending == "csv":
            with open(path, "wb") as out:
                subprocess.run(self.generator, stdout=out, check=True)
        else:
            subprocess.run([*writers[self.ending], "write", replace(self, ending="csv").path(), path], check=True)


def definitions(form):
    """The definitions of a form: of bench/definitions, or one made for so many items."""
    if form == "narrow":
        return [places.definitions / "wemwbs.inst"]
    if form == "wide":
        return [places.definitions / f"{name}.inst" for name in ("wemwbs", "phq9", "gad7", "pss10")]
    path = places.scratch / f"items-{form}.inst"
    places.scratch.mkdir(parents=True, exist_ok=True)
    path.write_bytes(subprocess.run([places.responses, form, "--definition"], capture_output=True, check=True).stdout)
    return [path]
