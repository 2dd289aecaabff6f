#include "numeric/exact_sum.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using quaestor::numeric::ExactSum;

namespace {

ExactSum sum_of(std::vector<double> const& numbers) {
    ExactSum sum;
    for (auto const number : numbers)
        sum.add(number);
    return sum;
}

}  // namespace

TEST_CASE("ExactSum: what large numbers would swallow is still there", "[numeric][exact_sum]") {
    CHECK(sum_of({1e300, 1, -1e300}).value() == 1);
    CHECK(sum_of({1e16, 1, 1, 1, -1e16}).value() == 3);
    CHECK(sum_of({5e-324, 1e200, -1e200}).value() == 5e-324);
    CHECK(sum_of({-0.0}).value() == 0);
    CHECK(sum_of({-2.5, 1, -1e-30, 1e-30}).value() == -1.5);
}

TEST_CASE("ExactSum: any order and any parts give the same", "[numeric][exact_sum][property]") {
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    std::vector<double> numbers;
    for (int i = 0; i < 2000; ++i)
        numbers.push_back(normal(random) * std::pow(10.0, static_cast<int>(random() % 40) - 20));
    auto const whole = sum_of(numbers).value();
    for (int trial = 0; trial < 20; ++trial) {
        std::shuffle(numbers.begin(), numbers.end(), random);
        auto const middle = numbers.begin() + static_cast<std::ptrdiff_t>(random() % numbers.size());
        auto sum = sum_of({numbers.begin(), middle});
        sum.add(sum_of({middle, numbers.end()}));
        CHECK(sum.value() == whole);
    }
}

TEST_CASE("ExactSum: a number many times is the number added as often", "[numeric][exact_sum]") {
    ExactSum at_once;
    at_once.add(0.1, 12345);
    ExactSum one_by_one;
    for (int i = 0; i < 12345; ++i)
        one_by_one.add(0.1);
    CHECK(at_once.value() == one_by_one.value());
    ExactSum many;
    many.add(1.5, (std::uint64_t{1} << 33U) + 1);  // more than fit into one product
    CHECK(many.value() == 1.5L * ((std::uint64_t{1} << 33U) + 1));
    ExactSum none;
    none.add(3, 0);
    CHECK(none.value() == 0);
}
