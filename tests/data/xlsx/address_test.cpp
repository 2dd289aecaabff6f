#include "data/xlsx/address.hpp"

#include <catch2/catch.hpp>

using namespace quaestor::data::xlsx;

TEST_CASE("parse_address: reads what it shows up to the last cell of a sheet", "[data][xlsx][property]") {
    CHECK(column_letters(0) == "A");
    CHECK(column_letters(25) == "Z");
    CHECK(column_letters(26) == "AA");
    CHECK(column_letters(701) == "ZZ");
    CHECK(column_letters(702) == "AAA");
    CHECK(shown(Address{most_columns - 1, most_rows}) == "XFD1048576");
    for (std::uint32_t column = 0; column < most_columns; ++column) {
        auto const read = parse_address(column_letters(column) + "17");
        REQUIRE(read);
        CHECK(read->column == column);
    }
    auto const area = parse_area("B2:D16");
    REQUIRE(area);
    CHECK(shown(*area) == "B2:D16");
    CHECK(parse_area("C3")->last.row == 3);
}

TEST_CASE("parse_address: refuses what no sheet has", "[data][xlsx][refusal]") {
    for (auto const* text : {"", "A", "7", "A0", "XFE1", "A1048577", "a1", "A1B", "A-1", "$A$1", "A1:", ":A1",
                             "AAAAAAAAAAAA1", "A99999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_address(text));
        CHECK_FALSE(parse_area(text));
    }
}
