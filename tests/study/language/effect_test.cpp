// For how many people a new version changes what: counted by hand on small tables.
#include "study/effect.hpp"

#include "support/folder.hpp"
#include "verbs.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::contains;
using support::run;
using support::table_of;
using support::with;

namespace {

std::string const mood = R"inst(instrument mood "Mood" {
  source  "Example (2020)"
  licence free "Made up for this test"
  status  verified
  responses often { 0 "Never"  1 "Sometimes"  2 "Often" }
  items often { q1 "First"  q2 "Second"  q3 "Third" }
  scale total "All" {
    sum of q1..q3
    missing none
    range 0..6
    bands { from 0 "low"  from 3 "high" }
  }
  flag risk "Ask about it" urgent when q3 >= 1
  example "all lowest" { q1..q3 = 0  expect total = 0 }
}
)inst";

// By row: 3; 4; 1; none, with a blank; 6.
std::string const answers = "id,q1,q2,q3\n801,1,1,1\n802,2,0,2\n803,1,0,0\n804,2,2,\n805,2,2,2\n";

study::Effect effect_of(std::string const& after) {
    auto const a = study::check_definition("old.inst", mood, "old.inst");
    auto const b = study::check_definition("new.inst", after, "new.inst");
    REQUIRE(a.ok());
    REQUIRE(b.ok());
    auto effect = study::effect(a, b, table_of(answers), "answers.csv");
    REQUIRE(effect.ok());
    return std::move(*effect.value);
}

}  // namespace

TEST_CASE("effect: the same definition touches nobody", "[study][effect][property]") {
    auto const effect = effect_of(mood);
    CHECK_FALSE(effect.any());
    CHECK(effect.rows == 5);
    CHECK(effect.results.at(0).same == 5);
    CHECK(effect.bands.at(0).moved == 0);
    CHECK(effect.flags.at(0).moved == 0);
}

TEST_CASE("effect: people who move between bands are counted by way", "[study][effect]") {
    auto const effect = effect_of(with(mood, "from 3 \"high\"", "from 4 \"high\""));
    CHECK(effect.people_touched == 1);
    CHECK(effect.results.at(0).same == 5);
    REQUIRE(effect.bands.at(0).moves.size() == 1);
    CHECK(effect.bands[0].moves[0].from == "high");
    CHECK(effect.bands[0].moves[0].to == "low");
    CHECK(effect.bands[0].moves[0].people == 1);
}

TEST_CASE("effect: values that change and appear and disappear", "[study][effect]") {
    auto effect = effect_of(with(mood, "missing none", "missing at most 1 prorate"));
    CHECK(effect.results.at(0).appeared == 1);
    CHECK(effect.results[0].same == 4);
    CHECK(effect.people_touched == 1);
    // The last answer goes out of range: two people lose their score and the flag is no longer known.
    effect = effect_of(with(with(mood, "  2 \"Often\"", ""), "range 0..6", "range 0..3"));
    CHECK(effect.results.at(0).disappeared == 2);
    CHECK(effect.cells_refused == std::array<std::size_t, 2>{0, 7});
    REQUIRE(effect.flags.at(0).moves.size() == 1);
    CHECK(effect.flags[0].moves[0].from == "yes");
    CHECK(effect.flags[0].moves[0].to == "undetermined");
    CHECK(effect.flags[0].moves[0].people == 2);
    effect = effect_of(
        with(with(mood, "q3 \"Third\"", "q3 \"Third\" reversed"), "expect total = 0", "expect total = 2"));
    CHECK(effect.results.at(0).changed == 3);
    CHECK(effect.results[0].largest.value() == -2);
}

TEST_CASE("effect: what only one definition has is named", "[study][effect]") {
    auto const effect =
        effect_of(with(with(mood, "scale total", "scale sum_score"), "expect total", "expect sum_score"));
    CHECK(effect.only_before == std::vector<std::string>{"total"});
    CHECK(effect.only_after == std::vector<std::string>{"sum_score"});
    CHECK(effect.results.empty());
}

TEST_CASE("effect: a flag that moves is counted", "[study][effect]") {
    auto const effect = effect_of(with(mood, "when q3 >= 1", "when q3 >= 2"));
    REQUIRE(effect.flags.at(0).moves.size() == 1);
    CHECK(effect.flags[0].moves[0].from == "yes");
    CHECK(effect.flags[0].moves[0].to == "no");
    CHECK(effect.flags[0].moves[0].people == 1);
}

TEST_CASE("diff: with data prints counts and never an id", "[study][effect]") {
    support::Folder const folder;
    auto const old = folder.file("old.inst", mood);
    auto const fresh = folder.file("new.inst", with(mood, "from 3 \"high\"", "from 4 \"high\""));
    auto const ran = run({"diff", old, fresh, "-"}, answers);
    CHECK(ran.exit == cli::Exit::differs);
    CHECK(contains(ran.out, "5 rows scored under both: 1 differs"));
    CHECK(contains(ran.out, "1 person in another band of total"));
    for (std::string const id : {"801", "802", "803", "804", "805"})
        CHECK_FALSE(contains(ran.out + ran.err, id));
    CHECK(run({"diff", old, old, "-"}, answers).exit == cli::Exit::done);
}
