"""pandas with numpy: pandas_numpy.py IN OUT FORM"""
import json
import os
import sys

import numpy as np
import pandas as pd

if sys.argv[1] == "--version":
    print(f"pandas {pd.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}")
    sys.exit()
source, output, form = sys.argv[1:4]

if form.isdigit():
    chosen = {"item": {"items": int(form), "lowest": 1, "highest": 5, "most_missing": int(form) // 5, "reversed": [], "bands": []}}
else:
    with open(os.path.join(os.path.dirname(__file__), "questionnaires.json"), encoding="utf-8") as file:
        known = json.load(file)
    chosen = {name: known["questionnaires"][name] for name in known["forms"][form]}
columns = {name: [f"{name}_{i + 1}" for i in range(q["items"])] for name, q in chosen.items()}
every = [column for of_one in columns.values() for column in of_one]
answers = pd.read_csv(source, usecols=["id"] + every, dtype={"id": np.int64, **{column: np.float32 for column in every}}, engine="c")

results = {"id": answers["id"]}
for name, q in chosen.items():
    prefix = name + "_" if len(chosen) > 1 else ""
    raw = answers[columns[name]].to_numpy()
    blank = np.isnan(raw)
    taken = (raw >= q["lowest"]) & (raw <= q["highest"])
    given = taken.sum(1)
    codes = np.where(taken, raw, 0).astype(np.int8)
    total = codes.sum(1, dtype=np.int16).astype(float)
    squares = (codes.astype(np.int16) ** 2).sum(1).astype(float)
    scored = total
    if q["reversed"]:
        turned = codes.copy()
        for item in q["reversed"]:
            turned[:, item - 1] = np.where(taken[:, item - 1], q["lowest"] + q["highest"] - codes[:, item - 1], 0)
        scored = turned.sum(1, dtype=np.int16).astype(float)
    with np.errstate(all="ignore"):
        whole = np.where(q["items"] - given <= q["most_missing"], scored * q["items"] / given, np.nan)
        irv = np.where(given >= 2, np.sqrt((given * squares - total * total) / (given * (given - 1.0))), np.nan)
    results[prefix + "total"] = np.round(whole, 2)
    if q["bands"]:
        names = [band for band, _ in q["bands"]]
        below = [whole < bound for _, bound in q["bands"][1:]]
        results[prefix + "total_band"] = np.select([np.isnan(whole)] + below, [""] + names[:-1], names[-1])
    if "short" in q:
        short = q["short"]
        items = [item - 1 for item in short["items"]]
        metric = np.array(short["metric"])
        at = np.clip(codes[:, items].sum(1) - short["lowest"], 0, len(metric) - 1)
        results[prefix + "short_metric"] = np.where(taken[:, items].all(1), metric[at], np.nan)
    run = taken[:, 0].astype(np.int16)
    longest = run.copy()
    for i in range(1, q["items"]):
        run = np.where(taken[:, i], np.where((codes[:, i] == codes[:, i - 1]) & taken[:, i - 1], run + 1, 1), 0).astype(np.int16)
        np.maximum(longest, run, out=longest)
    results[prefix + "n_missing"] = blank.sum(1)
    results[prefix + "n_out_of_range"] = (~taken & ~blank).sum(1)
    results[prefix + "longest_run"] = longest
    results[prefix + "irv"] = np.round(irv, 4)
pd.DataFrame(results).to_csv(output, index=False)
