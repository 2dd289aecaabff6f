#include "report/tally.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace quaestor;
using report::Spread;

TEST_CASE("Spread: mean and sd with n - 1, and nothing where there is nobody", "[report][tally]") {
    Spread spread;
    CHECK(std::isnan(spread.mean()));
    spread.add(4);
    CHECK(spread.mean() == 4);
    CHECK(std::isnan(spread.sd()));
    spread.add(1);
    spread.add(7);
    CHECK(spread.mean() == 4);
    CHECK(spread.sd() == 3);
    CHECK(spread.low() == 1);
    CHECK(spread.high() == 7);
}

TEST_CASE("Spread: a mean far from zero does not eat the spread", "[report][tally]") {
    Spread spread;
    for (double const x : {1'000'000'000.25, 1'000'000'000.5, 1'000'000'000.75})
        spread.add(x);
    CHECK(spread.sd() == Approx(0.25).epsilon(1e-8));
}

TEST_CASE("Spread: parts, counts and single people come to the same", "[report][tally]") {
    Spread whole;
    for (double const x : {2.1, 2.1, 2.1, 0.3})
        whole.add(x);
    Spread one;
    one.add(0.3);
    Spread other;
    other.add(2.1, 3);
    one.add(other);
    CHECK(one.n() == whole.n());
    CHECK(one.mean() == whole.mean());
    CHECK(one.sd() == whole.sd());
    CHECK(one.low() == 0.3);
}

TEST_CASE("Spread: a number too large to square is no reason to stop", "[report][tally]") {
    Spread spread;
    spread.add(1e200);
    spread.add(1);
    CHECK(spread.n() == 2);
    CHECK(std::isnan(spread.mean()));
    CHECK(spread.high() == 1e200);
}
