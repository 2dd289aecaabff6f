#include "numeric/distributions.hpp"

#include "support/golden.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using golden::near;
using quaestor::absent;
namespace numeric = quaestor::numeric;

TEST_CASE("distributions: agree with their closed forms in 50 digits", "[numeric][distributions][golden]") {
    auto const want = golden::read("tests/golden/numeric/distributions.csv");
    auto const check = [&](std::string const& quantity, auto const& ours) {
        for (auto const& entry : want.all(quantity)) {
            double const df = entry.column.empty() ? 0.0 : std::stod(entry.column);
            double const got = ours(std::stod(entry.row), df);
            CAPTURE(quantity, entry.row, df, got, entry.value);
            // Relative: a small probability is held to its digits too.
            CHECK(std::abs(got - entry.value) <= want.tolerance * std::abs(entry.value));
        }
    };
    check("normal_cdf", [](double z, double) { return numeric::normal_cdf(z); });
    check("normal_quantile", [](double p, double) { return numeric::normal_quantile(p); });
    check("t_cdf", numeric::t_cdf);
    check("t_quantile", numeric::t_quantile);
    check("chi_squared_upper_tail", numeric::chi_squared_upper_tail);
    check("chi_squared_quantile", numeric::chi_squared_quantile);
    check("noncentral_chi_squared_cdf_1",
          [](double x, double df) { return numeric::noncentral_chi_squared_cdf(x, df, 1); });
    check("noncentral_chi_squared_cdf_30",
          [](double x, double df) { return numeric::noncentral_chi_squared_cdf(x, df, 30); });
    check("f_upper_tail_4", [](double f, double df2) { return numeric::f_upper_tail(f, 4, df2); });
    check("f_quantile_4", [](double p, double df2) { return numeric::f_quantile(p, 4, df2); });
}

TEST_CASE("chi_squared_upper_tail: keeps its digits where 1 - cdf has none",
          "[numeric][distributions][golden]") {
    double const far = numeric::chi_squared_upper_tail(1490.58650374231, 185);
    CHECK(std::abs(far / 1.21815963068713e-202 - 1.0) < 1e-9);  // R's factanal of 25 personality items
}

TEST_CASE("distributions: quantiles turn distribution functions round",
          "[numeric][distributions][property]") {
    for (double const p : {1e-10, 0.001, 0.2, 0.5, 0.9, 0.999999}) {
        CHECK(near(numeric::normal_cdf(numeric::normal_quantile(p)), p, 1e-14));
        CHECK(near(numeric::t_cdf(numeric::t_quantile(p, 3.5), 3.5), p, 1e-13));
        CHECK(near(1.0 - numeric::chi_squared_upper_tail(numeric::chi_squared_quantile(p, 7), 7), p, 1e-13));
        CHECK(near(1.0 - numeric::f_upper_tail(numeric::f_quantile(p, 4, 9), 4, 9), p, 1e-13));
    }
    CHECK(numeric::normal_cdf(1.3) + numeric::normal_upper_tail(1.3) == 1.0);
}

TEST_CASE("noncentral_chi_squared_cdf: is the Poisson mixture that defines it",
          "[numeric][distributions][property]") {
    for (double const noncentrality : {0.0, 0.5, 20.0, 300.0}) {
        for (double const x : {3.0, 30.0, 350.0}) {
            double const df = 7;
            double weight = std::exp(-0.5 * noncentrality);
            double sum = 0;
            for (int j = 0; j < 1200; ++j) {
                sum += weight * (1.0 - numeric::chi_squared_upper_tail(x, df + 2.0 * j));
                weight *= 0.5 * noncentrality / (j + 1.0);
            }
            CAPTURE(noncentrality, x);
            CHECK(near(numeric::noncentral_chi_squared_cdf(x, df, noncentrality), sum, 1e-12));
        }
    }
}

TEST_CASE("chi_squared_noncentrality: turns the distribution round", "[numeric][distributions][property]") {
    for (double const x : {40.0, 85.3, 1538.5, 10656.4}) {
        for (double const p : {0.05, 0.5, 0.95}) {
            double const found = numeric::chi_squared_noncentrality(x, 24, p);
            CAPTURE(x, p, found);
            CHECK(near(numeric::noncentral_chi_squared_cdf(x, 24, found), p, 1e-11));
        }
    }
    CHECK(numeric::chi_squared_noncentrality(10, 24, 0.95) == 0.0);
    CHECK(numeric::chi_squared_noncentrality(0, 24, 0.5) == 0.0);
}

TEST_CASE("distributions: outside their domain nothing is there and nothing is thrown",
          "[numeric][distributions][refusal]") {
    double const infinity = std::numeric_limits<double>::infinity();
    for (double const nothing :
         {numeric::normal_quantile(0.0), numeric::normal_quantile(1.0), numeric::normal_quantile(absent),
          numeric::normal_cdf(absent), numeric::t_cdf(1.0, 0.0), numeric::t_cdf(absent, 3.0),
          numeric::t_quantile(0.5, -1.0), numeric::f_quantile(1.5, 2, 2), numeric::f_upper_tail(-1, 2, 2),
          numeric::f_upper_tail(1, 0, 2), numeric::chi_squared_upper_tail(-1, 2),
          numeric::chi_squared_upper_tail(1, absent), numeric::chi_squared_quantile(0.5, infinity),
          numeric::noncentral_chi_squared_cdf(1, 2, -1), numeric::noncentral_chi_squared_cdf(infinity, 2, 1),
          numeric::chi_squared_noncentrality(absent, 2, 0.5),
          numeric::chi_squared_noncentrality(5, 2, 0.0)}) {
        CHECK(std::isnan(nothing));
    }
    CHECK(numeric::chi_squared_upper_tail(infinity, 3) == 0.0);
    CHECK(numeric::normal_cdf(infinity) == 1.0);
    CHECK(numeric::normal_cdf(-infinity) == 0.0);
}
