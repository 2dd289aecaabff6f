#include "document/number_format.hpp"

#include "base/expects.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace quaestor;
using namespace quaestor::document;

TEST_CASE("shown: a coefficient has no leading zero and a quantity has one", "[document][number_format]") {
    CHECK(shown(0.456, Kind::coefficient) == ".46");
    CHECK(shown(-0.456, Kind::coefficient) == "-.46");
    CHECK(shown(0.999, Kind::coefficient) == "1.00");
    CHECK(shown(-0.001, Kind::coefficient) == ".00");
    CHECK(shown(0.456, Kind::number) == "0.46");
    CHECK(shown(0.456, Kind::coefficient, 0) == "0");
    CHECK(shown(12.345, Kind::number, 1) == "12.3");
}

TEST_CASE("shown: a p value claims neither impossibility nor certainty", "[document][number_format]") {
    CHECK(shown(0.0, Kind::p_value) == "< .001");
    CHECK(shown(0.00099999, Kind::p_value) == "< .001");
    CHECK(shown(0.001, Kind::p_value) == ".001");
    CHECK(shown(0.0321, Kind::p_value) == ".032");
    CHECK(shown(0.9994, Kind::p_value) == ".999");
    CHECK(shown(0.9996, Kind::p_value) == "> .999");
    CHECK(shown(1.0, Kind::p_value) == "> .999");
    CHECK(shown(0.004, Kind::p_value, 2) == "< .01");
    CHECK(p_phrase(0.0321) == "p = .032");
    CHECK(p_phrase(1e-9) == "p < .001");
}

TEST_CASE("shown: counts are grouped and shares are percent", "[document][number_format]") {
    CHECK(shown(std::int64_t{999}, Kind::count) == "999");
    CHECK(shown(std::int64_t{1000}, Kind::count) == "1,000");
    CHECK(shown(std::int64_t{-1234567}, Kind::count) == "-1,234,567");
    CHECK(shown(-123.0, Kind::count) == "-123");
    CHECK(shown(std::int64_t{1234}, Kind::text) == "1234");
    CHECK(shown(0.1255, Kind::percent) == "12.6%");
    CHECK(shown(0.5, Kind::percent, 0) == "50%");
    CHECK(shown_interval(-0.1, 0.834, Kind::coefficient) == "[-.10, .83]");
}

TEST_CASE("shown: a missing cell shows its reason", "[document][number_format]") {
    Column const column{"r", "r", Kind::coefficient};
    CHECK(shown(Cell::absent("no variance"), column) == "no variance");
    CHECK(shown(Cell(), column).empty());
    CHECK(shown(Cell(std::numeric_limits<double>::quiet_NaN() > 0 ? "" : "text"), column) == "text");
    CHECK(shown(Cell::number_or(std::numeric_limits<double>::quiet_NaN(), "k = 2"), column) == "k = 2");
    CHECK(shown(Cell::number_or(0.5, "k = 2"), column) == ".50");
}

TEST_CASE("shown: a number that is not finite is our bug", "[document][number_format][refusal]") {
    CHECK_THROWS_AS(shown(std::numeric_limits<double>::infinity(), Kind::number), Bug);
    CHECK_THROWS_AS(shown(std::numeric_limits<double>::quiet_NaN(), Kind::p_value), Bug);
}

TEST_CASE("shown_as_zero: a small number below zero has no minus in a spreadsheet either",
          "[document][number_format]") {
    CHECK(shown_as_zero(-0.004, Kind::coefficient));
    CHECK(shown_as_zero(-0.4, Kind::count));
    CHECK_FALSE(shown_as_zero(-0.006, Kind::coefficient));
    CHECK_FALSE(shown_as_zero(-0.004, Kind::coefficient, 3));
    CHECK_FALSE(shown_as_zero(0.004, Kind::coefficient));
    CHECK_FALSE(shown_as_zero(0.0, Kind::number));
    CHECK(spreadsheet_format_of_zero(Kind::coefficient) == ".00;.00");
    CHECK(spreadsheet_format_of_zero(Kind::number) == "0.00;0.00");
    CHECK(spreadsheet_format_of_zero(Kind::percent) == "0.0%;0.0%");
}

TEST_CASE("spreadsheet_format: says the same as the text", "[document][number_format]") {
    CHECK(spreadsheet_format(Kind::number) == "0.00");
    CHECK(spreadsheet_format(Kind::number, 0) == "0");
    CHECK(spreadsheet_format(Kind::count) == "#,##0");
    CHECK(spreadsheet_format(Kind::coefficient) == ".00;-.00");
    CHECK(spreadsheet_format(Kind::percent) == "0.0%");
    CHECK(spreadsheet_format(Kind::p_value) == "[<0.001]\"< .001\";[>=0.9995]\"> .999\";.000");
    CHECK(spreadsheet_format(Kind::text) == "General");
}
