"""Writes the golden files of this folder's parent from the numbers of other software.

    python3 tests/golden/make/from_peers.py FOLDER

FOLDER holds one JSON file per data set and section, <data>__<section>.json, with the numbers that R and its packages gave
for the data in samples/ and tests/data/, and with the versions and the calls. Nothing is computed here: numbers are
copied, and sorted into topics. Run from the project's root.
"""

import json
import pathlib
import sys

GOLDEN = pathlib.Path("tests/golden")

DATA = {
    "bfi": "samples/bfi.csv",
    "hs1939": "tests/data/hs1939.csv",
    "lsat7": "tests/data/lsat7.csv",
    "polidem": "tests/data/polidem.csv",
}


class Golden:
    """One golden file: entries under a heading that says where they come from."""

    def __init__(self, path, data, made_by, tolerance):
        self.path = GOLDEN / path
        self.heading = [f"# data: {data}", f"# made by: {made_by}", f"# tolerance: {tolerance}", "quantity,row,column,value"]
        self.lines = []

    def add(self, quantity, value, row="", column=""):
        if value is None:  # NA there: nothing to agree with
            return
        if not isinstance(value, (int, float)):
            raise TypeError(f"{self.path}: {quantity} is {value!r}")
        self.lines.append(f"{quantity},{row},{column},{value!r}")

    def vector(self, quantity, values):
        for row, value in enumerate(values, start=1):
            self.add(quantity, value, row)

    def matrix(self, quantity, rows):
        for i, row in enumerate(rows, start=1):
            for j, value in enumerate(row, start=1):
                self.add(quantity, value, i, j)

    def write(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("\n".join(self.heading + self.lines) + "\n", encoding="utf-8")


def section(folder, data, name):
    content = json.loads((folder / f"{data}__{name}.json").read_text(encoding="utf-8"))
    release = content["R"].replace("R version ", "R ").split(" Patched")[0].split(" (")[0]
    packages = content["packages"]

    def made_by(what, *used):
        return ", ".join([release, *(f"{p} {packages[p]}" for p in used), what])

    return content["results"], made_by


def values(x):
    """A vector, however it was written: list, named numbers, or one number."""
    if isinstance(x, dict):
        return list(x.values())
    return x if isinstance(x, list) else [x]


def reliability(folder, data):
    results, made_by = section(folder, data, "reliability")
    for scale in sorted({key.split(".")[0] for key in results}):
        def get(name):
            return results.get(f"{scale}.{name}", {}).get("value")

        about = f"{DATA[data]}, scale {scale}"

        g = Golden(f"descriptives/{data}_{scale}.csv", about,
                   made_by("psych::describe(type = 3); g1 g2, G1 G2 and b1 b2 by plain R", "psych"), "1e-11")
        frame = get("describe_psych")["columns"]
        for name in ["n", "mean", "sd", "median", "min", "max"]:
            g.vector(name, frame[name])
        g.vector("missing", values(get("missing_per_item")))
        for what in ["skew", "kurtosis"]:
            for kind, row in zip(["population", "adjusted", "sample_sd"], get(f"{what}_types")["values"]):
                g.vector(f"{what}_{kind}", row)
        g.vector("skew_psych", frame["skew"])
        g.vector("kurtosis_psych", frame["kurtosis"])
        g.write()

        g = Golden(f"correlation/{data}_{scale}.csv", about, made_by("cor(), cov(), listwise and pairwise.complete.obs"),
                   "1e-13")
        g.add("persons", get("n_listwise"))
        for ours, theirs in [("pearson", "cor_pearson_listwise"), ("covariance", "cov_listwise"),
                             ("spearman", "cor_spearman_listwise"), ("kendall", "cor_kendall_b_listwise"),
                             ("pearson_pairwise", "cor_pearson_pairwise"),
                             ("covariance_pairwise", "cov_pairwise")]:
            if get(theirs):
                g.matrix(ours, get(theirs)["values"])
        g.write()

        g = Golden(f"reliability/{data}_{scale}.csv", about,
                   made_by("psych::alpha, psych::alpha.ci, and the formulas in plain R", "psych"), "1e-13")
        g.add("persons", get("n_listwise"))
        g.add("alpha", get("alpha_formula_listwise"))
        total = get("alpha_listwise")["total"]["columns"]
        g.add("alpha_psych", total["raw_alpha"][0])
        g.add("standardized", get("alpha_std_formula_listwise")["std_alpha"])
        g.add("average_r", get("alpha_std_formula_listwise")["avg_r"])
        g.add("feldt_lower", get("alpha_ci_feldt_listwise")["lower"])
        g.add("feldt_upper", get("alpha_ci_feldt_listwise")["upper"])
        normal = get("alpha_ci_duhachek_listwise")
        g.add("standard_error", normal["ase"])
        g.add("duhachek_lower", normal["lower"])
        g.add("duhachek_upper", normal["upper"])
        g.vector("item_total_r", values(get("item_total_r_listwise")))
        g.vector("item_rest_r", values(get("item_rest_r_listwise")))
        g.vector("item_standardized_r", get("alpha_listwise")["item.stats"]["columns"]["std.r"])
        g.vector("alpha_if_dropped", values(get("alpha_if_dropped_listwise")))
        g.vector("standardized_if_dropped", get("alpha_listwise")["alpha.drop"]["columns"]["std.alpha"])
        g.add("sum_sd", get("sem_of_measurement")["sum_sd"])
        g.add("sem", get("sem_of_measurement")["sem"])
        for kind in ["cov", "cor"]:
            for name, value in get(f"guttman_{kind}_formula").items():
                g.add(f"lambda_{kind}", value, name[1:])
        g.write()

        if get("splithalf_psych_cor"):
            g = Golden(f"reliability/splits_{data}_{scale}.csv", about,
                       made_by("psych::splitHalf(covar = FALSE / TRUE, brute = TRUE), psych::guttman, odd and even in plain R",
                               "psych"), "1e-12")
            for kind in ["cor", "cov"]:
                split = get(f"splithalf_psych_{kind}")
                for theirs, ours in [("maxrb", "largest"), ("minrb", "smallest"), ("meanr", "mean")]:
                    g.add(f"{ours}_{kind}", split[theirs])
            odd = get("split_odd_even_spearman_brown")
            for theirs, ours in [("r", "r"), ("sb", "spearman_brown"), ("rulon", "flanagan_rulon")]:
                g.add(f"odd_even_{ours}", odd[theirs])
            g.write()

        if get("kr20"):
            g = Golden(f"reliability/kuder_richardson_{data}_{scale}.csv", about, made_by("the formulas in plain R"), "1e-12")
            g.add("kr20", get("kr20")["kr20_popvar"])
            g.add("kr20_mixed", get("kr20")["kr20_mixed_p_q_over_unbiased_total"])
            g.add("kr21", get("kr20")["kr21"])
            g.write()

        for factors in [2, 3, 5]:
            omega = get(f"omega_{factors}f")
            if not omega:
                continue
            g = Golden(f"reliability/hierarchical_{data}_{scale}_{factors}.csv", about,
                       made_by(f"psych::omega(nfactors = {factors}, flip = FALSE) of the listwise correlations",
                               "psych", "GPArotation"),
                       "1e-4   the peer's rotation stops at a gradient of 1e-5")
            g.add("hierarchical", omega["omega_h"])
            g.add("total", omega["omega.tot"])
            group = omega["omega.group"]["columns"]
            for name in ["total", "general", "group"]:
                g.vector(f"subscale_{name}", group[name][1:])
            rows = omega["sl"]["values"]
            g.matrix("loading", [row[:factors + 1] for row in rows])
            g.write()

        if get("omega_1f"):
            g = Golden(f"reliability/omega_{data}_{scale}.csv", about,
                       made_by("psych::omega(nfactors = 1) of the listwise correlations", "psych"),
                       "2e-6   the peer's extraction stops early, its loadings are good to 1e-5")
            g.add("total", get("omega_1f")["omega.tot"])
            g.add("of_observed", get("omega_1f")["omega_h"])
            g.write()


ORDERED = {
    "bfi": ("samples/bfi.csv, scale all25", "all"),
    "lsat6": ("tests/data/lsat6.csv", "all"),
    "lsat7": ("tests/data/lsat7.csv", "all"),
    "verbagg": ("tests/data/verbagg.csv", "all"),
    "verbagg_dich": ("tests/data/verbagg.csv, every 2 as 1", "dich"),
}


def polychoric(folder, name):
    data = name.split("_")[0]
    about, form = ORDERED[name]
    results, made_by = section(folder, data, "polychoric")

    def get(key):
        return results.get(f"{form}.{key}", {}).get("value")

    def below_diagonal(golden, quantity, matrix):
        for i, row in enumerate(matrix["values"], start=1):
            for j in range(1, i):
                golden.add(quantity, row[j - 1], i, j)

    g = Golden(f"correlation/polychoric_{name}.csv", about,
               made_by("lavaan::lavCor(ordered, zero.add = c(0, 0)), listwise and missing = 'pairwise'", "lavaan"),
               "1e-6   an optimiser's")
    below_diagonal(g, "rho", get("lavaan_two.step"))
    if get("lavaan_two.step_pairwise"):
        below_diagonal(g, "rho_pairwise", get("lavaan_two.step_pairwise"))
    items = get("lavaan_two.step")["rows"]
    for key, value in get("lavaan_thresholds").items():
        item, number = key.split("|t")
        g.add("threshold", value, items.index(item) + 1, number)
    g.write()

    g = Golden(f"correlation/polychoric_psych_{name}.csv", about,
               made_by("psych::polychoric(global = FALSE), correct = 0 and 0.5", "psych"),
               "5e-5   its optimize() stops at 2e-5")
    below_diagonal(g, "rho", get("psych_correct0")["rho"])
    below_diagonal(g, "rho_half", get("psych_correct.5")["rho"])
    if get("tetrachoric_correct0"):
        below_diagonal(g, "tetrachoric", get("tetrachoric_correct0")["rho"])
        below_diagonal(g, "tetrachoric_half", get("tetrachoric_correct.5")["rho"])
    g.write()

    if data == "bfi" or data == "verbagg":
        g = Golden(f"correlation/polychoric_polycor_{name}.csv", about,
                   made_by("polycor::polychor(ML = FALSE)", "polycor"), "1e-4   its optimize() stops at 1e-4")
        for key, entry in results.items():
            if not key.startswith(f"{form}.polycor.twostep."):
                continue
            one, other = key.split(".")[-2:]
            i, j = items.index(one) + 1, items.index(other) + 1
            g.add("rho", entry["value"]["rho"], j, i)
            if entry["value"]["df"] > 0:
                g.add("chi_squared", entry["value"]["chisq"], j, i)
        g.write()

    serial = [results.get(f"{kind}_item_rest", {}).get("value") for kind in ["polyserial", "biserial", "pointbiserial"]]
    if form == "all" and any(serial):
        g = Golden(f"correlation/polyserial_{name}.csv", about + ", an item with the sum of the others",
                   made_by("polycor::polyserial(ML = FALSE), psych::biserial, cor()", "polycor", "psych"), "1e-10")
        for quantity, value in zip(["by_moments", "biserial", "pearson"], serial):
            if value:
                g.vector(quantity, values(value))
        g.write()

    if data.startswith("lsat"):
        cfa, made_by = section(folder, data, "cfa")
        g = Golden(f"correlation/covariance_{name}.csv", about,
                   made_by("diag(lavInspect(fit, 'gamma')): n times the variances", "lavaan"), "1e-6   an optimiser's")
        g.vector("gamma", values(cfa["cfa.WLSMV.NACOV_diag"]["value"]))
        g.write()


STRUCTURES = {
    "bfi": "samples/bfi.csv, scale all25, five factors",
    "hs1939": "tests/data/hs1939.csv, scale all9, three factors",
    "lsat6": "tests/data/lsat6.csv, one factor",
    "lsat7": "tests/data/lsat7.csv, one factor",
    "verbagg": "tests/data/verbagg.csv, every 2 as 1, three factors",
}


def structure(folder, data):
    """Models of simple structure: items in the order of the scale, factors in that of the model."""
    results, made_by = section(folder, data, "cfa")
    prefix = "cfa_dich" if data == "verbagg" else "cfa"

    def get(key):
        return results.get(f"{prefix}.{key}", {}).get("value")

    def estimates(golden, columns, column, quantities):
        rows = list(zip(columns["lhs"], columns["op"], columns["rhs"], columns[column]))
        factors = list(dict.fromkeys(left for left, op, _, _ in rows if op == "=~"))
        items = [right for _, op, right, _ in rows if op == "=~"]
        if data == "verbagg":  # in the file situations come first
            items.sort(key=lambda name: (name[:2], ["Curse", "Scold", "Shout"].index(name[-5:]), "Do" in name))
        for left, op, right, value in rows:
            if op == "=~":
                golden.add(quantities[0], value, items.index(right) + 1)
                if "part" in quantities:
                    golden.add("part", factors.index(left) + 1, items.index(right) + 1)
            elif op == "~~" and left in factors and left != right and "phi" in quantities:
                golden.add("phi", value, factors.index(right) + 1, factors.index(left) + 1)
            elif op == "~~" and left in items and "residual" in quantities:
                golden.add("residual", value, items.index(left) + 1)

    if get("ML.listwise"):
        g = Golden(f"reliability/structure_{data}.csv", STRUCTURES[data],
                   made_by("cfa(estimator = 'ML'), compRelSEM with obs.var = TRUE and FALSE", "lavaan", "semTools"),
                   "2e-5   two searches of lavaan, which agree to 1e-5")
        fit = get("ML.listwise")["fit"]
        for quantity, name in [("chi_squared", "chisq"), ("df", "df"), ("p_value", "pvalue"), ("rmsea", "rmsea"), ("srmr", "srmr")]:
            g.add(quantity, fit[name])
        estimates(g, get("ML.std.lv")["columns"], "est", ["loading", "phi", "residual"])
        g.vector("of_observed", values(get("ML.compRelSEM_omega")))
        g.vector("of_model", values(get("ML.compRelSEM_omega_modelvar")))
        g.write()

    if get("WLSMV.ordered"):
        g = Golden(f"reliability/categorical_{data}.csv", STRUCTURES[data],
                   made_by("cfa(ordered, estimator = 'WLSMV' and 'ULSMV'), compRelSEM with ord.scale = TRUE and FALSE",
                           "lavaan", "semTools"),
                   "2e-5   both search")
        g.add("df", get("WLSMV.ordered")["fit"]["df"])
        g.add("srmr", get("WLSMV.ordered")["fit"]["srmr"])
        estimates(g, get("WLSMV.ordered")["estimates"]["columns"], "std.all", ["loading", "phi", "part"])
        estimates(g, get("ULSMV.ordered")["estimates"]["columns"], "std.all", ["uls_loading"])
        g.vector("ordinal", values(get("WLSMV.compRelSEM_ordinal")))
        g.vector("latent", values(get("WLSMV.compRelSEM_latent_response")))
        g.write()


def dimensionality(folder, data):
    results, made_by = section(folder, data, "efa")
    g = Golden(f"dimensionality/{data}.csv", DATA[data],
               made_by("psych::KMO, psych::cortest.bartlett, eigen, and MAP in plain R; listwise Pearson correlations",
                       "psych"), "1e-10")
    value = {key: entry.get("value") for key, entry in results.items()}
    g.add("persons", value["n"])
    g.add("kmo", value["kmo"]["MSA"])
    g.vector("item_msa", values(value["kmo"]["MSAi"]))
    g.add("chi_squared", value["bartlett"]["chisq"])
    g.add("df", value["bartlett"]["df"])
    g.add("p_value", value["bartlett"]["p.value"])
    g.add("determinant", value["determinant"])
    g.vector("eigenvalue", value["eigenvalues_pca"])
    g.vector("reduced_eigenvalue", value["eigenvalues_reduced_smc"])
    g.vector("map_squared", value["map"]["map1976_from0"])
    g.vector("map_fourth", value["map"]["map2000_from0"])
    g.add("map_suggested_squared", value["map"]["n_1976"])
    g.add("map_suggested_fourth", value["map"]["n_2000"])
    g.write()

    horn = value["parallel_horn_pca_plain"]
    g = Golden(f"dimensionality/parallel_{data}.csv", DATA[data],
               made_by("plain R, 500 samples of independent normal data"),
               "4   standard errors of the difference of two simulated means")
    g.vector("mean", horn["mean"])
    g.vector("sd", horn["sd"])
    g.vector("percentile", horn["p95"])
    g.add("replications", horn["reps"])
    g.add("suggested_by_mean", horn["n_retain_mean"])
    g.add("suggested_by_percentile", horn["n_retain_p95"])
    g.write()


FIT = {"chi2": "chi_squared", "df": "df", "objective": "discrepancy", "RMSEA.RMSEA": "rmsea", "TLI": "tli", "BIC": "bic",
       "rmsr": "rmsr", "crms": "crms", "null.chisq": "null_chi_squared", "null.dof": "null_df"}


def factor(folder, data, factors):
    results, made_by = section(folder, data, "efa")
    for method in ["minres", "ml"]:
        for m in [1, factors]:
            value = results[f"fa.{method}.{m}f.none"]["value"]
            g = Golden(f"factor/{data}_{method}_{m}.csv", DATA[data],
                       made_by(f"psych::fa(fm = '{method}', rotate = 'none', min.err = 1e-8)", "psych"),
                       "1e-5   both search; the peer stops earlier")
            g.matrix("loading", value["loadings"]["values"])
            g.vector("communality", values(value["communality"]))
            for theirs, ours in FIT.items():
                g.add(ours, value["fit"].get(theirs))
            g.add("rmsea_lower", value["fit"].get("RMSEA.lower"))
            g.add("rmsea_upper", value["fit"].get("RMSEA.upper"))
            for name, row in zip(["ss_loadings", "proportion"], value["Vaccounted"]["values"]):
                g.vector(name, row)
            g.vector("eigenvalue", value["e.values"])
            g.write()
        for rotation, tolerance in [
            ("varimax", "2e-3   stats::varimax stops when its criterion grows by less than 1e-5 of itself"),
            ("oblimin", "5e-5   the peer's rotation stops at a gradient of 1e-5"),
        ]:
            value = results[f"fa.{method}.{factors}f.{rotation}"]["value"]
            g = Golden(f"factor/{data}_{method}_{factors}_{rotation}.csv", DATA[data],
                       made_by(f"psych::fa(fm = '{method}', rotate = '{rotation}')", "psych", "GPArotation"), tolerance)
            g.matrix("loading", value["loadings"]["values"])
            if isinstance(value.get("Phi"), dict):
                g.matrix("phi", value["Phi"]["values"])
            g.vector("ss_loadings", value["Vaccounted"]["values"][0])
            g.write()
    for m in [1, factors]:
        value = results[f"factanal.ml.{m}f.none"]["value"]
        g = Golden(f"factor/{data}_factanal_{m}.csv", DATA[data],
                   made_by("factanal(rotation = 'none', nstart = 5, factr = 1000)"), "2e-7   both search; the peer stops earlier")
        g.vector("uniqueness", values(value["uniquenesses"]))
        g.add("discrepancy", values(value["objective"])[0])
        g.add("chi_squared", values(value["stat"])[0])
        g.add("df", value["df"])
        g.add("p_value", values(value["p"])[0])
        g.write()


def rotation(folder, data):
    results, made_by = section(folder, data, "efa")
    g = Golden(f"rotation/{data}_input.csv", DATA[data],
               made_by("unrotated maximum likelihood loadings, to be rotated", "psych"), "0")
    g.matrix("loading", results["rotation_input_ml_loadings"]["value"]["values"])
    g.write()

    peer = made_by("best of the unrotated and 10 random starts, polished to a gradient of 1e-8", "GPArotation")
    criteria = Golden(f"rotation/{data}_criteria.csv", f"tests/golden/rotation/{data}_input.csv", peer, "1e-7")
    for key, entry in results.items():
        if not key.startswith("gpa."):
            continue
        _, name, kind = key.split(".")
        value = entry["value"]
        if "f" in value:
            criteria.add(f"{name}_{kind}", value["f"])
        by = made_by("stats::varimax(eps = 1e-14)") if name == "varimax" else peer
        g = Golden(f"rotation/{data}_{name}_{kind}.csv", f"tests/golden/rotation/{data}_input.csv", by, "5e-6   the peer stops at a gradient of 1e-8 or where its line search stalls")
        g.matrix("loading", value["loadings"]["values"])
        if isinstance(value.get("Phi"), dict):
            g.matrix("phi", value["Phi"]["values"])
        g.write()
    criteria.write()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    for data in DATA:
        reliability(folder, data)
    for name in ORDERED:
        polychoric(folder, name)
    for data in STRUCTURES:
        structure(folder, data)
    for data, factors in [("bfi", 5), ("hs1939", 3)]:
        dimensionality(folder, data)
        factor(folder, data, factors)
        rotation(folder, data)


main()
