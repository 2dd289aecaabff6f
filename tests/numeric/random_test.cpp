#include "numeric/random.hpp"

#include "numeric/distributions.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

#include <catch2/catch.hpp>

namespace numeric = quaestor::numeric;
using numeric::Random;

TEST_CASE("Random: gives the published generators' bits and inverts the normal distribution",
          "[numeric][random][golden]") {
    auto const want = golden::read("tests/golden/numeric/random.csv");
    for (auto const& [seed, stream] :
         {std::pair<std::uint64_t, std::uint64_t>{0, 0}, {1, 0}, {1, 1}, {~0ULL, 12345}}) {
        auto const name = std::to_string(seed) + "_" + std::to_string(stream);
        Random random(seed, stream);
        for (int i = 1; i <= 5; ++i) {
            std::uint64_t const bits = random.bits();
            CHECK(static_cast<double>(bits >> 32U) == want.value("high_" + name, std::to_string(i)));
            CHECK(static_cast<double>(bits & 0xFFFFFFFFU) == want.value("low_" + name, std::to_string(i)));
        }
        Random again(seed, stream);
        for (auto const& entry : want.all("normal_" + name)) {
            CHECK(golden::near(again.normal(), entry.value, want.tolerance));
        }
    }
}

TEST_CASE("Random: normal draws are the quantiles of its uniform draws", "[numeric][random][property]") {
    Random uniform(5);
    Random normal(5);
    for (int i = 0; i < 20000; ++i) {
        double const p = uniform.uniform();
        double const z = normal.normal();
        double const want = numeric::normal_quantile(p);
        REQUIRE(std::abs(z - want) <= 1e-13 * std::max(1.0, std::abs(want)));
    }
}

TEST_CASE("Random: draws have the moments of their distribution", "[numeric][random][property]") {
    Random random(2024);
    int const n = 400000;
    double sum = 0;
    double square = 0;
    double cube = 0;
    double fourth = 0;
    double flat = 0;
    for (int i = 0; i < n; ++i) {
        double const z = random.normal();
        sum += z;
        square += z * z;
        cube += z * z * z;
        fourth += z * z * z * z;
        double const u = random.uniform();
        REQUIRE((u > 0 && u < 1));
        flat += u;
    }
    // Five standard errors each: sqrt(1, 2, 15, 96 and 1/12 over n).
    double const root = 5.0 / std::sqrt(static_cast<double>(n));
    CHECK(std::abs(sum / n) < root);
    CHECK(std::abs(square / n - 1) < root * std::sqrt(2.0));
    CHECK(std::abs(cube / n) < root * std::sqrt(15.0));
    CHECK(std::abs(fourth / n - 3) < root * std::sqrt(96.0));
    CHECK(std::abs(flat / n - 0.5) < root / std::sqrt(12.0));
}

TEST_CASE("Random: chi-squared draws follow their distribution", "[numeric][random][property]") {
    constexpr int draws = 20000;
    for (std::int64_t const degrees : {1, 2, 3, 10, 999, 100000}) {
        Random random(5, static_cast<std::uint64_t>(degrees));
        std::array<int, 20> bins{};
        double sum = 0.0;
        for (int i = 0; i < draws; ++i) {
            double const x = random.chi_squared(degrees);
            double const upper = numeric::chi_squared_upper_tail(x, static_cast<double>(degrees));
            ++bins[std::min<std::size_t>(19, static_cast<std::size_t>((1.0 - upper) * 20))];
            sum += x;
        }
        CAPTURE(degrees);
        double const df = static_cast<double>(degrees);
        CHECK(std::abs(sum / draws - df) < 4.0 * std::sqrt(2.0 * df / draws));
        // Each twentieth of the distribution has its share: 43.8 is the 99.9 % point of 19 degrees of
        // freedom.
        double fit = 0.0;
        for (int const count : bins)
            fit += (count - draws / 20.0) * (count - draws / 20.0) / (draws / 20.0);
        CHECK(fit < 43.8);
    }
}

TEST_CASE("Random: streams of one seed have nothing in common", "[numeric][random][property]") {
    std::set<std::uint64_t> seen;
    int const draws = 50;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        for (std::uint64_t stream = 0; stream < 20; ++stream) {
            Random random(seed, stream);
            for (int i = 0; i < draws; ++i)
                seen.insert(random.bits());
        }
    }
    CHECK(seen.size() == 20U * 20U * static_cast<std::size_t>(draws));
    double together = 0;
    int const n = 100000;
    Random a(1, 0);
    Random b(1, 1);
    for (int i = 0; i < n; ++i)
        together += a.normal() * b.normal();
    CHECK(std::abs(together / n) < 5.0 / std::sqrt(static_cast<double>(n)));
}

TEST_CASE("Random: below reaches every value equally often", "[numeric][random][property]") {
    Random random(3);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60000; ++i)
        ++counts[random.below(6)];
    for (int const count : counts)
        CHECK(std::abs(count - 10000) < 500);  // five standard errors are 456
    CHECK(random.below(1) == 0);
    for (int i = 0; i < 100; ++i)
        CHECK(random.below(1ULL << 63U) < (1ULL << 63U));
}

TEST_CASE("portable_log: is the logarithm to the last places", "[numeric][random][property]") {
    Random random(11);
    for (int i = 0; i < 100000; ++i) {
        double const x = std::exp((random.uniform() - 0.5) * 200.0);
        double const want = std::log(x);
        REQUIRE(std::abs(numeric::portable_log(x) - want) <= 4.5e-16 * std::max(std::abs(want), 1e-300));
    }
    CHECK(numeric::portable_log(1.0) == 0.0);
}
