// The verb 'agreement', as a user calls it: all three forms of a file, every output, and what is refused.
#include "program.hpp"
#include "support/golden.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::run;

namespace {

std::string const data = "tests/data/agreement/";

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string in_json(support::Folder const& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "agreement");
    arguments.insert(arguments.end(), {"-o", folder.path("a.json"), "--force", "--quiet"});
    auto const ran = run(arguments);
    INFO(ran.err);
    REQUIRE(ran.exit == Exit::done);
    return support::content(folder.path("a.json"));
}

void check_number(support::Json const& json, std::string const& path, double want, double tolerance = 1e-12) {
    CAPTURE(path, json.number(path), want);
    CHECK(golden::near(json.number(path), want, tolerance));
}

/// The first ratings of Shrout and Fleiss, a row a rating.
std::string long_form() {
    std::string csv = "judge,target,score\n";
    std::vector<std::vector<int>> const ratings{{9, 2, 5, 8}, {6, 1, 3, 2},  {8, 4, 6, 8},
                                                {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
    for (std::size_t judge = 0; judge < 4; ++judge) {
        for (std::size_t target = 0; target < ratings.size(); ++target) {
            csv += "J" + std::to_string(judge + 1) + ",t" + std::to_string(target) + "," +
                   std::to_string(ratings[target][judge]) + "\n";
        }
    }
    return csv;
}

}  // namespace

TEST_CASE("agreement: a column a rater and a row a rating give the same intraclass correlations",
          "[cli][agreement][golden]") {
    support::Folder const folder;
    auto const want = golden::read("tests/golden/agreement/icc_shrout_fleiss.csv");
    auto const wide =
        in_json(folder, {data + "shrout_fleiss.csv", "--raters", "J1,J2,J3,J4", "--measurement", "interval"});
    auto const tall = in_json(folder, {folder.file("long.csv", long_form()), "--unit", "target", "--rater",
                                       "judge", "--rating", "score", "--measurement", "interval"});
    std::vector<std::string> const keys{"icc_1_1", "icc_2_1", "icc_3_1", "icc_1_k", "icc_2_k", "icc_3_k"};
    for (auto const& text : {wide, tall}) {
        support::Json const json(text);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            auto const at = "/sets/ratings/statistics/" + keys[i];
            auto const row = std::to_string(i + 1);
            check_number(json, at + "/estimate", want.value("icc", row));
            check_number(json, at + "/lower", want.value("lower", row));
            check_number(json, at + "/upper", want.value("upper", row));
            check_number(json, at + "/test/value", want.value("f", row));
            check_number(json, at + "/test/p", want.value("p", row));
        }
        CHECK(json.number("/sets/ratings/statistics/icc_1_1/n") == 6);
        CHECK(json.nulls_without_reason().empty());
    }
    support::Json const json(wide);
    CHECK(json.text("/verb") == "agreement");
    CHECK(json.text("/provenance/options/measurement") == "interval");
    CHECK(json.number("/data/rows") == 6);
    check_number(json, "/sets/ratings/mean_squares/units", 11.2416666666667, 1e-13);
}

TEST_CASE("agreement: the interval of irr is there for those who ask", "[cli][agreement][golden]") {
    support::Folder const folder;
    auto const want = golden::read("tests/golden/agreement/icc_shrout_fleiss_irr.csv");
    support::Json const json(in_json(folder, {data + "shrout_fleiss.csv", "--raters", "J1,J2,J3,J4",
                                              "--measurement", "interval", "--icc-interval", "irr"}));
    check_number(json, "/sets/ratings/statistics/icc_2_k/lower", want.value("lower", "5"));
    check_number(json, "/sets/ratings/statistics/icc_2_k/upper", want.value("upper", "5"));
}

TEST_CASE("agreement: categories of many raters who left units out", "[cli][agreement][golden]") {
    support::Folder const folder;
    auto const want = golden::read("tests/golden/agreement/chance_corrected_rounded.csv");
    support::Json const json(in_json(folder, {data + "krippendorff.csv", "--raters", "A,B,C,D",
                                              "--measurement", "nominal", "--bootstrap", "200"}));
    std::string const at = "/sets/ratings/statistics/";
    for (auto const& name : {"fleiss", "gwet", "conger", "brennan_prediger"}) {
        check_number(json, at + name + "/estimate", want.value("value", name), want.tolerance);
        check_number(json, at + name + "/se", want.value("se", name), want.tolerance);
    }
    check_number(json, at + "krippendorff/estimate",
                 golden::read("tests/golden/agreement/krippendorff.csv").value("alpha", "nominal"));
    CHECK(json.number(at + "krippendorff/lower") < json.number(at + "krippendorff/estimate"));
    CHECK(json.number(at + "krippendorff/samples_without_value") == 0);
    CHECK(json.number(at + "krippendorff/n") == 11);
    CHECK(json.size("/sets/ratings/categories") == 5);
    CHECK(json.nulls_without_reason().empty());
}

TEST_CASE("agreement: words are categories and their order is what the user says", "[cli][agreement]") {
    support::Folder const folder;
    std::string csv = "a,b\n";
    std::vector<std::string> const words{"none", "mild", "severe"};
    std::vector<std::vector<int>> const table{{106, 10, 4}, {22, 28, 10}, {2, 12, 6}};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            for (int n = 0; n < table[i][j]; ++n)
                csv += words[i] + "," + words[j] + "\n";
        }
    }
    auto const file = folder.file("words.csv", csv);
    auto const want = golden::read("tests/golden/agreement/kappa_cohen_1968.csv");
    support::Json const json(in_json(folder, {file, "--raters", "a,b", "--measurement", "ordinal",
                                              "--categories", "none,mild,severe", "--bootstrap", "0"}));
    std::string const at = "/sets/ratings/statistics/";
    check_number(json, at + "kappa/estimate", want.value("kappa", "identity"));
    check_number(json, at + "kappa_quadratic/estimate", want.value("kappa", "quadratic"));
    check_number(json, at + "kappa_quadratic/lower", want.value("lower", "quadratic"));
    CHECK_FALSE(json.has(at + "krippendorff/lower"));
    CHECK(json.text("/provenance/options/weights") == "linear");

    auto const weights =
        folder.file("weights.csv", ",none,mild,severe\nnone,0,1,3\nmild,1,0,6\nsevere,3,6,0\n");
    support::Json const own(in_json(folder, {file, "--raters", "a,b", "--measurement", "nominal", "--weights",
                                             weights, "--bootstrap", "0"}));
    check_number(own, at + "kappa_own/estimate", want.value("kappa", "own"));

    // Without an order they are nominal; with one that is not told, nothing is computed.
    CHECK(run({"agreement", file, "--raters", "a,b"}).exit == Exit::done);
    auto const unordered = run({"agreement", file, "--raters", "a,b", "--measurement", "ordinal"});
    CHECK(unordered.exit == Exit::usage);
    CHECK(contains(unordered.err, "error[U005]: --measurement ordinal: the ratings are words"));
}

TEST_CASE("agreement: two columns of amounts are compared as test and retest", "[cli][agreement][golden]") {
    support::Folder const folder;
    auto const want = golden::read("tests/golden/agreement/retest_peak_flow.csv");
    support::Json const json(
        in_json(folder, {data + "peak_flow.csv", "--raters", "wright1,mini1", "--measurement", "interval"}));
    std::string const at = "/sets/ratings/repeated/0/";
    for (auto const& name : {"r", "change", "change_sd", "lower_limit", "upper_limit", "sem", "sem_agreement",
                             "detectable_change", "repeatability", "trend_r"})
        check_number(json, at + name + "/estimate", want.value(name), 1e-11);
    check_number(json, at + "change/test/p", want.value("change_p"), 1e-11);
    CHECK(json.text(at + "first") == "wright1");
    auto const shown =
        run({"agreement", data + "peak_flow.csv", "--raters", "wright1,mini1", "--measurement", "interval"});
    CHECK(contains(shown.out, "Smallest detectable change"));
    CHECK(contains(shown.out, "ICC(2,1), ICC(A,1)"));
}

TEST_CASE("agreement: scores are compared over waves by id", "[cli][agreement]") {
    support::Folder const folder;
    auto const definition = folder.file("small.inst", support::small_definition());
    // Person 4 has no second wave, and 5 lacks an answer in it: both are left out where two are needed.
    auto const csv =
        "id,time,m1,m2\n3,2,2,2\n1,1,0,1\n2,1,1,1\n3,1,2,2\n4,1,0,0\n5,1,1,0\n1,2,1,1\n2,2,1,2\n5,2,,1\n"
        "6,1,0,0\n6,2,0,1\n";
    support::Json const json(
        in_json(folder, {folder.file("waves.csv", csv), "-i", definition, "--wave", "time"}));
    std::string const at = "/sets/total/";
    CHECK(json.text("/provenance/options/measurement") == "interval");
    CHECK(json.number(at + "units") == 6);
    CHECK(json.size(at + "raters") == 2);
    CHECK(json.number(at + "statistics/icc_2_1/n") == 4);
    CHECK(json.text(at + "repeated/0/first") == "1");
    check_number(json, at + "repeated/0/change/estimate", 0.75);  // 1 to 2, 2 to 3, 4 to 4, 0 to 1
    check_number(json, at + "repeated/0/change_sd/estimate", 0.5);

    // The same people with a row each.
    auto const side =
        "id,m1_t1,m2_t1,m1_t2,m2_t2\n1,0,1,1,1\n2,1,1,1,2\n3,2,2,2,2\n4,0,0,,\n5,1,0,,1\n6,0,0,0,1\n";
    support::Json const wide(
        in_json(folder, {folder.file("side.csv", side), "-i", definition, "--waves", "t1,t2"}));
    CHECK(wide.number(at + "statistics/icc_2_1/estimate") == json.number(at + "statistics/icc_2_1/estimate"));
    CHECK(wide.text(at + "repeated/0/first") == "t1");

    auto const twice = run({"agreement", folder.file("twice.csv", std::string(csv) + "2,2,0,0\n"), "-i",
                            definition, "--wave", "time"});
    CHECK(twice.exit == Exit::data);
    CHECK(contains(twice.err, "error[C081]: line 13 has the same person and wave as line 9"));
}

TEST_CASE("agreement: the same bytes for any number of threads and as the receipt says", "[cli][agreement]") {
    support::Folder const folder;
    std::vector<std::string> const call{"agreement",     data + "diagnoses.csv",
                                        "--raters",      "rater1,rater2,rater3,rater4,rater5,rater6",
                                        "--measurement", "nominal",
                                        "--bootstrap",   "300",
                                        "--quiet"};
    auto const with = [&](std::string const& name, std::string const& jobs) {
        auto words = call;
        for (auto const& ending : {".json", ".csv", ".xlsx"}) {
            words.emplace_back("-o");
            words.push_back(folder.path(name + ending));
        }
        words.insert(words.end(), {"--jobs", jobs});
        REQUIRE(run(words).exit == Exit::done);
    };
    with("one", "1");
    with("four", "4");
    for (auto const& ending : {".json", ".csv", ".xlsx"})
        CHECK(support::content(folder.path(std::string("one") + ending)) ==
              support::content(folder.path(std::string("four") + ending)));
    auto const verified = run({"verify", folder.path("one.json.receipt.json")});
    INFO(verified.out);
    CHECK(verified.exit == Exit::done);
    CHECK(contains(verified.out, "the same bytes"));
    support::Sheet const sheet(support::content(folder.path("one.csv")));
    auto const names = sheet.column("statistic");
    auto const at = std::find(names.begin(), names.end(), "fleiss") - names.begin();
    REQUIRE(at < static_cast<std::ptrdiff_t>(names.size()));
    CHECK(sheet.column("n")[static_cast<std::size_t>(at)] == "30");
    CHECK(sheet.column("estimate")[static_cast<std::size_t>(at)].starts_with("0.43024452"));
    CHECK(sheet.column("test")[static_cast<std::size_t>(at)] == "t");
}

TEST_CASE("agreement: refuses with the code of the reason", "[cli][agreement][refusal]") {
    support::Folder const folder;
    auto const refused = [&](Exit exit, std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "agreement");
        arguments.insert(arguments.end(), {"-o", folder.path("never.json")});
        auto const ran = run(arguments);
        INFO(ran.err);
        CHECK(ran.exit == exit);
        CHECK_FALSE(support::listing(folder.path()).contains("never.json"));
        return ran.err;
    };
    auto const sf = data + "shrout_fleiss.csv";
    CHECK(contains(refused(Exit::usage, {}), "agreement: which file?"));
    CHECK(contains(refused(Exit::usage, {sf}), "agreement: whose ratings?"));
    CHECK(contains(refused(Exit::usage, {sf, "--raters", "J1"}), "needs two columns or more"));
    CHECK(contains(refused(Exit::usage, {sf, "--raters", "J1,J2"}),
                   "error[U005]: --measurement: what are the ratings?"));
    CHECK(contains(refused(Exit::usage, {sf, "--raters", "J1,J2", "--measurement", "intervall"}),
                   "did you mean 'interval'?"));
    CHECK(contains(refused(Exit::usage, {sf, "--unit", "J1", "--rater", "J2"}), "all three are needed"));
    CHECK(contains(refused(Exit::usage, {sf, "--raters", "J1,J2", "-i", "phq9"}), "exclude each other"));
    CHECK(contains(refused(Exit::usage, {sf, "-i", "phq9"}), "--wave names the column"));
    CHECK(contains(refused(Exit::usage, {sf, "-i", "phq9", "--wave", "a", "--waves", "t1,t2"}),
                   "--waves for waves in columns"));
    CHECK(contains(refused(Exit::usage, {sf, "--raters", "J1,J2", "--id", "J3"}), "are for scores"));
    CHECK(contains(
        refused(Exit::usage, {sf, "--raters", "J1,J2", "--measurement", "ratio", "--weights", "linear"}),
        "--weights are of nominal and ordinal ratings"));
    CHECK(contains(refused(Exit::data, {sf, "--raters", "J1,J9", "--measurement", "interval"}),
                   "error[C005]: --raters: the file has no column 'J9'"));
    CHECK(contains(refused(Exit::data, {sf, "--raters", "J1,J2,J1", "--measurement", "interval"}),
                   "error[C081]: --raters names the column 'J1' twice"));
    CHECK(contains(
        refused(Exit::data, {sf, "--raters", "J1,J2", "--measurement", "nominal", "--categories", "1,2,3"}),
        "error[C083]: line 2, column 'J1'"));
    auto const words = folder.file("words.csv", "a,b\n1,2\n2,n/a\n3,3\n");
    CHECK(contains(refused(Exit::data, {words, "--raters", "a,b", "--measurement", "interval"}),
                   "error[C080]: line 3, column 'b': there is no number"));
    auto const tall = [&](std::string const& rows) {
        return std::vector<std::string>{folder.file("tall.csv", "u,r,x\n" + rows),
                                        "--unit",
                                        "u",
                                        "--rater",
                                        "r",
                                        "--rating",
                                        "x",
                                        "--measurement",
                                        "nominal"};
    };
    CHECK(contains(refused(Exit::data, tall("1,a,2\n1,b,2\n1,a,3\n")),
                   "error[C081]: line 4 has the same unit and rater as line 2"));
    CHECK(contains(refused(Exit::data, tall("1,a,2\n1,,2\n")),
                   "error[C082]: line 3 has a rating and no rater"));
    CHECK(contains(refused(Exit::not_computable, tall("1,a,2\n2,b,2\n")), "error[S199]"));
    auto const weights = folder.file("w.csv", ",1,2\n1,1,0.5\n2,0.4,1\n");
    auto const two = folder.file("two.csv", "a,b\n1,2\n2,2\n1,1\n");
    CHECK(contains(
        refused(Exit::data, {two, "--raters", "a,b", "--measurement", "nominal", "--weights", weights}),
        "error[S155]: weights must be the same in both directions"));
}

TEST_CASE("agreement: a rating that all share has a reason in every output", "[cli][agreement][refusal]") {
    support::Folder const folder;
    auto const file = folder.file("same.csv", "a,b\n2,2\n2,2\n2,2\n");
    auto const ran = run({"agreement", file, "--raters", "a,b", "--measurement", "nominal"});
    CHECK(ran.exit == Exit::done);  // the share of agreement is there
    CHECK(contains(ran.out, "all ratings are the same"));
    support::Json const json(in_json(folder, {file, "--raters", "a,b", "--measurement", "nominal"}));
    CHECK(json.number("/sets/ratings/statistics/agreement/estimate") == 1);
    CHECK(json.null("/sets/ratings/statistics/kappa/estimate"));
    CHECK(json.nulls_without_reason().empty());
    auto const amounts = run({"agreement", file, "--raters", "a,b", "--measurement", "interval"});
    CHECK(amounts.exit == Exit::not_computable);
}
