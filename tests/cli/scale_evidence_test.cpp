// What 'quaestor analyze' says of items in their scale, of short forms, and of a scale beside other measures.
#include "program.hpp"
#include "support/golden.hpp"

#include <catch2/catch.hpp>

using quaestor::cli::Exit;
using support::Json;
using support::run;

namespace {

bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::vector<std::string> command(std::vector<std::string> const& more) {
    std::vector<std::string> arguments{"analyze", "samples/bfi.csv", "-i", "samples/bfi.inst", "--replications",
                                       "20"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

Json analysis(std::vector<std::string> more) {
    support::Folder const folder;
    more.insert(more.end(), {"-o", folder.path("a.json")});
    auto const ran = run(command(more));
    INFO(ran.err);
    REQUIRE(ran.exit == Exit::done);
    return Json(support::content(folder.path("a.json")));
}

}  // namespace

TEST_CASE("analyze: items within their scale are those of the golden file", "[cli][analyze][golden]") {
    auto const json = analysis({"--scales", "agreeableness"});
    auto const want = golden::read("tests/golden/item_analysis/bfi_A.csv");
    for (int j = 1; j <= 5; ++j) {
        auto const item = "/scales/agreeableness/item_analysis/A" + std::to_string(j);
        for (auto const* key : {"difficulty", "discrimination", "squared_multiple_r", "scale_mean_if_deleted",
                                "scale_variance_if_deleted"}) {
            CAPTURE(item, key);
            CHECK(golden::near(json.number(item + "/" + key), want.value(key, std::to_string(j)), 1e-12));
        }
        CHECK(json.number(item + "/options/0/n") ==
              want.value("option_chosen", std::to_string(j), "1"));
    }
}

TEST_CASE("analyze: ordinal alpha is that of lavaan's polychoric correlations", "[cli][analyze][golden]") {
    auto const json = analysis({});
    auto const want = golden::read("tests/golden/reliability/ordinal_bfi.csv");
    for (auto const& entry : want.all("ordinal_alpha")) {
        CAPTURE(entry.row);
        CHECK(golden::near(json.number("/scales/" + entry.row + "/reliability/ordinal_alpha/estimate"), entry.value,
                           want.tolerance));
    }
}

TEST_CASE("analyze: missing answers by reason add up to those that are missing", "[cli][analyze]") {
    support::Folder const folder;
    (void)folder.file("d.csv", "m1,m2,m3\n1,0,2\n,9,1\n7,1,x\n2,2,0\n0,1,1\n");
    (void)folder.file("m.inst", R"(instrument m "M" {
  source "made up"  licence free "made up"
  responses r { 0 "a" 1 "b" 2 "c" missing 9 "none" }
  items r { m1 "one" m2 "two" m3 "three" }
  scale s "S" { sum of m1..m3 missing none range 0..6 higher worse }
  example "e" { m1..m3 = 1 expect s = 3 }
})");
    auto const ran = run({"analyze", folder.path("d.csv"), "-i", folder.path("m.inst"), "-o",
                          folder.path("a.json"), "--replications", "20"});
    INFO(ran.err);
    REQUIRE(ran.exit == Exit::done);
    Json const json(support::content(folder.path("a.json")));
    CHECK(json.number("/items/m1/missing") == 2);
    CHECK(json.number("/items/m1/missing_by_reason/blank") == 1);
    CHECK(json.number("/items/m1/missing_by_reason/out_of_range") == 1);
    CHECK(json.number("/items/m2/missing_by_reason/declared") == 1);
    CHECK(json.number("/items/m3/missing_by_reason/unreadable") == 1);
}

TEST_CASE("analyze --short-form: the best of three, and the workbook's sheet", "[cli][analyze]") {
    auto const json = analysis({"--scales", "neuroticism", "--short-form", "3", "--folds", "5"});
    auto const form = std::string("/scales/neuroticism/short_forms/forms/0");
    CHECK(json.text(form + "/items/0") == "N1");
    CHECK(json.text(form + "/items/2") == "N3");
    auto const want = golden::read("tests/golden/short_form/bfi_N.csv");
    CHECK(golden::near(json.number(form + "/all/alpha"), want.value("alpha", "123"), 1e-12));
    CHECK(json.number(form + "/held_out/alpha") < json.number(form + "/chosen/alpha") + 0.01);

    auto const shown = run(command({"--scales", "neuroticism", "--short-form", "3"}));
    CHECK(contains(shown.out, "best short forms by alpha"));
    auto const refused = run(command({"--short-form", "one"}));
    CHECK(refused.exit == Exit::usage);
    CHECK(contains(refused.err, "numbers of items from 2"));
    auto const unknown = run(command({"--short-form", "3", "--short-keep", "nurosis"}));
    CHECK(unknown.exit == Exit::usage);
    CHECK(contains(unknown.err, "--short-keep: there is no scale 'nurosis'"));
}

TEST_CASE("analyze --against: scales and columns, and what is neither", "[cli][analyze]") {
    auto const json = analysis({"--scales", "agreeableness,extraversion", "--against", "age,extraversion"});
    CHECK(json.text("/evidence/against/0/scale") == "agreeableness");
    CHECK(json.text("/evidence/against/0/measure") == "age");
    CHECK(json.text("/evidence/against/2/measure") == "extraversion");  // not against itself
    CHECK(json.number("/evidence/against/2/r/lower") < json.number("/evidence/against/2/r/estimate"));
    CHECK(json.number("/evidence/against/2/disattenuated") > json.number("/evidence/against/2/r/estimate"));

    auto const refused = run(command({"--against", "agge"}));
    CHECK(refused.exit == Exit::usage);
    CHECK(contains(refused.err, "there is no score and no column 'agge'"));
    CHECK(contains(refused.err, "did you mean 'age'?"));
    auto const other = run(command({"--against", "phq9.total"}));
    CHECK(other.exit != Exit::done);
    CHECK(contains(other.err, "C001"));  // the file has none of its items
}

TEST_CASE("analyze --group: every scale in every group", "[cli][analyze]") {
    auto const json = analysis({"--scales", "neuroticism", "--group", "gender"});
    CHECK(json.text("/evidence/known_groups/0/groups/0/group") == "1");
    CHECK(json.number("/evidence/known_groups/0/differences/0/g/estimate") < 0);  // women score higher here
    auto const refused = run(command({"--group", "age"}));
    CHECK(refused.exit == Exit::usage);
    CHECK(contains(refused.err, "which are no groups to compare"));
}

TEST_CASE("analyze --method: traits by methods", "[cli][analyze]") {
    auto const json = analysis({"--scales", "neuroticism", "--method", "first:a=A2,n=N1", "--method",
                                "second:a=A3,n=N2"});
    CHECK(json.number("/evidence/multitrait/validities/0/across") == 2);
    CHECK(json.text("/evidence/multitrait/measures/3/method") == "second");
    auto const refused = run(command({"--method", "first"}));
    CHECK(refused.exit == Exit::usage);
    CHECK(contains(refused.err, "a method, a colon, and its measures"));
}
