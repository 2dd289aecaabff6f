#include "scoring/binding.hpp"

#include "support/answers.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;

namespace {

instrument::Instrument mood(std::string const& id = "mood") {
    return support::instrument_of("instrument " + id + R"( "Mood" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r {
    q1 "One"
    q2 "Two"   alias "tired"
    q3 "Three" optional unscored
    q4 "Four"  optional
    q5 "Five"  unscored
  }
  respondent { age number 0..120 }
  scale total { sum of q1, q2, q4 missing at most 1 }
  example "e" { q1, q2, q4 = 1 expect total = 3 }
})");
}

Outcome<scoring::Binding> bound(instrument::Instrument const& instrument,
                                std::vector<std::string> const& names) {
    return scoring::bind(instrument, Answers{names, {std::vector<std::string>(names.size(), "1")}}.table(),
                         "study.csv");
}

}  // namespace

TEST_CASE("bind: finds a column by id and alias and prefixed id and in any case", "[scoring][binding]") {
    auto const instrument = mood();
    auto const found = bound(instrument, {"id", "Q1", "TIRED", "mood_q3", "Mood_Q4", "age"});
    REQUIRE(found.ok());
    CHECK(found.diagnostics.empty());
    auto const& columns = found.value->item_columns;
    REQUIRE(columns.size() == 5);
    CHECK(columns[0] == 1U);
    CHECK(columns[1] == 2U);
    CHECK(columns[2] == 3U);
    CHECK(columns[3] == 4U);
    CHECK_FALSE(columns[4].has_value());
    CHECK(found.value->covariate_columns[0] == 5U);
    CHECK(found.value->by_id == std::vector<std::size_t>{1});  // the only bare id
}

TEST_CASE("bind: optional and unscored items may be absent and are blank for everybody",
          "[scoring][binding]") {
    auto const instrument = mood();
    auto const result = support::scored(instrument, Answers{{"q1", "q2"}, {{"1", "1"}}});
    CHECK_FALSE(result.binding.item_columns[3].has_value());
    auto const& total = result.of(instrument, "total");
    CHECK(total.values[0] == 2);
    CHECK(total.passports[0].answered == 2);
    CHECK(total.passports[0].applicable == 3);
}

TEST_CASE("bind: missing columns are listed with the columns there are and the nearest names",
          "[scoring][binding][refusal]") {
    auto const found = bound(mood(), {"person", "q1", "tird", "age"});
    REQUIRE_FALSE(found.ok());
    REQUIRE(found.diagnostics.size() == 1);
    auto const& d = found.diagnostics[0];
    CHECK(d.code == "C001");
    CHECK(d.severity == Severity::error);
    CHECK(d.message == "1 item of mood has no column: q2; the columns are: person, q1, tird, age");
    CHECK(d.where == "study.csv");
}

TEST_CASE("bind: several missing columns are one finding", "[scoring][binding][refusal]") {
    auto const found = bound(mood(), {"id", "q_1", "q_2"});
    REQUIRE_FALSE(found.ok());
    CHECK(found.diagnostics[0].code == "C001");
    CHECK(found.diagnostics[0].message ==
          "2 items of mood have no column: q1, q2; the columns are: id, q_1, q_2");
    CHECK(found.diagnostics[0].hint == "q1 may be 'q_1', q2 may be 'q_2'");
}

TEST_CASE("bind: far names are not guessed and the rule is told instead", "[scoring][binding][refusal]") {
    auto const found = bound(mood(), {"person", "depression", "anxiety"});
    REQUIRE_FALSE(found.ok());
    CHECK(found.diagnostics[0].hint == "a column is found by the item's id (q1) or as mood_q1");
}

TEST_CASE("bind: long lists of columns are cut", "[scoring][binding][refusal]") {
    std::vector<std::string> names;
    for (int i = 0; i < 30; ++i)
        names.push_back("column" + std::to_string(i));
    auto const found = bound(mood(), names);
    REQUIRE_FALSE(found.ok());
    CHECK(found.diagnostics[0].message.ends_with("column10, column11 and 18 more"));
}

TEST_CASE("bind: two columns for one item are refused and both are named", "[scoring][binding][refusal]") {
    auto const by_alias = bound(mood(), {"q1", "q2", "tired"});
    REQUIRE_FALSE(by_alias.ok());
    CHECK(by_alias.diagnostics[0].code == "C002");
    CHECK(by_alias.diagnostics[0].message == "item 'q2' of mood could be any of the columns 'q2', 'tired'");
    auto const by_case = bound(mood(), {"q1", "Q1", "q2"});
    REQUIRE_FALSE(by_case.ok());
    CHECK(by_case.diagnostics[0].code == "C002");
    auto const by_prefix = bound(mood(), {"q1", "mood_q1", "q2"});
    REQUIRE_FALSE(by_prefix.ok());
    CHECK(by_prefix.diagnostics[0].message ==
          "item 'q1' of mood could be any of the columns 'q1', 'mood_q1'");
}

TEST_CASE("bind: every error of a file is told in one run", "[scoring][binding][refusal]") {
    auto const found = bound(mood(), {"q1", "Q1"});
    REQUIRE_FALSE(found.ok());
    CHECK(found.diagnostics.count(Severity::error) == 2);  // q1 twice, q2 not at all
}

TEST_CASE("bind: a covariate without a column is a warning and missing for everybody", "[scoring][binding]") {
    auto const found = bound(mood(), {"q1", "q2"});
    REQUIRE(found.ok());
    REQUIRE(found.diagnostics.size() == 1);
    CHECK(found.diagnostics[0].code == "C004");
    CHECK(found.diagnostics[0].severity == Severity::warning);
    CHECK_FALSE(found.value->covariate_columns[0].has_value());
    auto const twice = bound(mood(), {"q1", "q2", "age", "AGE"});
    REQUIRE(twice.ok());
    CHECK(twice.diagnostics[0].code == "C004");
    CHECK_FALSE(twice.value->covariate_columns[0].has_value());
}

TEST_CASE("shared_columns: one column for two instruments is refused when a bare id found it",
          "[scoring][binding][refusal]") {
    auto const one = mood("one");
    auto const two = mood("two");
    auto const share = [&](std::vector<std::string> const& names) {
        auto const table = Answers{names, {std::vector<std::string>(names.size(), "1")}}.table();
        auto const a = scoring::bind(one, table, "study.csv");
        auto const b = scoring::bind(two, table, "study.csv");
        REQUIRE(a.value.has_value());
        REQUIRE(b.value.has_value());
        return scoring::shared_columns({&one, &two}, {&*a.value, &*b.value}, table, "study.csv");
    };
    auto const shared = share({"q1", "one_q2", "two_q2", "age"});
    REQUIRE(shared.size() == 1);  // told once, not once for each side
    CHECK(shared[0].code == "C003");
    CHECK(shared[0].message == "both one and two would read the column q1");
    CHECK(shared[0].hint == "name the columns by instrument: one_q1");
    CHECK(share({"one_q1", "one_q2", "two_q1", "two_q2"}).empty());
    CHECK(share({"one_q1", "two_q1", "tired"}).empty());  // an alias is meant for both
    auto const several = share({"q1", "q2", "q4"});
    REQUIRE(several.size() == 1);
    CHECK(several[0].message == "both one and two would read the columns q1, q2, q4");
}

// An alias that is another item's id, or the alias of two items, makes two items read one column: load()
// should refuse it, or bind() at the latest.
TEST_CASE("bind: two items of one instrument never read the same column",
          "[scoring][binding][refusal]") {
    auto const with = [](std::string const& items) {
        return support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { )" + items + R"( }
  scale total { sum of all missing none }
  example "e" { q1, q2 = 1 expect total = 2 }
})");
    };
    CHECK_THROWS(bound(with(R"(q1 "One" q2 "Two" alias "q1")"), {"q1"}).value.value());
    CHECK_THROWS(bound(with(R"(q1 "One" alias "c" q2 "Two" alias "C")"), {"c"}).value.value());
}
