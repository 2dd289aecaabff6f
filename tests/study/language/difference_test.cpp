// What a new version of a definition changes, line by line; and that nothing else is said.
#include "study/difference.hpp"

#include "support/folder.hpp"
#include "support/language.hpp"
#include "verbs.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace quaestor;
using support::contains;
using support::run;
using support::with;

namespace {

std::string const mood = R"inst(instrument mood "Mood" {
  version "1"
  source  "Example (2020)"
  licence free "Made up for this test"
  status  verified
  responses often {
    0 "Never"
    1 "Sometimes"
    2 "Often"
    missing 9 "Not answered"
  }
  items often { q1 "First"  q2 "Second"  q3 "Third"  q4 "Fourth" }
  respondent { age number 0..120 }
  table t { 0 => 10  1 => 20  2 => 30  3 => 40  4 => 50  5 => 60  6 => 70  7 => 80  8 => 90 }
  scale total "All" {
    sum of q1..q4
    missing none
    range 0..8
    higher worse
    bands { from 0 "low"  from 4 "high" }
  }
  score standard "T" = lookup(t, total)
  score bad "Bad days" = count(q1..q4 >= 1)
  norms adults "Adults" for total { when age >= 18 mean 3 sd 2 }
  flag risk "Ask about it" urgent when q4 >= 1
  check odd "The first contradicts the second" when q1 = 0 and q2 = 2
  example "all lowest" { q1..q4 = 0  expect total = 0 }
}
)inst";

study::Definition definition(std::string const& text) {
    auto made = study::check_definition("mood.inst", text, "mood.inst");
    for (auto const& diagnostic : made.diagnostics) {
        CAPTURE(diagnostic.code, diagnostic.message);
        REQUIRE(diagnostic.severity != Severity::error);
    }
    REQUIRE(made.ok());
    return made;
}

std::vector<std::string> lines(std::string const& before, std::string const& after) {
    std::vector<std::string> out;
    for (auto const& change : study::difference(definition(before), definition(after)))
        out.push_back(std::string(heading(change.touches)) + " | " + change.text);
    return out;
}

struct Case {
    std::string from;
    std::string to;
    std::vector<std::string> said;
};

}  // namespace

TEST_CASE("difference: each change is one line that says what it means", "[study][difference]") {
    std::vector<Case> const cases{
        {"version \"1\"", "version \"2\"", {"The instrument | version is 2, before 1"}},
        {"status  verified",
         "status provisional \"the order\"",
         {"The instrument | status is provisional, before verified"}},
        {"source  \"Example (2020)\"",
         "source \"Example (2021)\" doi \"10.1/x\"",
         {"The instrument | new source: Example (2021), doi 10.1/x",
          "The instrument | no longer a source: Example (2020)"}},
        {"1 \"Sometimes\"",
         "1 \"Sometimes\" => 2",
         {"Answers | often: the code 1 is now scored 2, before 1"}},
        {"missing 9",
         "not_applicable 9",
         {"Answers | often: the code 9 is now not applicable, before missing"}},
        {"missing 9 \"Not answered\"",
         "",
         {"Answers | often: the code 9 is gone (missing); it is now out of range"}},
        {"missing 9", "missing 8 \"Refused\" missing 9", {"Answers | often: the code 8 is new: missing"}},
        {"q4 \"Fourth\"",
         "q4 \"Fourth\" alias \"risk\"",
         {"Items | item q4: the alias of its column is risk, before none"}},
        {"q4 \"Fourth\"", "q4 \"Fourth\" optional", {"Items | item q4 may now stay blank"}},
        {"age number 0..120",
         "age number 18..120",
         {"The respondent | age is a number 18..120, before a number 0..120"}},
        {"sum of q1..q4\n    missing none",
         "sum of q1..q4\n    missing at most 2",
         {"Scales and scores | total: now at most 2 may be missing, scored from what is there (before: no "
          "answer may be missing)"}},
        {"from 4 \"high\"",
         "from 5 \"high\"",
         {"Scales and scores | band 'high' of total now begins at 5, before 4"}},
        {"from 4 \"high\"",
         "from 4 \"raised\"",
         {"Scales and scores | the band of total from 4 is now called 'raised', before 'high'"}},
        {"from 4 \"high\"",
         "from 4 \"high\"  from 7 \"very high\"",
         {"Scales and scores | a new band of total: 'very high' from 7"}},
        {"higher worse",
         "higher better",
         {"Scales and scores | total: a higher value is better, before worse"}},
        {"higher worse",
         "higher worse round 0",
         {"Scales and scores | total: now rounded to 0 decimals, before not rounded"}},
        {"3 => 40", "3 => 41", {"Scales and scores | table t: 3 now gives 41, before 40"}},
        {"count(q1..q4 >= 1)",
         "count(q1..q4 >= 2)",
         {"Scales and scores | bad: the formula is now count(q1..q4 >= 2), before count(q1..q4 >= 1)"}},
        {"mean 3 sd 2",
         "mean 3 sd 2.5",
         {"Scales and scores | norms adults, group 1: the standard deviation is 2.5, before 2"}},
        {"when age >= 18",
         "when age >= 16",
         {"Scales and scores | norms adults, group 1: now holds when age >= 16, before age >= 18"}},
        {"when q4 >= 1", "when q4 >= 2", {"Flags | flag risk: now raised when q4 >= 2, before q4 >= 1"}},
        {"urgent when", "warning when", {"Flags | flag risk: its level is warning, before urgent"}},
        {"  check odd",
         "  flag low \"Low\" when q1 = 2\n  check odd",
         {"Flags | a new warning flag: low 'Low' when q1 = 2"}},
        {"q1 = 0 and q2 = 2",
         "q1 = 0 and q2 = 1",
         {"Validity | check odd: now finds q1 = 0 and q2 = 1, before q1 = 0 and q2 = 2"}},
        {"  check odd",
         "  skip q3 unless q1 >= 1\n  check odd",
         {"Scales and scores | new rule: skip q3 unless q1 >= 1"}},
        {"  check odd",
         "  pair q1 ~ q2 within 1\n  check odd",
         {"Validity | new rule: pair q1 ~ q2 within 1"}},
        {"all lowest",
         "none",
         {"Models, published figures and examples | a new worked example: 'none'",
          "Models, published figures and examples | the worked example 'all lowest' is gone"}},
        {"\"Often\"",
         "\"Always\"",
         {"Wording only | often: the code 2 is labelled 'Always', before 'Often'"}},
        {"\"Second\"", "\"Two\"", {"Wording only | item q2 is labelled 'Two', before 'Second'"}},
        {"Ask about it",
         "Talk about it",
         {"Wording only | flag risk: the message is 'Talk about it', before 'Ask about it'"}},
        {"score bad \"Bad days\"",
         "score bad \"Days\"",
         {"Wording only | bad: the title is 'Days', before 'Bad days'"}},
    };
    for (auto const& each : cases) {
        CAPTURE(each.from, each.to);
        CHECK(lines(mood, with(mood, each.from, each.to)) == each.said);
    }
}

TEST_CASE("difference: a reversed item is told for the item and for each scale", "[study][difference]") {
    auto const after =
        with(with(mood, "q4 \"Fourth\"", "q4 \"Fourth\" reversed"), "expect total = 0", "expect total = 2");
    CHECK(
        lines(mood, after) ==
        std::vector<std::string>{
            "Items | item q4 is now reversed", "Scales and scores | total: item q4 is now reversed",
            "Models, published figures and examples | the worked example 'all lowest' says something else"});
}

TEST_CASE("difference: an item that comes in is told for the scale and for lists that now hold it",
          "[study][difference]") {
    auto after = with(mood, "q2 \"Second\"", "q2 \"Second\"  q2b \"New\"");
    after = with(after, "range 0..8", "range 0..10");
    after = with(after, "8 => 90", "8 => 90  9 => 100  10 => 110");
    auto const said = lines(mood, after);
    auto const has = [&](std::string const& line) {
        return std::find(said.begin(), said.end(), line) != said.end();
    };
    CHECK(has("Items | item q2b is new: 'New'"));
    CHECK(has("Scales and scores | total: item q2b is now part of it"));
    CHECK(
        has("Scales and scores | bad: the formula is now count(q1..q4 >= 1): the same words, but over other "
            "items than before"));
    CHECK(has("Scales and scores | total: the range is 0..10, before 0..8"));
    CHECK(has("Scales and scores | table t: a new row: 9 gives 100"));
}

TEST_CASE("difference: aggregate and scales and scores that go", "[study][difference]") {
    auto after = with(with(mood, "sum of q1..q4", "mean of q1..q3"), "range 0..8", "range 0..2");
    after = with(with(after, "from 4 \"high\"", "from 1 \"high\""), "table t {", "table t interpolated {");
    after = with(after, "  score bad \"Bad days\" = count(q1..q4 >= 1)\n", "");
    auto const said = lines(mood, after);
    auto const has = [&](std::string const& line) {
        return std::find(said.begin(), said.end(), line) != said.end();
    };
    CHECK(has("Scales and scores | total: now the mean of its items, before the sum of its items"));
    CHECK(has("Scales and scores | total: item q4 is no longer part of it"));
    CHECK(has("Scales and scores | the score bad is gone"));
}

TEST_CASE("difference: comments and layout and order of statements change nothing",
          "[study][difference][property]") {
    CHECK(lines(mood, mood).empty());
    auto after = "# a remark\n" + with(mood, "\n", "\n\n  ");
    auto const flag = std::string("flag risk \"Ask about it\" urgent when q4 >= 1");
    after = with(after, flag, "");
    after = with(after, "score standard", flag + "\n score standard");
    CHECK(lines(mood, after).empty());
}

TEST_CASE("difference: renamed answers are wording", "[study][difference]") {
    auto const after =
        with(with(mood, "responses often", "responses frequency"), "items often", "items frequency");
    CHECK(lines(mood, after) ==
          std::vector<std::string>{"Wording only | the answers often are called frequency"});
}

TEST_CASE("difference: every definition differs from itself in nothing", "[study][difference][property]") {
    for (auto const& source : support::all_right_definitions()) {
        auto const one = study::check_definition(source.name(), source.text(), source.name());
        CAPTURE(source.name());
        if (one.ok()) CHECK(study::difference(one, one).empty());
    }
}

TEST_CASE("diff: exit status tells whether something changed", "[study][difference]") {
    support::Folder const folder;
    auto const old = folder.file("old.inst", mood);
    auto const fresh = folder.file("new.inst", with(mood, "from 4 \"high\"", "from 5 \"high\""));
    auto const bad = folder.file("bad.inst", "instrument x \"X\" {");
    auto const same = run({"diff", old, old});
    CHECK(same.exit == cli::Exit::done);
    CHECK(same.out == "Nothing changed: both say the same.\n");
    auto const other = run({"diff", old, fresh});
    CHECK(other.exit == cli::Exit::differs);
    CHECK(other.out == "Scales and scores\n  band 'high' of total now begins at 5, before 4\n\n1 change\n");
    CHECK(run({"diff", old, fresh, "--quiet"}).out.empty());
    CHECK(run({"diff", old, fresh, "--quiet"}).exit == cli::Exit::differs);
    CHECK(run({"diff", old}).exit == cli::Exit::usage);
    CHECK(run({"diff", old, fresh, old, fresh}).exit == cli::Exit::usage);
    CHECK(run({"diff", old, bad}).exit == cli::Exit::definition);
    CHECK(run({"diff", old, fresh, folder.path("none.csv")}).exit == cli::Exit::data);
    CHECK(run({"diff", old, fresh, folder.file("other.csv", "x,y\n1,2\n")}).exit == cli::Exit::data);
}
