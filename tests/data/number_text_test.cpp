#include "data/number_text.hpp"

#include "base/expects.hpp"

#include <cmath>
#include <cstring>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace quaestor;

TEST_CASE("exact_integer: takes an integer only as it would be written", "[data][number]") {
    CHECK(data::exact_integer("0") == 0);
    CHECK(data::exact_integer("7") == 7);
    CHECK(data::exact_integer("-99") == -99);
    CHECK(data::exact_integer("2147483647") == 2147483647);
    CHECK(data::exact_integer("-2147483648") == -2147483647 - 1);
    for (auto const* bad : {"", "-", "007", "00", "-0", "+3", "1.0", " 1", "1 ", "1e5", "2147483648",
                            "-2147483649", "12345678901234567890", "1,000", "x", "1x", "0x1", "\xD9\xA3"}) {
        CAPTURE(bad);
        CHECK_FALSE(data::exact_integer(bad));
    }
}

TEST_CASE("exact_real: takes a number only as it would be written without exponent", "[data][number]") {
    CHECK(data::exact_real("0") == 0.0);
    CHECK(data::exact_real("2.5") == 2.5);
    CHECK(data::exact_real("-0.125") == -0.125);
    CHECK(data::exact_real("100000") == 100000.0);  // and not 1e+05
    CHECK(data::exact_real("1700000000000") == 1.7e12);
    CHECK(data::exact_real("0.30000000000000004") == 0.1 + 0.2);
    CHECK(data::exact_real("9007199254740992") == 9007199254740992.0);
    CHECK(data::exact_real("0.0000001") == 1e-7);
    for (auto const* bad : {"",
                            ".",
                            "-",
                            "1.",
                            ".5",
                            "1.0",
                            "2.50",
                            "01.5",
                            "-0",
                            "-0.0",
                            "+1.5",
                            "1e5",
                            "1E-3",
                            "inf",
                            "nan",
                            "1,5",
                            " 1.5",
                            "1.5 ",
                            "1.2.3",
                            "--1",
                            "9007199254740993",
                            "12345678901234567891",
                            "0.1000000000000000055511151231257827"}) {
        CAPTURE(bad);
        CHECK_FALSE(data::exact_real(bad));
    }
}

TEST_CASE("exact_real: whatever is taken is written back as it was", "[data][number][property]") {
    std::mt19937_64 random(7);
    std::size_t taken = 0;
    for (int i = 0; i < 200000; ++i) {
        std::string text;
        if (random() % 4 == 0) text += '-';
        auto const digits = 1 + random() % 20;
        auto const point = random() % 24;
        for (std::size_t d = 0; d < digits; ++d) {
            if (d == point) text += '.';
            text += static_cast<char>('0' + random() % 10);
        }
        CAPTURE(text);
        if (auto const value = data::exact_real(text)) {
            ++taken;
            REQUIRE(data::number_text(*value) == text);
        }
        if (auto const value = data::exact_integer(text)) {
            REQUIRE(data::number_text(*value) == text);
            REQUIRE(data::exact_real(text) == static_cast<double>(*value));
        }
    }
    CHECK(taken > 50000);
}

TEST_CASE("exact_real: takes the shortest decimal form of every double of ordinary size",
          "[data][number][property]") {
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> ordinary(-1000, 1000);
    for (int i = 0; i < 20000; ++i) {
        auto const value = ordinary(random);
        auto const text = data::number_text(value);
        CAPTURE(text);
        REQUIRE(data::exact_real(text) == value);
    }
}

TEST_CASE("number_text: writes the whole range without exponent and refuses what is no number",
          "[data][number]") {
    CHECK(data::number_text(1e21) == "1000000000000000000000");
    CHECK(data::number_text(5e-324).size() == 326);
    CHECK(data::number_text(1.7976931348623157e308).size() == 309);
    CHECK(data::number_text(-0.0) == "0");
    CHECK_THROWS_AS(data::number_text(std::nan("")), Bug);
}
