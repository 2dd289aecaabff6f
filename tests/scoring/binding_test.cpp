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
    CHECK(d.hint.starts_with("q2 may be 'tird'; call the columns by the items"));  // near its alias
    CHECK(d.where == "study.csv");
}

TEST_CASE("bind: several missing columns are one finding", "[scoring][binding][refusal]") {
    auto const found = bound(mood(), {"id", "q1x", "tiredx"});
    REQUIRE_FALSE(found.ok());
    REQUIRE(found.diagnostics.count(Severity::error) == 1);
    CHECK(found.diagnostics[0].code == "C001");
    CHECK(found.diagnostics[0].message ==
          "2 items of mood have no column: q1, q2; the columns are: id, q1x, tiredx");
    CHECK(found.diagnostics[0].hint.starts_with("q1 may be 'q1x', q2 may be 'tiredx'; "));
}

TEST_CASE("bind: of two names that are equally near neither is proposed", "[scoring][binding][refusal]") {
    auto const found = bound(mood(), {"q1a", "q1b", "q2"});
    REQUIRE_FALSE(found.ok());
    CHECK(found.diagnostics[0].hint == "a column is found by the item's id (q1) or as mood_q1");
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

TEST_CASE("bind: a covariate without a column says what cannot be told", "[scoring][binding]") {
    auto const told = [](std::string const& body) {
        auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { q1 "One" }
  respondent { sex category { female "f" male "m" } }
  scale total { sum of q1 missing none )" + body + " example \"e\" { q1 = 1 expect total = 1 } }");
        auto const found = bound(instrument, {"q1"});
        REQUIRE(found.ok());
        REQUIRE(found.diagnostics.size() == 1);
        auto const& message = found.diagnostics[0].message;
        return message.substr(message.find(": ") + 2);
    };
    CHECK(told("}") == "nothing that is scored needs it");
    CHECK(told("bands when sex = female { from 0 \"a\" } bands { from 0 \"b\" } }") ==
          "bands that depend on it cannot be told for anybody");
    CHECK(told("} norms n for total { when sex = female mean 1 sd 1 when sex = male mean 2 sd 1 }") ==
          "norm values that depend on it cannot be told for anybody");
    CHECK(told("} score s = if sex = female then q1 else 0 flag f \"x\" when q1 = 1 and sex = male") ==
          "scores, flags that depend on it cannot be told for anybody");
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
TEST_CASE("bind: two items of one instrument never read the same column", "[scoring][binding][refusal]") {
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

namespace {

/// q1 to qN, all of them needed.
instrument::Instrument numbered(std::size_t items, std::string const& id = "form") {
    std::string text;
    for (std::size_t j = 1; j <= items; ++j)
        text += "q" + std::to_string(j) + " \"Item " + std::to_string(j) + "\"\n";
    return support::instrument_of("instrument " + id + R"( "Form" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { )" + text + R"( }
  scale total { sum of all missing at most )" +
                                  std::to_string(items - 1) + R"( }
  example "e" { all = 1 expect total = )" +
                                  std::to_string(items) + R"( }
})");
}

/// 'base_q1' to 'base_qN' and the like.
std::vector<std::string> names(std::string const& before, std::size_t items, std::string const& behind = "") {
    std::vector<std::string> all;
    for (std::size_t j = 1; j <= items; ++j)
        all.push_back(before + std::to_string(j) + behind);
    return all;
}

std::vector<std::string> operator+(std::vector<std::string> a, std::vector<std::string> const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// The one error; its code first.
std::string refusal(Outcome<scoring::Binding> const& found) {
    REQUIRE_FALSE(found.value);
    REQUIRE(found.diagnostics.count(Severity::error) == 1);
    for (auto const& d : found.diagnostics) {
        if (d.severity == Severity::error) return d.code + ": " + d.message;
    }
    return {};
}

}  // namespace

TEST_CASE("bind: names may differ in case and blanks and punctuation and leading zeros",
          "[scoring][binding]") {
    auto const found = bound(numbered(11), {"id", "Q01", "q_2", "q 3", "Q.4", "q-05", "q6", "(q7)",
                                            "Q\u00a08", "q 9", "q_010", "q11"});
    REQUIRE(found.ok());
    for (std::size_t i = 0; i < 11; ++i)
        CHECK(found.value->item_columns[i] == i + 1);
    REQUIRE(found.diagnostics.size() == 1);
    auto const& note = found.diagnostics[0];
    CHECK(note.severity == Severity::note);
    CHECK(note.code == "C020");
    CHECK(note.message ==
          "9 items of form are found by names that are written otherwise, such as 'Q01' for q1");
    CHECK(found.value->decisions ==
          std::vector<std::string>{
              "columns: 9 items of form found by names that are written otherwise, such as 'Q01' for q1"});
}

TEST_CASE("bind: numbers that something sets apart are not one number", "[scoring][binding][refusal]") {
    // Read together, q1_1 would be q11 and q1_0 would be q10.
    auto const found = bound(numbered(11), names("q", 9) + std::vector<std::string>{"q1_0", "q1_1"});
    CHECK(refusal(found).starts_with("C001: 2 items of form have no column: q10, q11;"));
}

TEST_CASE("bind: a second column for an item is refused where others are found by such names too",
          "[scoring][binding][refusal]") {
    auto const found = bound(numbered(3), {"q1", "q01", "q02", "q03"});
    CHECK(refusal(found) == "C002: item 'q1' of form could be any of the columns 'q1', 'q01'");
    CHECK(refusal(bound(numbered(2), {"q_1", "q01", "q02"})) ==
          "C002: item 'q1' of form could be any of the columns 'q_1', 'q01'");
}

TEST_CASE("bind: a column named like an item that stands by its own name is left and said",
          "[scoring][binding]") {
    auto const found = bound(numbered(2), {"q1", "q2", "q02"});
    REQUIRE(found.ok());
    CHECK(found.value->item_columns[1] == 1U);
    REQUIRE(found.diagnostics.size() == 1);
    CHECK(found.diagnostics[0].code == "C022");
    CHECK(found.diagnostics[0].severity == Severity::note);
    CHECK(
        found.diagnostics[0].message ==
        "1 column is called much like an item of form that has a column of its own, and not read: 'q02'; q2 "
        "is 'q2'");
}

TEST_CASE("bind: all names may have the same words before or behind them", "[scoring][binding]") {
    struct {
        std::vector<std::string> columns;
        std::string how;
    } const cases[]{
        {names("base_q", 9), "behind 'base_', such as 'base_q1' for q1"},
        {names("T0.q0", 9), "behind 'T0.', such as 'T0.q01' for q1"},
        {names("My study: Q", 9), "behind 'My study: ', such as 'My study: Q1' for q1"},
        {names("q", 9, "_t1"), "before '_t1', such as 'q1_t1' for q1"},
        {names("q", 9, " (1)"), "before ' (1)', such as 'q1 (1)' for q1"},
        {names("x_form_q", 9),
         "behind 'x_', such as 'x_form_q1' for q1"},  // and 'q1' behind 'x_form_': the same
        {{"a_q1", "A_q2", "a.q3", "a q4", "a-q05", "a_q6", "a_q7", "a_q8", "a_q9"},
         "behind 'a_', such as 'a_q1' for q1"},
    };
    for (auto const& each : cases) {
        CAPTURE(each.columns);
        auto const found = bound(numbered(9), std::vector<std::string>{"id"} + each.columns);
        REQUIRE(found.ok());
        for (std::size_t i = 0; i < 9; ++i)
            CHECK(found.value->item_columns[i] == i + 1);
        REQUIRE(found.diagnostics.size() == 1);
        CHECK(found.diagnostics[0].code == "C020");
        CHECK(found.diagnostics[0].message.find(each.how) != std::string::npos);
        CHECK(found.value->by_id.size() == 9);  // another instrument may read them as well
    }
}

TEST_CASE("bind: two sets of words that fit are two waves and refused", "[scoring][binding][refusal]") {
    auto const several = [](std::vector<std::string> const& columns) {
        return refusal(bound(numbered(9), columns));
    };
    CHECK(several(names("base_q", 9) + names("fu_q", 9)) ==
          "C021: the items of form stand in the file in 2 ways, which begin with 'base_q1', 'fu_q1'");
    CHECK(several(names("q", 9, "_t1") + names("q", 9, "_t2")).starts_with("C021"));
    CHECK(several(names("q_", 9) + names("fu_q", 9)).starts_with("C021"));
    // A second wave that lacks an item is one all the same.
    CHECK(several(names("base_q", 9) + names("fu_q", 8)).starts_with("C021"));
    CHECK(several(names("base_q", 9) + names("q", 5, "_t2")).starts_with("C021"));
    // One stray column is none.
    CHECK(bound(numbered(9), names("base_q", 9) + names("fu_q", 4)).ok());
}

TEST_CASE("bind: words before a name count only where they stand before all of them",
          "[scoring][binding][refusal]") {
    // gad_q9 is no ninth item of q1 to q8.
    CHECK(
        refusal(bound(numbered(9), names("q", 8) + std::vector<std::string>{"gad_q9"})).starts_with("C001"));
    CHECK(
        refusal(bound(numbered(9), names("a_q", 8) + std::vector<std::string>{"b_q9"})).starts_with("C001"));
    CHECK(refusal(bound(numbered(9), names("a_q", 8))).starts_with("C001"));
    CHECK(refusal(bound(numbered(1), {"base_q1"})).starts_with("C001"));  // of one item there is no "all"
    CHECK(refusal(bound(numbered(9), names("preq", 9))).starts_with("C001"));  // nothing sets them apart
    CHECK(refusal(bound(numbered(9), names("t1q", 9))).starts_with("C001"));
    // q1_1 to q1_9 are the rows of one question.
    CHECK(refusal(bound(numbered(9), names("q1_", 9))).starts_with("C001"));
}

TEST_CASE("bind: words that name another instrument of the library are not taken",
          "[scoring][binding][refusal]") {
    CHECK(refusal(bound(numbered(7), names("gad7_q", 7))).starts_with("C001"));
    CHECK(refusal(bound(numbered(7), names("GAD-7 q", 7))).starts_with("C001"));
    CHECK(refusal(bound(numbered(7), names("q", 7, "_gad7"))).starts_with("C001"));
    CHECK(bound(numbered(7), names("gad7_q", 7) + names("base_q", 7)).ok());  // only one of them is ours
    CHECK(bound(numbered(7, "gad7x"), names("gad7x q", 7)).ok());
}

TEST_CASE("bind: two items that a name fits alike are refused", "[scoring][binding][refusal]") {
    auto const form = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses r { 0 "a" 1 "b" }
  items r { a1 "One" a_1 "Other" }
  scale total { sum of all missing none }
  example "e" { all = 1 expect total = 2 }
})");
    CHECK(refusal(bound(form, {"a.1", "b"})) ==
          "C021: column 'a.1' could be any of the items 'a1', 'a_1' of x");
    CHECK_FALSE(bound(form, {"a1", "a.1"}).value);  // 'a.1' is not quietly a_1
    auto const exact = bound(form, {"a1", "a_1"});
    CHECK(exact.ok());
    CHECK(exact.diagnostics.empty());
}

TEST_CASE("bind: an optional item is found by the second rule too and never at random",
          "[scoring][binding]") {
    auto const found = bound(mood(), {"q1", "q2", "Q_03", "age"});
    REQUIRE(found.ok());
    CHECK(found.value->item_columns[2] == 2U);
    CHECK(found.diagnostics[0].message ==
          "1 item of mood is found by names that are written otherwise, such as 'Q_03' for q3");
    CHECK(refusal(bound(mood(), {"q1", "q2", "Q_03", "q.3", "age"})) ==
          "C002: item 'q3' of mood could be any of the columns 'Q_03', 'q.3'");
}

TEST_CASE("bind: a covariate is found by the second rule where one column fits", "[scoring][binding]") {
    auto const found = bound(mood(), {"q1", "q2", "Age:"});
    REQUIRE(found.ok());
    CHECK(found.value->covariate_columns[0] == 2U);
    CHECK(found.diagnostics[0].message == "age of mood is the column 'Age:'");
    CHECK(found.value->decisions == std::vector<std::string>{"columns: age of mood is the column 'Age:'"});
    auto const two = bound(mood(), {"q1", "q2", "Age:", "(age)"});
    REQUIRE(two.ok());
    CHECK_FALSE(two.value->covariate_columns[0].has_value());
    CHECK(two.diagnostics[0].code == "C004");
}

TEST_CASE("shared_columns: what the second rule finds by a bare id is shared too",
          "[scoring][binding][refusal]") {
    auto const one = numbered(3, "one");
    auto const two = numbered(3, "two");
    auto const share = [&](std::vector<std::string> const& columns) {
        auto const table = Answers{columns, {std::vector<std::string>(columns.size(), "1")}}.table();
        auto const a = scoring::bind(one, table, "study.csv");
        auto const b = scoring::bind(two, table, "study.csv");
        REQUIRE(a.value.has_value());
        REQUIRE(b.value.has_value());
        return scoring::shared_columns({&one, &two}, {&*a.value, &*b.value}, table, "study.csv").size();
    };
    CHECK(share(names("base_q", 3)) == 1);
    CHECK(share(names("q_0", 3)) == 1);
    CHECK(share(names("One Q", 3) + names("Two Q", 3)) == 0);
}
