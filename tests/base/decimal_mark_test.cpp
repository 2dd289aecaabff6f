#include "base/decimal_mark.hpp"

#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("number_shape: tells what the signs of a number can mean", "[base][decimal]") {
    std::vector<std::pair<std::string, NumberShape>> const cases{
        {"3", NumberShape::plain},
        {"-12", NumberShape::plain},
        {"1e5", NumberShape::plain},
        {" 7 ", NumberShape::plain},
        {"2.5", NumberShape::point},
        {"0.125", NumberShape::point},     // nobody groups behind a zero
        {"1234.567", NumberShape::point},  // nor behind four digits
        {".5", NumberShape::point},
        {"1,234.5", NumberShape::point},
        {"1,234,567", NumberShape::point},
        {"-1.5e-3", NumberShape::point},
        {"2,5", NumberShape::comma},
        {"0,435", NumberShape::comma},
        {"1.234,5", NumberShape::comma},
        {"1.234.567", NumberShape::comma},
        {"1,2345", NumberShape::comma},
        {"1.234", NumberShape::point_or_group},
        {"-12.345", NumberShape::point_or_group},
        {"1,234", NumberShape::comma_or_group},
        {"", NumberShape::none},
        {"-", NumberShape::none},
        {",", NumberShape::none},
        {"1,2,3", NumberShape::none},
        {"1,23,456", NumberShape::none},
        {"1.2.3", NumberShape::none},
        {"1,234.567,8", NumberShape::none},
        {"2,5e3", NumberShape::none},
        {"0x1F", NumberShape::none},
        {"--3", NumberShape::none},
        {"+3", NumberShape::plain},
        {"+2,5", NumberShape::comma},
        {"++3", NumberShape::none},
        {"+-3", NumberShape::none},
        {"+", NumberShape::none},
        {"3 4", NumberShape::none},
        {"2024-01-03", NumberShape::none},
        {"nan", NumberShape::none},
    };
    for (auto const& [text, shape] : cases) {
        CAPTURE(text);
        CHECK(number_shape(text) == shape);
    }
}

TEST_CASE("read_number: gives a number only where the notation leaves no doubt", "[base][decimal]") {
    struct Case {
        char const* text;
        std::optional<double> point, comma, unknown, point_said, comma_said;
    };
    constexpr auto none = std::nullopt;
    for (auto const& [text, point, comma, unknown, point_said, comma_said] : {
             Case{"3", 3, 3, 3, 3, 3},
             Case{"+3", 3, 3, 3, 3, 3},
             Case{"+2.5", 2.5, none, 2.5, 2.5, none},
             Case{"-3e2", -300, -300, -300, -300, -300},
             Case{"2.5", 2.5, none, 2.5, 2.5, none},
             Case{"2,5", none, 2.5, none, none, 2.5},
             Case{"1,234.5", 1234.5, none, 1234.5, 1234.5, none},
             Case{"-1.234,5", none, -1234.5, none, none, -1234.5},
             Case{"1,234", none, 1.234, none, 1234, 1.234},
             Case{"1.234", 1.234, none, none, 1.234, 1234},
             Case{"x", none, none, none, none, none},
         }) {
        CAPTURE(text);
        CHECK(read_number(text, {}) == point);
        CHECK(read_number(text, {DecimalMark::comma}) == comma);
        CHECK(read_number(text, {DecimalMark::unknown}) == unknown);
        CHECK(read_number(text, {DecimalMark::point, true}) == point_said);
        CHECK(read_number(text, {DecimalMark::comma, true}) == comma_said);
    }
}
