"""Writes tests/golden/evidence from the numbers of R and effectsize.

    python3 tests/golden/make/evidence.py FOLDER

FOLDER holds effects__effects.json, as for from_peers.py. Nothing is computed here. Run from the project's root.
"""

import json
import pathlib
import sys

content = json.loads((pathlib.Path(sys.argv[1]) / "effects__effects.json").read_text(encoding="utf-8"))
got = {name: entry.get("value") for name, entry in content["results"].items()}
FOLDER = pathlib.Path("tests/golden/evidence")
FOLDER.mkdir(exist_ok=True)


def write(name, about, made_by, tolerance, entries):
    lines = [f"# data: {about}", f"# made by: {made_by}", f"# tolerance: {tolerance}", "quantity,row,column,value"]
    lines += [f"{quantity},,,{value!r}" for quantity, value in entries]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


d, t = got["d.formula"], got["t.test"]
# Bounds by uniroot with a tolerance of 1e-12 on the noncentrality, through pt(), which is good to some 1e-10.
write("hs1939_x4_by_school.csv", "tests/data/hs1939.csv, x4, Pasteur minus Grant-White",
      "R 4.2.2, t.test(), pt() and plain sums", "1e-8",
      [("mean_1", got["data"]["m1"]), ("mean_2", got["data"]["m2"]), ("sd_1", got["data"]["s1"]),
       ("sd_2", got["data"]["s2"]), ("welch_t", t["welch_t"]["t"]), ("welch_df", t["welch_df"]["df"]),
       ("welch_p", t["welch_p"]), ("p_pooled", t["p"]), ("f", d["t"] ** 2), ("g", d["g_exact"]),
       ("g_lower", d["J_exact"] * d["d_lo"]), ("g_upper", d["J_exact"] * d["d_hi"]),
       ("superiority", got["wilcox_rankbiserial"]["cles"]["columns"]["p_superiority"][0])])
a = got["kruskal_anova_effectsizes"]
write("bfi_age_by_education.csv", "samples/bfi.csv, age by education",
      "R 4.2.2, aov(); effectsize 0.8.3, eta_squared(), omega_squared()", "1e-10",
      [("f", a["F"]), ("eta_squared", a["eta"]["columns"]["Eta2"][0]), ("omega_squared", a["omega"]["columns"]["Omega2"][0])])
c = got["corr_tests"]
write("hs1939_x1_x4.csv", "tests/data/hs1939.csv, x1 and x4; reliabilities .70 and .80", "R 4.2.2, cor.test() and Fisher's z",
      "1e-12", [("r", c["r"]), ("lower", c["ci"][0]), ("upper", c["ci"][1]), ("p", c["p"]),
                ("disattenuated", got["disattenuated"])])
