#include "scoring/examples.hpp"

#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;

namespace {

scoring::ExampleRun run(std::string const& example) {
    return scoring::run_examples(support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" }
  items r { q1 "One" q2 "Two" q3 "Three" }
  scale total { sum of q1..q3 missing at most 1 prorate bands { from 0 "low" from 3 "high" } }
  score third = total / 3
  score half = total >= 3
  score word = if total >= 3 then "many" else "few"
  flag risk "Risk" when q3 >= 1
)" + example + "}\n"));
}

/// The messages of one example, one line each.
std::string said(std::string const& body) {
    std::string out;
    for (auto const& d : run("example \"e\" { " + body + " }").diagnostics)
        out += d.code + " " + d.message + "\n";
    return out;
}

}  // namespace

TEST_CASE("run_examples: tells what was got and what was expected", "[scoring][examples]") {
    CHECK(said("q1..q3 = 2 expect total = 5") == "C201 example 'e': 'total' is 6, expected 5\n");
    CHECK(said("q1..q3 = 2 expect missing total") == "C201 example 'e': 'total' is 6, expected missing\n");
    CHECK(said("q1 = 2 expect total = 5") == "C201 example 'e': 'total' is missing (blank), expected 5\n");
    CHECK(said("q1..q3 = 2 expect total.band = \"low\"") ==
          "C201 example 'e': the band of 'total' is \"high\", expected \"low\"\n");
    CHECK(said("q1..q3 = 2 expect total.how = prorated") ==
          "C201 example 'e': how 'total' came about is complete, expected prorated\n");
    CHECK(said("q1..q3 = 2 expect total.n = 2") ==
          "C201 example 'e': the number of answers in 'total' is 3, expected 2\n");
    CHECK(said("q1..q3 = 2 expect half = false") == "C201 example 'e': 'half' is true, expected false\n");
    CHECK(said("q1..q3 = 2 expect word = \"few\"") ==
          "C201 example 'e': 'word' is \"many\", expected \"few\"\n");
    CHECK(said("q1..q3 = 2 expect risk = no") == "C201 example 'e': flag 'risk' is yes, expected no\n");
    CHECK(said("q1, q2 = 2 expect flags risk") ==
          "C201 example 'e': flag 'risk' is undetermined, expected yes\n");
}

TEST_CASE("run_examples: a number agrees in the decimals that are written and a whole one exactly",
          "[scoring][examples]") {
    CHECK(said("q1, q2 = 2 expect total = 6") == "");  // prorated: 4 * 3 / 2
    CHECK(said("q1 = 1 q2 = 1 q3 = 2 expect third = 1.33") == "");
    CHECK(said("q1 = 1 q2 = 1 q3 = 2 expect third = 1.3") == "");
    CHECK(said("q1 = 1 q2 = 1 q3 = 2 expect third = 1.333333") == "");
    CHECK(said("q1 = 1 q2 = 1 q3 = 2 expect third = 1.34") ==
          "C201 example 'e': 'third' is 1.3333333333333333, expected 1.34\n");
    CHECK_FALSE(said("q1 = 1 q2 = 1 q3 = 2 expect third = 1").empty());
    CHECK_FALSE(said("q1 = 1 q2 = 1 q3 = 2 expect third = 1.4").empty());
}

TEST_CASE("run_examples: a whole number agrees but for the last bits of arithmetic", "[scoring][examples]") {
    auto const met = [](std::string const& expected) {
        return scoring::run_examples(support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses days integer 0..7
  responses minutes integer 0..1440
  items days { d "Days" }
  items minutes { m "Minutes" }
  score met = 3.3 * d * m
  example "a week of walks" { d = 7 m = 30 expect met = )" + expected + " } }"))
            .diagnostics.size();
    };
    CHECK(3.3 * 7 * 30 != 693);
    CHECK(met("693") == 0);
    CHECK(met("693.0") == 0);
    CHECK(met("692") == 1);
    CHECK(met("694") == 1);
}

TEST_CASE("run_examples: shows the way to what was got once for an example", "[scoring][examples]") {
    auto const found = run("example \"e\" { q1, q2 = 2 expect total = 4 expect total.n = 3 }").diagnostics;
    REQUIRE(found.size() == 2);
    CHECK(found[0].details == std::vector<std::string>{"q1        2", "q2        2",
                                                       "q3        missing (blank)",
                                                       "answered  2 of 3           at most 1 may be missing, prorated",
                                                       "sum       4",
                                                       "total     6                prorated: 4 * 3 / 2"});
    CHECK(found[0].hint == "4 is the sum; then comes: prorated: 4 * 3 / 2");
    CHECK(found[1].details.empty());
}

TEST_CASE("run_examples: counts examples and not expectations", "[scoring][examples]") {
    auto const result = run(R"(
  example "good" { q1..q3 = 0 expect total = 0 }
  example "bad twice" { q1..q3 = 0 expect total = 1 expect third = 1 }
  example "bad once" { q1..q3 = 0 expect total = 2 }
)");
    CHECK(result.run == 3);
    CHECK(result.failed == 2);
    CHECK(result.diagnostics.size() == 3);
}

TEST_CASE("run_examples: examples know nothing of each other", "[scoring][examples]") {
    CHECK(run(R"(
  example "full" { q1..q3 = 2 expect total = 6 }
  example "blank" { q1..q3 = missing expect missing total }
)")
              .diagnostics.empty());
}
