"""Writes tests/golden/agreement and tests/data/agreement from the numbers of other software.

    python3 tests/golden/make/agreement.py FOLDER

FOLDER holds agreement__agreement.json, with what psych, irr and irrCAC gave for small data sets of papers, the data among
them, and shrout_fleiss.csv. Nothing is computed here. Run from the project's root; agreement.R adds the rest.
"""

import json
import pathlib
import sys

GOLDEN = pathlib.Path("tests/golden/agreement")
DATA = pathlib.Path("tests/data/agreement")
FORMS = ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"]


def write(name, data, made_by, tolerance, rows):
    lines = [f"# data: {data}", f"# made by: {made_by}", f"# tolerance: {tolerance}", "quantity,row,column,value"]
    lines += [f"{q},{row},{column},{value!r}" for q, row, column, value in rows]
    (GOLDEN / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def table(name, header, columns):
    rows = [header] + [["" if v is None else str(v) for v in row] for row in zip(*columns)]
    (DATA / name).write_text("\n".join(",".join(r) for r in rows) + "\n", encoding="utf-8")


def icc_of_psych(columns):
    rows = []
    for at, form in enumerate(FORMS, start=1):
        assert columns["type"][at - 1] == form
        for ours, theirs in [("icc", "ICC"), ("f", "F"), ("df1", "df1"), ("df2", "df2"), ("p", "p"),
                             ("lower", "lower bound"), ("upper", "upper bound")]:
            rows.append((ours, at, "", columns[theirs][at - 1]))
    return rows


def main():
    folder = pathlib.Path(sys.argv[1])
    content = json.loads((folder / "public/agreement__agreement.json").read_text(encoding="utf-8"))
    results = {key: entry["value"] for key, entry in content["results"].items()}
    version = content["packages"]
    psych, irr, cac = (f"R 4.2.2, {p} {version[p]}" for p in ("psych", "irr", "irrCAC"))
    GOLDEN.mkdir(parents=True, exist_ok=True)
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "shrout_fleiss.csv").write_text((folder / "data/shrout_fleiss.csv").read_text(encoding="utf-8"))
    for name in ["fleiss_data_diagnoses", "anxiety_data"]:
        columns = results[name]["columns"]
        short = {"fleiss_data_diagnoses": "diagnoses.csv", "anxiety_data": "anxiety.csv"}[name]
        values = [[str(v)[0] if isinstance(v, str) else v for v in column] for column in columns.values()]
        table(short, list(columns), values)
    table("krippendorff.csv", ["A", "B", "C", "D"], results["kripp.data"]["values"])

    sf = "tests/data/agreement/shrout_fleiss.csv"
    rows = icc_of_psych(results["icc.psych"]["results"]["columns"])
    squares = results["icc.psych"]["anova"]["columns"]["Mean Sq"]
    rows += [("ms_units", "", "", squares[0]), ("ms_raters", "", "", squares[1]), ("ms_residual", "", "", squares[2])]
    write("icc_shrout_fleiss.csv", sf, f"{psych}, psych::ICC(lmer = FALSE)", "1e-12", rows)
    write("icc_shrout_fleiss_lmer.csv", sf, f"{psych}, psych::ICC(lmer = TRUE)",
          "1e-5   a search for the same variances, which stops early",
          icc_of_psych(results["icc.psych_lmer"]["columns"]))
    write("icc_bfi_N.csv", "samples/bfi.csv, scale N, listwise", f"{psych}, psych::ICC(lmer = FALSE)", "1e-11",
          icc_of_psych(results["icc.bfi_N_listwise"]["columns"]))
    rows = []
    for at, key in enumerate(["oneway.consistency.single", "twoway.agreement.single", "twoway.consistency.single",
                              "oneway.consistency.average", "twoway.agreement.average", "twoway.consistency.average"],
                             start=1):
        value = results[f"icc.irr.{key}"]
        for ours, theirs in [("icc", "value"), ("f", "Fvalue"), ("df1", "df1"), ("df2", "df2"), ("p", "p.value"),
                             ("lower", "lbound"), ("upper", "ubound")]:
            rows.append((ours, at, "", value[theirs]))
    write("icc_shrout_fleiss_irr.csv", sf, f"{irr}, irr::icc", "1e-12", rows)

    w = results["kendall_w"]
    more = results["finn_robinson"]
    write("concordance_shrout_fleiss.csv", sf, f"{irr}, irr::kendall, irr::iota, irr::meancor", "1e-12",
          [("w", "", "", w["value"]), ("chi_squared", "", "", w["statistic"]), ("p", "", "", w["p.value"]),
           ("concordance", "", "", more["iota"]), ("mean_r", "", "", more["meancor"])])
    ba = results["bland_altman"]
    write("limits_shrout_fleiss.csv", sf + ", raters 1 and 4", "R 4.2.2, mean and sd of rater 1 - rater 4, 1.96",
          "1e-4   1.96 stands for the quantile 1.959964",
          [("bias", "", "", ba["bias"]), ("sd", "", "", ba["sd"]), ("lower", "", "", ba["lo"]), ("upper", "", "", ba["hi"])])

    f = results["fleiss_kappa"]
    rows = [("kappa", "", "", f["kappa"]), ("z", "", "", f["z"])]
    write("fleiss_diagnoses.csv", "tests/data/agreement/diagnoses.csv", f"{irr}, irr::kappam.fleiss; conger: exact = TRUE; "
          "light: irr::kappam.light", "1e-12",
          rows + [("conger", "", "", results["fleiss_kappa_exact_conger"]), ("light", "", "", results["light_kappa"]["value"])])
    rows = []
    for at, (kappa, z, _) in enumerate(f["detail"]["values"], start=1):
        rows += [("category_kappa", at, "", kappa), ("category_z", at, "", z)]
    write("fleiss_diagnoses_categories.csv", "tests/data/agreement/diagnoses.csv",
          f"{irr}, irr::kappam.fleiss(detail = TRUE), printed to three decimals", "5e-4   half a unit of the last digit", rows)

    rows = []
    for name, key in [("identity", "cohen_kappa_anxiety"), ("linear", "weighted_kappa_anxiety_equal"),
                      ("quadratic", "weighted_kappa_anxiety_squared")]:
        value = results[key]
        rows += [("kappa", name, "", value["value"]), ("z", name, "", value["statistic"]), ("p", name, "", value["p.value"])]
    write("kappa_anxiety.csv", "tests/data/agreement/anxiety.csv, raters 1 and 2", f"{irr}, irr::kappa2", "1e-12", rows)
    value = results["psych.cohen.kappa_anxiety"]
    rows = []
    for name, estimate, variance, bounds in [("identity", value["kappa"], value["var"], value["confid"]["values"][0]),
                                             ("quadratic", value["weighted"], value["var.w"], value["confid"]["values"][1])]:
        rows += [("kappa", name, "", estimate), ("variance", name, "", variance), ("lower", name, "", bounds[0]),
                 ("upper", name, "", bounds[2])]
    write("kappa_anxiety_psych.csv", "tests/data/agreement/anxiety.csv, raters 1 and 2", f"{psych}, psych::cohen.kappa",
          "1e-12", rows)
    value = results["psych.cohen.kappa_cohen1968"]
    rows = [("count", i, j, x) for i, row in enumerate(value["tab"]["values"], 1) for j, x in enumerate(row, 1)]
    rows += [("disagreement", i, j, x) for i, row in enumerate(value["w"]["values"], 1) for j, x in enumerate(row, 1)]
    rows += [("kappa", "identity", "", value["kappa"]), ("kappa", "own", "", value["weighted"]),
             ("kappa", "quadratic", "", value["quad"])]
    for name, bounds in zip(["identity", "quadratic"], value["confid2"]["values"]):
        rows += [("lower", name, "", bounds[0]), ("upper", name, "", bounds[2])]
    write("kappa_cohen_1968.csv", "the table of Cohen (1968), in the file", f"{psych}, psych::cohen.kappa", "1e-12", rows)

    kd = "tests/data/agreement/krippendorff.csv"
    write("krippendorff.csv", kd, f"{irr}, irr::kripp.alpha", "1e-12",
          [("alpha", m, "", results[f"kripp.{m}"]) for m in ["nominal", "ordinal", "interval", "ratio"]])
    rows, rounded = [], []
    for name, key in [("fleiss", "irrCAC.fleiss.kappa.raw"), ("gwet", "irrCAC.gwet.ac1.raw"),
                      ("krippendorff", "irrCAC.krippen.alpha.raw"), ("conger", "irrCAC.conger.kappa.raw"),
                      ("brennan_prediger", "irrCAC.bp.coeff.raw"), ("krippendorff_ordinal", "irrCAC.krippen.ordinal")]:
        value = results[key]
        exact = rows if name != "krippendorff_ordinal" else rounded
        exact += [("pa", name, "", value["pa"]), ("pe", name, "", value["pe"])]
        if name != "krippendorff_ordinal":
            rows.append(("p", name, "", value["p.value"]))
        low, high = value["conf.int"].strip("()").split(",")
        rounded += [("value", name, "", value["coeff.val"]), ("se", name, "", value["coeff.se"])]
        rounded += [("lower", name, "", float(low)), ("upper", name, "", float(high))]
    write("chance_corrected.csv", kd, f"{cac}, irrCAC::*.raw", "1e-12", rows)
    write("chance_corrected_rounded.csv", kd, f"{cac}, irrCAC::*.raw: coefficients to five decimals, bounds to three",
          "5.1e-6   half a unit of the last digit; 5.1e-4 for bounds", rounded)


main()
