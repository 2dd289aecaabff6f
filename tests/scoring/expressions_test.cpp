#include "support/answers.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;

namespace {

instrument::Instrument with(std::string const& body) {
    return support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" 2 "c" 3 "d" not_applicable 8 "n" missing 9 "m" }
  items r { q1 "a" q2 "b" q3 "c" }
  example "blank" { q1..q3 = missing }
)" + body + "\n}\n");
}

support::Scored one(instrument::Instrument const& instrument, std::vector<std::string> const& cells) {
    return support::scored(instrument, Answers{{"q1", "q2", "q3"}, {cells}});
}

}  // namespace

TEST_CASE("a flag: undetermined when its item is blank and never no", "[scoring][flags]") {
    auto const instrument = with(R"(
  flag risk "risk" urgent when q3 >= 1
  score all_three = sum(q1..q3))");
    using scoring::FlagState;
    CHECK(one(instrument, {"0", "0", ""}).flag(instrument, "risk")[0] == FlagState::undetermined);
    CHECK(one(instrument, {"0", "0", "9"}).flag(instrument, "risk")[0] == FlagState::undetermined);
    CHECK(one(instrument, {"0", "0", "8"}).flag(instrument, "risk")[0] == FlagState::undetermined);
    CHECK(one(instrument, {"0", "0", "7"}).flag(instrument, "risk")[0] == FlagState::undetermined);
    CHECK(one(instrument, {"0", "0", "yes"}).flag(instrument, "risk")[0] == FlagState::undetermined);
    CHECK(one(instrument, {"0", "0", "0"}).flag(instrument, "risk")[0] == FlagState::no);
    // On a form that is empty but for the one answer.
    CHECK(one(instrument, {"", "", "1"}).flag(instrument, "risk")[0] == FlagState::yes);
    CHECK(word(FlagState::undetermined) == "undetermined");
}

TEST_CASE("and or not: the third value is kept unless one side settles it", "[scoring][logic]") {
    auto const instrument = with(R"(
  score both   = q1 = 1 and q2 = 1
  score either = q1 = 1 or q2 = 1
  score no     = not q1 = 1
  score every  = all(q1 = 1, q2 = 1, q3 = 1)
  score some   = any(q1 = 1, q2 = 1, q3 = 1))");
    // Rows: the answers; then both, either, no, every, some as 0, 1 or -1 for missing.
    struct Row {
        std::vector<std::string> cells;
        std::vector<int> expected;
    };
    for (auto const& [cells, expected] : {
             Row{{"1", "1", "1"}, {1, 1, 0, 1, 1}},
             Row{{"1", "0", "1"}, {0, 1, 0, 0, 1}},
             Row{{"0", "0", "0"}, {0, 0, 1, 0, 0}},
             Row{{"0", "", ""}, {0, -1, 1, 0, -1}},
             Row{{"1", "", ""}, {-1, 1, 0, -1, 1}},
             Row{{"", "0", "0"}, {0, -1, -1, 0, -1}},
             Row{{"", "1", "1"}, {-1, 1, -1, -1, 1}},
             Row{{"", "", ""}, {-1, -1, -1, -1, -1}},
         }) {
        auto const result = one(instrument, cells);
        CAPTURE(cells);
        std::size_t column = 0;
        for (auto const* id : {"both", "either", "no", "every", "some"}) {
            auto const& got = result.of(instrument, id);
            auto const value = got.reasons[0] == MissingReason::none ? static_cast<int>(got.values[0]) : -1;
            CAPTURE(id);
            CHECK(value == expected[column++]);
        }
    }
}

TEST_CASE("arithmetic: what has no result is undefined and no number", "[scoring][expressions]") {
    auto const instrument = with(R"(
  score quotient = q1 / q2
  score root     = sqrt(q2 - q1)
  score log      = ln(q2)
  score huge     = exp(exp(q1 * 10))
  score clamped  = clamp(q1, 2, q2)
  score spread   = sd(answered q2, q3))");
    auto const result = one(instrument, {"1", "0", ""});
    for (auto const* id : {"quotient", "root", "log", "huge", "clamped", "spread"}) {
        CAPTURE(id);
        CHECK(result.of(instrument, id).reasons[0] == MissingReason::undefined);
        CHECK(result.of(instrument, id).values[0] == 0);
    }
}

TEST_CASE("lookup: takes no total that rests on missing answers", "[scoring][lookup]") {
    auto const instrument = with(R"(
  scale strict   { sum of q1..q2 missing none }
  scale prorated { sum of q1..q3 missing at most 1 prorate }
  scale filled   { sum of q1..q3 missing at most 1 as 0 }
  scale partial  { sum of q1..q3 missing at most 1 }
  table t { 0 => 0 1 => 10 2 => 20 3 => 30 4 => 40 5 => 50 6 => 60 7 => 70 8 => 80 9 => 90 }
  score from_strict   = lookup(t, strict)
  score from_prorated = lookup(t, prorated)
  score from_filled   = lookup(t, filled)
  score from_partial  = lookup(t, partial)
  score by_way        = lookup(t, round(prorated) + 0)
  score by_choice     = lookup(t, if prorated >= 1 then 2 else 1)
  score untouched     = lookup(t, q1 + q2))");
    auto const complete = one(instrument, {"1", "1", "1"});
    for (auto const* id : {"from_prorated", "from_filled", "from_partial", "by_way"}) {
        CAPTURE(id);
        CHECK(complete.of(instrument, id).values[0] == 30);
    }
    auto const missing = one(instrument, {"1", "1", ""});
    CHECK(missing.of(instrument, "prorated").values[0] == 3);  // whole, and no key all the same
    for (auto const* id : {"from_prorated", "from_filled", "from_partial", "by_way", "by_choice"}) {
        CAPTURE(id);
        CHECK(missing.of(instrument, id).reasons[0] == MissingReason::unknown_key);
    }
    CHECK(missing.of(instrument, "from_strict").values[0] == 20);
    CHECK(missing.of(instrument, "untouched").values[0] == 20);
}

TEST_CASE("bands: every value between two bounds belongs to the lower band", "[scoring][bands]") {
    auto const instrument = with(R"(
  scale total {
    mean of q1..q3
    missing at most 1
    bands { from 0 "low" from 1.5 "middle" from 2.4 "high" }
  })");
    auto const band = [&](std::vector<std::string> const& cells) {
        auto const result = one(instrument, cells);
        auto const index = result.of(instrument, "total").bands[0].places[0];
        return index < 0 ? std::string() : instrument.texts[static_cast<std::size_t>(index)];
    };
    CHECK(band({"0", "0", "0"}) == "low");
    CHECK(band({"1", "2", "1"}) == "low");     // 1.33
    CHECK(band({"1", "2", ""}) == "middle");   // exactly 1.5
    CHECK(band({"2", "2", "3"}) == "middle");  // 2.33
    CHECK(band({"2", "3", ""}) == "high");     // 2.5
    CHECK(band({"", "", "3"}) == "");          // not scored
}

TEST_CASE("bands: a sum of decimal weights reaches the bound that it is meant to reach", "[scoring][bands]") {
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { q1 "a" weight 0.1 q2 "b" weight 0.2 q3 "c" weight 0.4 }
  scale total { weighted sum of q1..q3 missing none range 0..0.7 bands { from 0 "low" from 0.7 "high" } }
  example "e" { q1..q3 = 1 expect total = 0.7 }
})");
    // 0.1 + 0.2 + 0.4 is 0.7000000000000001 or 0.7, as the order has it: never below the band.
    auto const result = support::scored(instrument, Answers{{"q1", "q2", "q3"}, {{"1", "1", "1"}}});
    CHECK(instrument.texts[static_cast<std::size_t>(result.of(instrument, "total").bands[0].places[0])] ==
          "high");
}

TEST_CASE("bands: look at the rounded value only where the definition says so", "[scoring][bands]") {
    auto const instrument = with(R"(
  scale plain {
    mean of q1, q2  missing none  round 0
    bands { from 0 "low" from 2 "high" }
  }
  scale first {
    mean of q1, q2  missing none  round 0 before bands
    bands { from 0 "low" from 2 "high" }
  })");
    auto const result = one(instrument, {"1", "2", ""});
    auto const name = [&](char const* id) {
        return instrument.texts[static_cast<std::size_t>(result.of(instrument, id).bands[0].places[0])];
    };
    CHECK(result.of(instrument, "plain").values[0] == 2);
    CHECK(name("plain") == "low");
    CHECK(result.of(instrument, "first").values[0] == 2);
    CHECK(name("first") == "high");
}

TEST_CASE("answered: functions go on without what is missing and need at least one",
          "[scoring][expressions]") {
    auto const instrument = with(R"(
  score plain = mean(q1..q3)
  score kept  = mean(answered q1..q3)
  score num   = count(answered q1..q3 >= 2))");
    auto const some = one(instrument, {"1", "", "2"});
    CHECK(some.of(instrument, "plain").reasons[0] == MissingReason::blank);
    CHECK(some.of(instrument, "kept").values[0] == 1.5);
    CHECK(some.of(instrument, "num").values[0] == 1);
    auto const none = one(instrument, {"", "9", "8"});
    CHECK(none.of(instrument, "kept").reasons[0] == MissingReason::blank);
    CHECK(none.of(instrument, "num").reasons[0] == MissingReason::blank);
}
