#include "validity/variability.hpp"

#include "support/golden.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

using quaestor::validity::intra_individual_variability;

namespace {

double const blank = std::nan("");

double irv(std::vector<double> const& answers) {
    return intra_individual_variability(answers);
}

}  // namespace

TEST_CASE("intra_individual_variability: is the standard deviation with n - 1", "[validity][variability]") {
    CHECK(golden::near(irv({1, 3}), std::sqrt(2.0), 1e-15));
    CHECK(golden::near(irv({1, 2, 3, 4}), std::sqrt(5.0 / 3), 1e-15));
    CHECK(irv({2, 2, 2}) == 0);
}

TEST_CASE("intra_individual_variability: leaves missing answers out and needs two",
          "[validity][variability]") {
    CHECK(irv({1, blank, 3, blank}) == irv({1, 3}));
    CHECK(std::isnan(irv({})));
    CHECK(std::isnan(irv({4})));
    CHECK(std::isnan(irv({blank, 4, blank})));
    CHECK(std::isnan(irv({blank, blank})));
}

TEST_CASE("intra_individual_variability: unchanged by order and shift and turned around codes",
          "[validity][variability][property]") {
    std::vector<double> const answers{1, 4, 2, 5, 5, blank, 3, 1, 2};
    auto const want = irv(answers);
    auto other = answers;
    std::sort(other.begin(), other.end() - 4);
    std::reverse(other.begin(), other.end());
    CHECK(golden::near(irv(other), want, 1e-14));
    for (auto& answer : other)
        answer = 6 - answer;  // reversed items
    CHECK(golden::near(irv(other), want, 1e-14));
    for (auto& answer : other)
        answer = 10 * answer + 1e6;
    CHECK(golden::near(irv(other), 10 * want, 1e-9));
}
