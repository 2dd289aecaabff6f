#include "scoring/kernels.hpp"
#include "support/row_scorer.hpp"

#include <cmath>
#include <random>

#include <catch2/catch.hpp>

using namespace quaestor;
using scoring::rounded;

namespace {

double away(double value, int digits) {
    return rounded(value, {digits, false, false});
}
double even(double value, int digits) {
    return rounded(value, {digits, true, false});
}

}  // namespace

TEST_CASE("rounded: ties go away from zero", "[scoring][rounding]") {
    CHECK(away(2.5, 0) == 3);
    CHECK(away(3.5, 0) == 4);
    CHECK(away(-2.5, 0) == -3);
    CHECK(away(0.5, 0) == 1);
    CHECK(away(-0.5, 0) == -1);
    CHECK(away(0.125, 2) == 0.13);
    CHECK(away(-0.125, 2) == -0.13);
    CHECK(away(2.675, 2) == 2.68);  // its binary form lies below the tie
    CHECK(away(1.005, 2) == 1.01);
    CHECK(away(1.45, 1) == 1.5);
}

TEST_CASE("rounded: ties go to the even digit on request", "[scoring][rounding]") {
    CHECK(even(2.5, 0) == 2);
    CHECK(even(3.5, 0) == 4);
    CHECK(even(-2.5, 0) == -2);
    CHECK(even(-3.5, 0) == -4);
    CHECK(even(0.125, 2) == 0.12);
    CHECK(even(0.135, 2) == 0.14);
    CHECK(even(2.675, 2) == 2.68);
    CHECK(even(2.665, 2) == 2.66);
    CHECK(even(0.5, 0) == 0);
}

TEST_CASE("rounded: what is no tie goes to the nearer neighbour", "[scoring][rounding]") {
    for (bool const half_even : {false, true}) {
        CHECK(rounded(2.4999, {0, half_even, false}) == 2);
        CHECK(rounded(2.5001, {0, half_even, false}) == 3);
        CHECK(rounded(-2.4999, {0, half_even, false}) == -2);
        CHECK(rounded(7.0, {3, half_even, false}) == 7);
        CHECK(rounded(1234567.891, {2, half_even, false}) == 1234567.89);
        CHECK(rounded(1e-5, {4, half_even, false}) == 0);
        CHECK(rounded(0.1 + 0.2, {7, half_even, false}) == 0.3);
    }
}

TEST_CASE("rounded: agrees with rounding on paper", "[scoring][rounding][property]") {
    std::mt19937_64 random(11);
    for (int i = 0; i < 20'000; ++i) {
        auto const digits = static_cast<int>(random() % 5);
        // A decimal number of one digit more than is kept: every tenth is a tie.
        auto const unit = std::pow(10.0, digits + 1);
        auto const value =
            static_cast<double>(static_cast<std::int64_t>(random() % 200'001) - 100'000) / unit;
        CAPTURE(value, digits);
        CHECK(away(value, digits) == support::rounded_on_paper(value, digits, false));
        CHECK(even(value, digits) == support::rounded_on_paper(value, digits, true));
    }
}

TEST_CASE("rounded: rounding twice changes nothing", "[scoring][rounding][property]") {
    std::mt19937_64 random(12);
    for (int i = 0; i < 5'000; ++i) {
        auto const value = std::ldexp(static_cast<double>(random() % 1'000'000), -10) - 300;
        auto const digits = static_cast<int>(random() % 4);
        CAPTURE(value, digits);
        CHECK(away(away(value, digits), digits) == away(value, digits));
        CHECK(even(even(value, digits), digits) == even(value, digits));
        CHECK(std::abs(away(value, digits) - value) <= 0.5 * std::pow(10.0, -digits) + 1e-9);
    }
}

// A tie is looked for within 1e-9 of the scaled value's own size: from 5e8 on everything counts as a tie and
// goes up, from 1e7 on what lies a hundredth off does.
TEST_CASE("rounded: large values and many digits keep their neighbours", "[scoring][rounding]") {
    for (bool const half_even : {false, true}) {
        CHECK(rounded(600'000'000, {0, half_even, false}) == 600'000'000);
        CHECK(rounded(12'345'678.9, {2, half_even, false}) == 12'345'678.9);
        CHECK(rounded(469.6748046875, {5, half_even, false}) == 469.67480);
        CHECK(rounded(0.1 + 0.2, {12, half_even, false}) == 0.3);
        CHECK(rounded(1'000'000.01, {6, half_even, false}) == 1'000'000.01);
    }
}
