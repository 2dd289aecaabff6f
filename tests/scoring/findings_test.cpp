#include "scoring/decoder.hpp"
#include "support/answers.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::Answers;

namespace {

instrument::Instrument sheet() {
    return support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses few { 0 "a" 1 "b" 2 "c" missing 9 "m" }
  responses hours number 0..24 { missing 99 "m" }
  responses nights integer 0..7
  responses words { "yes" "y" => 1 "no" "n" => 0 }
  items few { q1 "One" q2 "Two" }
  items hours { h "Hours" }
  items nights { n "Nights" }
  items words { w "Word" }
  respondent { age number 0..120  sex category { female "f" male "m" } }
  scale total { sum of q1..q2 missing none }
  score rest = sum(h, n, w)
  example "e" { q1, q2 = 1 h = 1 n = 1 w = "yes" expect total = 2 }
})");
}

std::vector<std::string> const names{"id", "q1", "q2", "h", "n", "w", "age", "sex"};

data::Findings findings_of(std::vector<std::vector<std::string>> const& rows) {
    return support::scored(sheet(), Answers{names, rows}).findings;
}

}  // namespace

TEST_CASE("findings: name row and line and column and code and what stood there", "[scoring][findings]") {
    auto const found = findings_of({
        {"a", "1", "2", "8", "3", "yes", "30", "f"},
        {"b", "1", "3", "8", "3", "yes", "30", "f"},
    });
    REQUIRE(found.size() == 1);
    CHECK(found[0].row == 1);
    CHECK(found[0].line == 3);
    CHECK(found[0].column == 2);
    CHECK(found[0].code == "C101");
    CHECK(found[0].raw == "3");
    CHECK(found[0].detail == "expected 0, 1 or 2");
}

TEST_CASE("findings: an answer that is right or missing for a reason is none", "[scoring][findings]") {
    CHECK(findings_of({{"a", "0", "9", "99", "7", "NO", "120", "female"},
                       {"b", "", " ", "24", "0", "", "", "M"},
                       {"c", "2.0", "02", "7.25", "3.0", "Yes", "0", "F"}})
              .empty());
}

TEST_CASE("findings: tell numbers out of range from what is no answer at all", "[scoring][findings]") {
    auto const found = findings_of({{"a", "-1", "x", "24.5", "3.5", "maybe", "130", "d"}});
    struct Want {
        std::uint32_t column;
        char const* code;
        char const* raw;
        char const* detail;
    };
    std::vector<Want> const wanted{
        {1, "C101", "-1", "expected 0, 1 or 2"},
        {2, "C102", "x", "expected 0, 1 or 2"},
        {3, "C101", "24.5", "expected a number from 0 to 24"},
        {4, "C101", "3.5", "expected a whole number from 0 to 7"},
        {5, "C102", "maybe", "expected yes or no"},
        {6, "C103", "130", "not a value of age"},
        {7, "C103", "d", "not a value of sex"},
    };
    REQUIRE(found.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CAPTURE(i);
        CHECK(found[i].column == wanted[i].column);
        CHECK(found[i].code == wanted[i].code);
        CHECK(found[i].raw == wanted[i].raw);
        CHECK(found[i].detail == wanted[i].detail);
    }
    CHECK(found.count("C101") == 3);
}

TEST_CASE("findings: come in the order of the rows and of the items in a row", "[scoring][findings]") {
    std::vector<std::vector<std::string>> rows;
    for (int i = 0; i < 1500; ++i)
        rows.push_back({"p", "7", "7", "1", "1", "no", "1", "f"});
    auto const found = support::scored(sheet(), Answers{names, rows}, 3).findings;
    REQUIRE(found.size() == 3000);
    for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE(found[i].row == i / 2);
        REQUIRE(found[i].line == i / 2 + 2);
        REQUIRE(found[i].column == 1 + i % 2);
    }
}

TEST_CASE("decode_covariate: a code with a fraction of zero is the same code as for an item",
          "[scoring][findings]") {
    // An item takes 1.0 for its code 1; a category whose alias is "1" should do so too, since spreadsheets
    // write a column with blanks as 1.0. Now it is a finding C103 and missing.
    auto const instrument = support::instrument_of(R"(instrument x "X" {
  source "A" licence free "B"
  responses few { 0 "a" 1 "b" }
  items few { q1 "One" }
  respondent { sex category { female "1" male "2" } }
  scale total { sum of q1 missing none }
  score woman = sex = female
  example "e" { q1 = 1 expect total = 1 }
})");
    auto const result = support::scored(instrument, Answers{{"q1", "sex"}, {{"1.0", "1.0"}}});
    CHECK(result.of(instrument, "total").values[0] == 1);
    CHECK(result.findings.empty());
    CHECK(result.of(instrument, "woman").reasons[0] == MissingReason::none);
}

TEST_CASE("findings: a label in place of a code is an answer and is counted", "[scoring][findings]") {
    auto const instrument = sheet();
    std::vector<std::vector<std::string>> rows{{"a", "B ", "M", "8", "3", "Y", "30", "f"},
                                               {"b", "b", "1", "m", "3", "no", "30", "f"},
                                               {"c", "bb", "c", "8", "3", "yes", "30", "f"}};
    auto const result = support::scored(instrument, Answers{names, rows});
    CHECK(result.scores.by_label == std::vector<std::size_t>{2, 2, 1, 0, 1});
    CHECK(result.of(instrument, "total").reasons[0] == MissingReason::declared);  // q2 is the label of 9
    CHECK(result.of(instrument, "total").values[1] == 2);
    CHECK(result.of(instrument, "rest").values[0] == 12);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].raw == "bb");
    CHECK(result.findings[0].code == "C102");
    CHECK(result.findings[0].detail == "expected 0, 1 or 2");  // and nothing of what it comes near to

    std::vector<std::vector<std::string>> many;
    for (int i = 0; i < 2000; ++i)
        many.push_back({"p", "b", "1", "8", "3", "yes", "30", "f"});
    CHECK(support::scored(instrument, Answers{names, many}, 3).scores.by_label ==
          std::vector<std::size_t>{2000, 0, 0, 0, 0});
}

TEST_CASE("allowed_answers: says what a response set takes", "[scoring][findings]") {
    auto const instrument = sheet();
    CHECK(scoring::allowed_answers(instrument.responses[0]) == "0, 1 or 2");
    CHECK(scoring::allowed_answers(instrument.responses[1]) == "a number from 0 to 24");
    CHECK(scoring::allowed_answers(instrument.responses[2]) == "a whole number from 0 to 7");
    CHECK(scoring::allowed_answers(instrument.responses[3]) == "yes or no");
}

TEST_CASE("findings: a number of two readings is told apart from what is no answer", "[scoring][findings]") {
    auto const found = findings_of({{"a", "1", "1", "\"1,234\"", "3", "yes", "30", "f"},
                                    {"b", "1", "1", "\"2,5\"", "3", "yes", "\"1,234\"", "f"},
                                    {"c", "1", "1", "\"2,5 h\"", "3", "yes", "30", "f"}});
    REQUIRE(found.size() == 4);
    CHECK(found[0].code == "C104");
    CHECK(found[0].column == 3);
    CHECK(found[0].detail == "its comma or point can be read in two ways; --decimal , or --decimal . says which");
    CHECK(found[1].code == "C104");
    CHECK(found[2].code == "C104");
    CHECK(found[2].column == 6);
    CHECK(found[3].code == "C102");
}
