// What 'quaestor analyze' writes as JSON: the numbers of R on the real sample, the keys programs rely on, and
// reasons where there is no number.
#include "program.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// The JSON of one run over the real sample.
std::string analysis(std::vector<std::string> const& more) {
    support::Folder const folder;
    std::vector<std::string> arguments{
        "analyze", "samples/bfi.csv",    "-i", "samples/bfi.inst", "--replications", "100",
        "-o",      folder.path("a.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto const ran = run(arguments);
    INFO(ran.err);
    REQUIRE(ran.exit == Exit::done);
    return support::content(folder.path("a.json"));
}

Json const& bfi() {
    static Json const json(analysis({}));
    return json;
}

std::vector<std::string> item_names() {
    std::vector<std::string> names;
    for (char const trait : std::string("ACENO")) {
        for (char const number : std::string("12345"))
            names.push_back({trait, number});
    }
    return names;
}

void check_number(Json const& json, std::string const& path, golden::File const& want,
                  std::string const& quantity, std::string const& row = "") {
    auto const expected = want.value(quantity, row);
    auto const got = json.number(path);
    CAPTURE(path, want.path, quantity, row, got, expected);
    CHECK(golden::near(got, expected, want.tolerance));
}

/// Loadings and factor correlations, whatever the order and the signs of the factors.
void check_factors(Json const& json, std::string const& efa, golden::File const& want) {
    constexpr std::size_t k = 25;
    constexpr std::size_t m = 5;
    auto const ours = [&](std::size_t i, std::size_t f) {
        return json.number(efa + "/loadings/values/" + std::to_string(i) + "/" + std::to_string(f));
    };
    auto const theirs = [&](std::size_t i, std::size_t f) {
        return want.value("loading", std::to_string(i + 1), std::to_string(f + 1));
    };
    std::vector<std::size_t> partner(m);
    std::vector<double> sign(m);
    for (std::size_t f = 0; f < m; ++f) {
        double best = 0;
        for (std::size_t g = 0; g < m; ++g) {
            double product = 0;
            for (std::size_t i = 0; i < k; ++i)
                product += theirs(i, f) * ours(i, g);
            if (std::abs(product) <= best) continue;
            best = std::abs(product);
            partner[f] = g;
            sign[f] = product < 0 ? -1 : 1;
        }
    }
    CHECK(std::set<std::size_t>(partner.begin(), partner.end()).size() == m);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t f = 0; f < m; ++f) {
            CAPTURE(i, f, ours(i, partner[f]), theirs(i, f));
            CHECK(golden::near(sign[f] * ours(i, partner[f]), theirs(i, f), want.tolerance));
        }
    }
}

}  // namespace

TEST_CASE("analyze: reliability and item analysis of each scale are those of psych",
          "[cli][analyze][golden]") {
    for (std::string const scale :
         {"agreeableness", "conscientiousness", "extraversion", "neuroticism", "openness"}) {
        std::string const letter(1, static_cast<char>(std::toupper(scale[0])));
        auto const want = golden::read("tests/golden/reliability/bfi_" + letter + ".csv");
        auto const omega = golden::read("tests/golden/reliability/omega_bfi_" + letter + ".csv");
        auto const at = "/scales/" + scale;
        auto const of = at + "/reliability";
        check_number(bfi(), at + "/n", want, "persons");
        check_number(bfi(), of + "/alpha/estimate", want, "alpha");
        check_number(bfi(), of + "/alpha/lower", want, "feldt_lower");
        check_number(bfi(), of + "/alpha/upper", want, "feldt_upper");
        check_number(bfi(), of + "/alpha/se", want, "standard_error");
        check_number(bfi(), of + "/alpha_standardized/estimate", want, "standardized");
        check_number(bfi(), of + "/mean_inter_item_r", want, "average_r");
        check_number(bfi(), of + "/sum_sd", want, "sum_sd");
        check_number(bfi(), of + "/sem", want, "sem");
        check_number(bfi(), of + "/lambda2/estimate", want, "lambda_cov", "2");
        check_number(bfi(), of + "/lambda6/estimate", want, "lambda_cov", "6");
        check_number(bfi(), of + "/omega_total/estimate", omega, "total");
        for (int j = 1; j <= 5; ++j) {
            auto const item = at + "/item_analysis/" + letter + std::to_string(j);
            auto const row = std::to_string(j);
            check_number(bfi(), item + "/r_total", want, "item_total_r", row);
            check_number(bfi(), item + "/r_corrected", want, "item_rest_r", row);
            check_number(bfi(), item + "/r_standardized", want, "item_standardized_r", row);
            check_number(bfi(), item + "/alpha_if_dropped", want, "alpha_if_dropped", row);
        }
    }
}

TEST_CASE("analyze: split halves and bounds and omegas of each scale are those of psych and semTools",
          "[cli][analyze][golden]") {
    auto const semtools = golden::read("tests/golden/reliability/omega_semtools.csv");
    int row = 0;
    for (std::string const scale :
         {"agreeableness", "conscientiousness", "extraversion", "neuroticism", "openness"}) {
        std::string const letter(1, static_cast<char>(std::toupper(scale[0])));
        auto const lambdas = golden::read("tests/golden/reliability/bfi_" + letter + ".csv");
        auto const splits = golden::read("tests/golden/reliability/splits_bfi_" + letter + ".csv");
        auto const glb = golden::read("tests/golden/reliability/glb_bfi_" + letter + ".csv");
        auto const of = "/scales/" + scale + "/reliability";
        auto const number = std::to_string(++row);
        for (std::string const one : {"1", "2", "3", "5", "6"}) {
            check_number(bfi(), of + "/lambda" + one + "/estimate", lambdas, "lambda_cov", one);
            check_number(bfi(), of + "/lambda" + one + "_standardized/estimate", lambdas, "lambda_cor", one);
        }
        check_number(bfi(), of + "/lambda4/estimate", splits, "largest_cov");
        check_number(bfi(), of + "/beta/estimate", splits, "smallest_cov");
        check_number(bfi(), of + "/split_half_mean/estimate", splits, "mean_cov");
        check_number(bfi(), of + "/odd_even/estimate", splits, "odd_even_spearman_brown");
        check_number(bfi(), of + "/glb/estimate", glb, "glb_cov");
        check_number(bfi(), of + "/omega_ml/estimate", semtools, "of_model", number);
        check_number(bfi(), of + "/omega_ml_observed/estimate", semtools, "of_observed", number);
        CHECK(bfi().null(of + "/kr20/estimate"));
        CHECK(bfi().null(of + "/alpha_bootstrap/estimate"));
        CHECK(bfi().text(of + "/alpha_bootstrap/reason") == "not asked for: --bootstrap N");
    }
    auto const together = golden::read("tests/golden/reliability/stratified_bfi.csv");
    check_number(bfi(), "/all_items/scales/stratified_alpha/estimate", together, "stratified");
}

TEST_CASE("analyze: omega of the structure and categorical omega are those of semTools",
          "[cli][analyze][golden]") {
    auto const plain = golden::read("tests/golden/reliability/structure_bfi.csv");
    auto const ordered = golden::read("tests/golden/reliability/categorical_bfi.csv");
    auto const totals = golden::read("tests/golden/reliability/structure_totals.csv");
    std::string const at = "/all_items/scales/structure";
    CHECK(bfi().text(at + "/divided_by") == "the scales");
    CHECK(bfi().size(at + "/parts") == 5);
    for (int part = 0; part < 5; ++part) {
        auto const of = at + "/parts/" + std::to_string(part);
        auto const row = std::to_string(part + 1);
        check_number(bfi(), of + "/omega/of_observed", plain, "of_observed", row);
        check_number(bfi(), of + "/omega/of_model", plain, "of_model", row);
        check_number(bfi(), of + "/categorical_omega/of_observed", ordered, "ordinal", row);
        check_number(bfi(), of + "/latent_omega/of_observed", ordered, "latent", row);
    }
    check_number(bfi(), at + "/total/omega/of_observed", totals, "total_of_observed", "1");
    check_number(bfi(), at + "/total/omega/of_model", totals, "total_of_model", "1");
    check_number(bfi(), at + "/total/categorical_omega/of_observed", totals, "categorical_of_observed", "1");
    check_number(bfi(), at + "/model/chi_square", plain, "chi_squared");
    check_number(bfi(), at + "/model/srmr", plain, "srmr");
    check_number(bfi(), at + "/categorical_model/srmr", ordered, "srmr");
    check_number(bfi(), at + "/model/loadings/A1", plain, "loading", "1");
    check_number(bfi(), at + "/categorical_model/loadings/O5", ordered, "loading", "25");
    // A poor model of ordered answers is said to be one.
    CHECK(bfi().size("/all_items/scales/remarks") == 1);
    CHECK(bfi().text("/all_items/scales/remarks/0/code") == "S170");
    std::string const one = "/scales/agreeableness/reliability";
    CHECK(bfi().number(one + "/categorical_omega/n") == 2709);
    CHECK(bfi().text(one + "/categorical_omega/estimator") == "DWLS");
    CHECK(bfi().text(one + "/structure/reason") == "the definition does not divide the scale into parts");
    CHECK(bfi().null(one + "/omega_structure/estimate"));
}

TEST_CASE("analyze: the general factor of all items is that of psych::omega", "[cli][analyze][golden]") {
    auto const want = golden::read("tests/golden/reliability/hierarchical_bfi_all25_5.csv");
    std::string const at = "/all_items/general_factor/0";
    CHECK(bfi().number(at + "/group_factors") == 5);  // as parallel analysis suggests
    check_number(bfi(), at + "/omega_hierarchical", want, "hierarchical");
    check_number(bfi(), at + "/omega_total", want, "total");
    CHECK(bfi().text(at + "/general_factor_by") == "Schmid-Leiman of oblimin factors");
    auto const three = Json(analysis({"--group-factors", "3"}));
    auto const psych = golden::read("tests/golden/reliability/hierarchical_bfi_all25_3.csv");
    check_number(three, at + "/omega_hierarchical", psych, "hierarchical");
}

TEST_CASE("analyze: --bootstrap and --group add intervals and groups", "[cli][analyze]") {
    auto const json = Json(
        analysis({"--bootstrap", "200", "--group", "gender", "--seed", "3", "--analyses", "reliability"}));
    std::string const of = "/scales/openness/reliability";
    for (std::string const key : {"/alpha_bootstrap", "/alpha_bca", "/omega_total_bootstrap"}) {
        CAPTURE(key);
        CHECK(json.number(of + key + "/lower") < json.number(of + key + "/estimate"));
        CHECK(json.number(of + key + "/estimate") < json.number(of + key + "/upper"));
    }
    CHECK(json.number(of + "/alpha_bootstrap/estimate") == json.number(of + "/alpha/estimate"));
    std::string const groups = "/scales/openness/reliability_by_group";
    CHECK(json.number(groups + "/groups/0/n") + json.number(groups + "/groups/1/n") ==
          json.number("/scales/openness/n"));
    CHECK(json.text(groups + "/equal/method") == "Feldt W");
    CHECK(json.null("/scales/openness/dimensionality/kmo/overall"));
    CHECK(json.nulls_without_reason().empty());
}

TEST_CASE("analyze: a group column that is not there or holds no groups is refused",
          "[cli][analyze][refusal]") {
    auto const none = run("analyze samples/bfi.csv -i samples/bfi.inst --group gendre");
    CHECK(none.exit == Exit::usage);
    CHECK(contains(none.err, "--group: there is no column 'gendre'"));
    CHECK(contains(none.err, "did you mean 'gender'?"));
    auto const words = run("analyze samples/bfi.csv -i samples/bfi.inst --analyses reliabilty");
    CHECK(words.exit == Exit::usage);
    CHECK(contains(words.err, "did you mean 'reliability'?"));
}

TEST_CASE("analyze: sums have intervals around them", "[cli][analyze]") {
    std::string const at = "/scales/openness/scores/sums/0";
    double const sem = bfi().number("/scales/openness/reliability/precision/sem");
    CHECK(golden::near(bfi().number(at + "/upper") - bfi().number(at + "/lower"), 2 * 1.959963984540054 * sem,
                       1e-12));
    CHECK(bfi().number(at + "/true_sum") > bfi().number(at + "/sum"));  // nearer to the mean
}

TEST_CASE("analyze: item descriptives are those of plain R", "[cli][analyze][golden]") {
    auto const want = golden::read("tests/golden/descriptives/bfi_all25.csv");
    auto const population = Json(analysis({"--moments", "population"}));
    int row = 0;
    for (auto const& item : item_names()) {
        auto const at = "/items/" + item;
        auto const number = std::to_string(++row);
        for (std::string const same : {"n", "missing", "mean", "sd", "median", "min", "max"})
            check_number(bfi(), at + "/" + same, want, same, number);
        check_number(bfi(), at + "/skew", want, "skew_adjusted", number);
        check_number(bfi(), at + "/kurtosis", want, "kurtosis_adjusted", number);
        check_number(population, at + "/skew", want, "skew_population", number);
        check_number(population, at + "/kurtosis", want, "kurtosis_population", number);
    }
    // Counted in the file by hand: A1 is reversed, so its floor is the answer 6.
    CHECK(bfi().number("/items/A1/frequencies/1") == 82);
    CHECK(golden::near(bfi().number("/items/A1/floor"), 82.0 / 2784, 1e-15));
}

TEST_CASE("analyze: adequacy and dimensions of all items are those of psych", "[cli][analyze][golden]") {
    auto const want = golden::read("tests/golden/dimensionality/bfi.csv");
    std::string const at = "/all_items/dimensionality";
    check_number(bfi(), "/data/used", want, "persons");
    check_number(bfi(), at + "/kmo/overall", want, "kmo");
    check_number(bfi(), at + "/bartlett/chi_square", want, "chi_squared");
    check_number(bfi(), at + "/bartlett/df", want, "df");
    check_number(bfi(), at + "/determinant", want, "determinant");
    check_number(bfi(), at + "/map/suggested", want, "map_suggested_squared");
    int row = 0;
    for (auto const& item : item_names()) {
        auto const number = std::to_string(++row);
        check_number(bfi(), at + "/kmo/items/" + item, want, "item_msa", number);
        check_number(bfi(), at + "/eigenvalues/" + std::to_string(row - 1), want, "eigenvalue", number);
        if (row < 25)
            check_number(bfi(), at + "/map/values/" + std::to_string(row - 1), want, "map_squared", number);
    }
    CHECK(bfi().number(at + "/parallel/suggested") == 5);
}

TEST_CASE("analyze: correlations are those of plain R", "[cli][analyze][golden]") {
    auto const want = golden::read("tests/golden/correlation/bfi_all25.csv");
    for (std::string const kind : {"pearson", "spearman"}) {
        for (auto const& entry : want.all(kind)) {
            auto const got =
                bfi().number("/correlations/" + kind + "/values/" + std::to_string(std::stoi(entry.row) - 1) +
                             "/" + std::to_string(std::stoi(entry.column) - 1));
            CAPTURE(kind, entry.row, entry.column, got, entry.value);
            CHECK(golden::near(got, entry.value, want.tolerance));
        }
    }
}

TEST_CASE("analyze: polychoric correlations are those of lavaan and dimensions rest on them",
          "[cli][analyze][golden]") {
    support::Folder const folder;
    Json const json(
        analysis({"--correlation", "polychoric", "--factors", "5", "-o", folder.path("pairs.csv")}));
    auto const want = golden::read("tests/golden/correlation/polychoric_bfi.csv");
    for (auto const& entry : want.all("rho")) {
        auto const got =
            json.number("/correlations/polychoric/values/" + std::to_string(std::stoi(entry.row) - 1) + "/" +
                        std::to_string(std::stoi(entry.column) - 1));
        CAPTURE(entry.row, entry.column, got, entry.value);
        CHECK(golden::near(got, entry.value, want.tolerance));
    }
    CHECK(json.text("/provenance/options/correlation") == "polychoric");
    CHECK(json.number("/correlations/polychoric/n/0/1") == 2436);
    CHECK(json.number("/correlations/polychoric/se/0/1") > 0.01);
    CHECK(json.number("/correlations/pearson/se/0/0") == 0);
    CHECK(json.size("/correlations/polychoric/pairs") == 300);
    CHECK(json.text("/correlations/polychoric/measures/A1") == "ordered");
    CHECK(golden::near(json.number("/correlations/polychoric/thresholds/A1/0"),
                       want.value("threshold", "1", "1"), want.tolerance));
    CHECK(json.number("/all_items/dimensionality/n") == 2436);
    CHECK(json.number("/all_items/dimensionality/eigenvalues/0") >
          bfi().number("/all_items/dimensionality/eigenvalues/0"));
    CHECK(json.nulls_without_reason() == std::vector<std::string>{});
    auto const pairs = support::content(folder.path("pairs.csv"));
    CHECK(contains(pairs,
                   "item_1,item_2,pearson,pearson_se,pearson_n,spearman,spearman_se,spearman_n,polychoric,"
                   "polychoric_se,polychoric_n\n"));
    CHECK(std::count(pairs.begin(), pairs.end(), '\n') == 301);
}

TEST_CASE("analyze: correlations of each pair by those who answered both", "[cli][analyze][golden]") {
    Json const json(analysis({"--use", "pairwise", "--scales", "neuroticism", "--correlation", "kendall"}));
    CHECK(json.text("/correlations/pearson/rule") == "pairwise");
    CHECK(json.number("/correlations/pearson/n/0/0") > json.number("/correlations/pearson/n/0/1"));
    auto const want = golden::read("tests/golden/correlation/bfi_N.csv");
    CHECK(golden::near(json.number("/correlations/pearson/values/0/1"),
                       want.value("pearson_pairwise", "1", "2"), 1e-12));
    CHECK(json.number("/correlations/kendall/values/0/1") < json.number("/correlations/spearman/values/0/1"));
    CHECK(json.number("/scales/neuroticism/dimensionality/n") < json.number("/items/N1/n"));
}

TEST_CASE("analyze: tells which correlations there are and refuses others", "[cli][analyze][refusal]") {
    auto const list = run({"analyze", "--correlation", "list"});
    CHECK(list.exit == Exit::done);
    CHECK(contains(list.out, "\npolychoric  of the normal variables behind ordered answers"));
    auto const other =
        run({"analyze", "samples/bfi.csv", "-i", "samples/bfi.inst", "--correlation", "polycoric"});
    CHECK(other.exit == Exit::usage);
    CHECK(contains(other.err, "did you mean 'polychoric'?"));
    auto const item = run({"analyze", "samples/bfi.csv", "-i", "samples/bfi.inst", "--correlation", "mixed",
                           "--numbers", "A11", "--ordered", "A2"});
    CHECK(item.exit == Exit::usage);
    CHECK(contains(item.err, "--numbers: there is no item 'A11'"));
    std::vector<std::string> const plain{"analyze", "samples/bfi.csv", "-i", "samples/bfi.inst"};
    auto const with = [&](std::vector<std::string> const& more) {
        auto arguments = plain;
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    };
    auto const both = with({"--correlation", "mixed", "--numbers", "A2", "--ordered", "a2"});
    CHECK(contains(both.err, "item 'a2' cannot be both --ordered and --numbers"));
    CHECK(contains(with({"--zero-cell", "0.5"}).err, "--zero-cell is for polychoric correlations"));
    CHECK(contains(with({"--numbers", "A2"}).err, "--ordered and --numbers are for mixed correlations"));
}

TEST_CASE("analyze: five factors with oblimin and with varimax are those of psych",
          "[cli][analyze][golden]") {
    Json const oblimin(analysis({"--factors", "5", "--rotation", "oblimin"}));
    check_factors(oblimin, "/all_items/efa", golden::read("tests/golden/factor/bfi_minres_5_oblimin.csv"));
    CHECK(oblimin.text("/all_items/efa/rotation") == "oblimin");
    CHECK(oblimin.number("/all_items/efa/factors") == 5);
    Json const varimax(analysis({"--factors", "5", "--rotation", "varimax"}));
    check_factors(varimax, "/all_items/efa", golden::read("tests/golden/factor/bfi_minres_5_varimax.csv"));
    CHECK(varimax.number("/all_items/efa/phi/values/0/1") == 0);
    Json const none(analysis({"--factors", "5", "--rotation", "none", "--extraction", "ml"}));
    check_factors(none, "/all_items/efa", golden::read("tests/golden/factor/bfi_ml_5.csv"));
    CHECK(none.text("/all_items/efa/extraction") == "maximum likelihood");

    auto const want = golden::read("tests/golden/factor/bfi_minres_5.csv");
    for (auto const* json : {&oblimin, &varimax}) {  // fit does not know of rotation
        check_number(*json, "/all_items/efa/fit/chi_square", want, "chi_squared");
        check_number(*json, "/all_items/efa/fit/df", want, "df");
        check_number(*json, "/all_items/efa/fit/rmsea/estimate", want, "rmsea");
        check_number(*json, "/all_items/efa/fit/rmsea/lower", want, "rmsea_lower");
        check_number(*json, "/all_items/efa/fit/rmsea/upper", want, "rmsea_upper");
        check_number(*json, "/all_items/efa/fit/tli", want, "tli");
        check_number(*json, "/all_items/efa/fit/bic", want, "bic");
        check_number(*json, "/all_items/efa/fit/rmsr", want, "rmsr");
    }
}

TEST_CASE("analyze: JSON has the keys that programs rely on", "[cli][analyze]") {
    for (std::string const path : {"/tool",
                                   "/version",
                                   "/verb",
                                   "/instrument",
                                   "/provenance/data_sha256",
                                   "/provenance/definition_sha256",
                                   "/provenance/seed",
                                   "/provenance/options",
                                   "/data/rows",
                                   "/data/used",
                                   "/items/A1/n",
                                   "/items/A1/mean",
                                   "/items/A1/sd",
                                   "/items/A1/skew",
                                   "/items/A1/kurtosis",
                                   "/items/A1/floor",
                                   "/items/A1/ceiling",
                                   "/items/A1/frequencies",
                                   "/correlations/pearson/rows",
                                   "/correlations/pearson/columns",
                                   "/correlations/spearman/values",
                                   "/scales/openness/n",
                                   "/scales/openness/items/4",
                                   "/scales/openness/item_analysis/O5/r_total",
                                   "/scales/openness/reliability/alpha/method",
                                   "/scales/openness/dimensionality/kmo/items/O1",
                                   "/scales/openness/dimensionality/bartlett/p",
                                   "/scales/openness/dimensionality/parallel/observed/0",
                                   "/scales/openness/dimensionality/parallel/simulated_mean/0",
                                   "/scales/openness/dimensionality/parallel/simulated_95/4",
                                   "/scales/openness/dimensionality/map/suggested",
                                   "/scales/openness/efa/extraction",
                                   "/scales/openness/efa/rotation",
                                   "/scales/openness/efa/factors",
                                   "/scales/openness/efa/loadings/values/0/0",
                                   "/scales/openness/efa/phi/rows/0",
                                   "/scales/openness/efa/communalities/O1",
                                   "/scales/openness/efa/uniquenesses/O1",
                                   "/scales/openness/efa/variance/0",
                                   "/scales/openness/efa/fit/rmsea/estimate",
                                   "/scales/openness/efa/fit/p",
                                   "/all_items/dimensionality/kmo/overall",
                                   "/all_items/efa/loadings/columns/0"}) {
        CAPTURE(path);
        CHECK(bfi().has(path));
    }
    CHECK(bfi().text("/verb") == "analyze");
    CHECK(bfi().number("/data/rows") == 2800);
    CHECK(bfi().number("/data/cells_not_taken") == 0);
    CHECK(bfi().keys("/scales") == std::vector<std::string>{"agreeableness", "conscientiousness",
                                                            "extraversion", "neuroticism", "openness"});
    CHECK(bfi().nulls_without_reason().empty());
}

TEST_CASE("analyze: the receipt names what was read with hashes and the options that were used",
          "[cli][analyze][receipt]") {
    support::Folder const folder;
    REQUIRE(run({"analyze", "samples/bfi.csv", "-i", "samples/bfi.inst", "--replications", "20", "--scales",
                 "Openness,agreeableness", "--seed", "7", "-o", folder.path("a.json")})
                .exit == Exit::done);
    Json const receipt(support::content(folder.path("a.json.receipt.json")));
    CHECK(receipt.text("/verb") == "analyze");
    CHECK(receipt.number("/options/analysis/seed") == 7);
    CHECK(receipt.number("/options/analysis/options/replications") == 20);
    CHECK(receipt.text("/arguments/0") == "analyze");
    CHECK(receipt.number("/counts/rows") == 2800);
    Json const json(support::content(folder.path("a.json")));
    CHECK(json.keys("/scales") == std::vector<std::string>{"openness", "agreeableness"});
    CHECK(receipt.text("/data/sha256") == json.text("/provenance/data_sha256"));
}

TEST_CASE("analyze: what cannot be computed is null with its reason and its keys stay", "[cli][analyze]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    struct {
        std::string name;
        std::string csv;
        std::string reason;  ///< of alpha; empty where there is one
    } const cases[]{
        {"two items", "id,m1,m2\n1,0,0\n2,1,1\n3,2,1\n4,0,1\n5,2,2\n6,1,0\n", ""},
        {"a constant item", "id,m1,m2\n1,0,1\n2,1,1\n3,2,1\n4,0,1\n5,2,1\n", ""},
        {"no item varies", "id,m1,m2\n1,1,1\n2,1,1\n3,1,1\n", "S1"},
        {"everybody has an answer missing", "id,m1,m2\n1,0,\n2,,1\n3,2,\n4,,2\n", "S102: "},
        {"two people", "id,m1,m2\n1,0,0\n2,1,2\n", "S102: "},
    };
    for (auto const& each : cases) {
        CAPTURE(each.name);
        auto const ran = run({"analyze", folder.file("d.csv", each.csv), "-i", definition, "-o",
                              folder.path("a.json"), "-o", folder.path("a.xlsx"), "--force"});
        REQUIRE(ran.exit == Exit::done);
        Json const json(support::content(folder.path("a.json")));
        CAPTURE(support::content(folder.path("a.json")));
        CHECK(json.nulls_without_reason() == std::vector<std::string>{});
        std::string const reliability = "/scales/total/reliability";
        for (std::string const key :
             {"/alpha/estimate", "/alpha_standardized/estimate", "/omega_total/estimate", "/lambda2/estimate",
              "/lambda6/estimate", "/mean_inter_item_r", "/sem"}) {
            CAPTURE(key);
            CHECK(json.has(reliability + key));
        }
        for (std::string const key :
             {"/dimensionality/kmo/overall", "/dimensionality/bartlett/p", "/dimensionality/eigenvalues",
              "/dimensionality/parallel/suggested", "/dimensionality/map/suggested", "/efa/loadings",
              "/item_analysis/m1/r_corrected", "/item_analysis/m2/alpha_if_dropped"}) {
            CAPTURE(key);
            CHECK(json.has("/scales/total" + key));
        }
        if (each.reason.empty()) continue;
        CHECK(json.null(reliability + "/alpha/estimate"));
        CHECK(json.text(reliability + "/alpha/reason").substr(0, each.reason.size()) == each.reason);
    }
}

TEST_CASE("analyze: a constant item is named and its correlation is absent", "[cli][analyze]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const data = folder.file("d.csv", "id,m1,m2\n1,0,1\n2,1,1\n3,2,1\n4,0,1\n5,2,1\n");
    auto const ran = run({"analyze", data, "-i", definition, "-o", folder.path("a.json")});
    Json const json(support::content(folder.path("a.json")));
    CHECK(contains(ran.out, "item 'm2'"));
    CHECK(json.null("/items/m2/skew"));
    CHECK(json.text("/items/m2/reason") == "the answers do not vary");
    CHECK(golden::near(json.number("/items/m1/sd"), 1, 1e-12));
    CHECK(json.null("/scales/total/item_analysis/m2/r_corrected"));
}

TEST_CASE("analyze: cells that are no answers are named and counted as missing", "[cli][analyze]") {
    support::Folder const folder;
    auto const ran = run({"analyze", "samples/clinic.csv", "-i", "wemwbs", "-o", folder.path("a.json")});
    REQUIRE(ran.exit == Exit::done);
    CHECK(contains(ran.err, "3 cells out of range [C101]\n  line 18, column 'w6'"));
    CHECK(contains(ran.err, "1 cell that cannot be read as an answer [C102]\n  line 68, column 'w7'"));
    Json const json(support::content(folder.path("a.json")));
    CHECK(json.number("/data/rows") == 120);
    CHECK(json.number("/data/refused") == 1);
    CHECK(json.number("/data/cells_not_taken") == 4);
    CHECK(json.number("/items/w6/missing") ==
          4);  // 00099 out of range; 00279, 00429 and 00489 without any answer
    CHECK(Json(support::content(folder.path("a.json.receipt.json"))).number("/counts/findings/C101") == 3);
}

TEST_CASE("analyze: a provisional definition is named in the JSON", "[cli][analyze]") {
    support::Folder const folder;
    std::string csv = "id";
    for (int j = 1; j <= 24; ++j)
        csv += ",r" + std::to_string(j);
    csv += "\n";
    for (int i = 0; i < 40; ++i) {
        csv += std::to_string(i);
        for (int j = 0; j < 24; ++j)
            csv += "," + std::to_string(1 + (i * 7 + j * i * 3 + j * j) % 4);
        csv += "\n";
    }
    REQUIRE(run({"analyze", folder.file("d.csv", csv), "-i", "rprs", "--replications", "20", "-o",
                 folder.path("a.json")})
                .exit == Exit::done);
    CHECK(contains(Json(support::content(folder.path("a.json"))).text("/provisional"), "the scoring rule"));
}

TEST_CASE("analyze: the summary shows what a reviewer asks for first", "[cli][analyze]") {
    auto const ran = run("analyze samples/bfi.csv -i samples/bfi.inst --replications 50");
    CHECK(ran.exit == Exit::done);
    CHECK(ran.err.empty());
    CHECK(contains(ran.out, "Big Five, 25 items (SAPA): 2,800 rows, 25 items"));
    CHECK(contains(ran.out, "Neuroticism            5  2,694      106    .81    .80    .82"));
    CHECK(contains(ran.out, "< .001"));
    CHECK(run("analyze samples/bfi.csv -i samples/bfi.inst --replications 20 --quiet").out.empty());
}

TEST_CASE("analyze: the table on the terminal keeps its width where numbers are absent", "[cli][analyze]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    auto const ran = run({"analyze", folder.file("d.csv", "id,m1,m2\n1,0,0\n2,1,2\n"), "-i", definition});
    CHECK(ran.exit == Exit::done);
    CHECK(contains(ran.out, "needs at least 3 persons"));
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        CHECK((line.size() <= 150 || contains(line, "[S1")));
    }
}
