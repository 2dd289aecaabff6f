#include "report/findings.hpp"

#include "scored.hpp"

#include <catch2/catch.hpp>

using namespace quaestor;
using support::keys;
using support::mood_definition;
using support::ScoredText;
using support::shown;

namespace {

std::string const csv = "id,m3,m2,m1\na,9,0,0\nb,0,0\nc,Oftn,0,9\n";

std::vector<std::string> lines(document::Table const& table, std::vector<std::string> const& columns) {
    std::vector<std::string> all;
    for (std::size_t row = 0; row < table.rows; ++row) {
        auto& line = all.emplace_back();
        for (auto const& column : columns)
            line += (line.empty() ? "" : " ") + shown(table, row, column);
    }
    return all;
}

}  // namespace

TEST_CASE(
    "findings_table: names row and line and column and item and rule in the order of the file and no value",
    "[report][findings]") {
    ScoredText const scored({mood_definition()}, csv);
    auto const rule = [](std::string_view code) { return "<" + std::string(code) + ">"; };
    auto const table = report::findings_table(scored.file(), {false, rule});
    CHECK(keys(table) == std::vector<std::string>{"row", "line", "column", "item", "code", "rule", "detail"});
    CHECK(lines(table, keys(table)) ==
          std::vector<std::string>{
              "1 2 m3 m3 C101 <C101> expected 0, 1 or 2", "2 3 - - D121 <D121> expected 4 fields, found 3",
              "3 4 m3 m3 C102 <C102> expected 0, 1 or 2", "3 4 m1 m1 C101 <C101> expected 0, 1 or 2"});
}

TEST_CASE("findings_table: what stood there and what it comes near to are shown when asked for",
          "[report][findings]") {
    ScoredText const scored({mood_definition()}, csv);
    auto const table = report::findings_table(scored.file(), {true, {}});
    CHECK(lines(table, {"found", "near"}) ==
          std::vector<std::string>{"9 -", shown(table, 1, "found") + " -", "Oftn Often", "9 -"});
    CHECK(shown(table, 0, "rule") == "-");
}

TEST_CASE("item_of: names the item behind a column and with several instruments whose it is",
          "[report][findings]") {
    auto const other = R"inst(instrument other "Another" {
  source  "Example (2024)"
  licence free "Made up for this test"
  status  verified
  responses r { 0 "No"  1 "Yes" }
  items r { first "First" alias "x1" }
  respondent { age number 0..120 }
  scale total "Sum" { sum of first  missing none  range 0..1 }
  example "one" { first = 1  expect total = 1 }
}
)inst";
    std::string const both = "id,m1,m2,m3,X1,age\na,0,0,0,0,30\n";
    ScoredText const one({std::string(other)}, both);
    CHECK(report::item_of(one.file(), 4) == "first");
    CHECK(report::item_of(one.file(), 5) == "age");
    CHECK(report::item_of(one.file(), 1).empty());
    ScoredText const two({mood_definition(), std::string(other)}, both);
    CHECK(report::item_of(two.file(), 1) == "mood.m1");
    CHECK(report::item_of(two.file(), 4) == "other.first");
}
