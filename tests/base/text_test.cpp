#include "base/text.hpp"

#include <cmath>
#include <cstring>
#include <random>

#include <catch2/catch.hpp>

namespace text = quaestor::text;

TEST_CASE("first_invalid_utf8: accepts what RFC 3629 allows and names the first byte that it does not",
          "[base][text]") {
    CHECK_FALSE(text::first_invalid_utf8("plain \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x99\x82"));
    CHECK(text::first_invalid_utf8("ab\xFF") == 2U);
    CHECK(text::first_invalid_utf8("\xC0\xAF") == 0U);          // overlong
    CHECK(text::first_invalid_utf8("\xED\xA0\x80") == 0U);      // surrogate
    CHECK(text::first_invalid_utf8("\xF4\x90\x80\x80") == 0U);  // above U+10FFFF
    CHECK(text::first_invalid_utf8("x\xE2\x82") == 1U);         // cut off
}

TEST_CASE("nearest: suggests a near name and stays silent for a far one", "[base][text]") {
    std::vector<std::string> const names{"q1", "q2", "total", "wellbeing"};
    CHECK(text::nearest("totl", names) == "total");
    CHECK(text::nearest("Q1", names) == "q1");
    CHECK(text::nearest("welbieng", names) == "wellbeing");
    CHECK_FALSE(text::nearest("anxiety", names));
    CHECK(text::edit_distance("ab", "ba") == 1);
    CHECK(text::edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("parse_number: takes the whole of a decimal number and nothing else", "[base][text]") {
    CHECK(text::parse_number("4") == 4.0);
    CHECK(text::parse_number("-3.25") == -3.25);
    CHECK(text::parse_number("1e-3") == 0.001);
    for (auto const* bad : {"", "-", "4 ", " 4", "4x", "inf", "nan", "0x10", "1,5", "--1", "+1", "1e999"}) {
        CAPTURE(bad);
        CHECK_FALSE(text::parse_number(bad));
    }
}

TEST_CASE("number: every double reads back to the same value", "[base][text][property]") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 20000; ++i) {
        auto const bits = random();
        double value = 0;
        static_assert(sizeof value == sizeof bits);
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        auto const back = text::parse_number(text::number(value));
        REQUIRE(back == value);
    }
    CHECK(text::number(-0.0) == "0");
    CHECK(text::number(0.1 + 0.2) == "0.30000000000000004");
}

TEST_CASE("fixed: keeps the digits asked for and never a negative zero", "[base][text]") {
    CHECK(text::fixed(2.5, 2) == "2.50");
    CHECK(text::fixed(-0.001, 2) == "0.00");
    CHECK(text::fixed(1e300, 0).size() == 301);
}

TEST_CASE("printable: shows control characters by their bytes", "[base][text]") {
    CHECK(text::printable("a\tb\x01") == "a b\\x01");
    CHECK(text::printable("\xC2\x9B") == "\\xc2\\x9b");  // an 8-bit escape character
    CHECK(text::printable("\xC3\xA9") == "\xC3\xA9");
}

TEST_CASE("grouped: sets commas between groups of three", "[base][text]") {
    CHECK(text::grouped(7) == "7");
    CHECK(text::grouped(1000) == "1,000");
    CHECK(text::grouped(1234567) == "1,234,567");
    CHECK(text::counted(1, "row", "rows") == "1 row");
    CHECK(text::counted(0, "row", "rows") == "0 rows");
}
