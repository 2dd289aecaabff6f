#include "numeric/bivariate_normal.hpp"

#include "base/text.hpp"
#include "numeric/distributions.hpp"
#include "numeric/gauss_legendre.hpp"
#include "support/compare.hpp"

#include <limits>
#include <string_view>

namespace numeric = quaestor::numeric;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// The rho of "cdf at 0.5".
double rho_of(std::string const& quantity) {
    return *quaestor::text::parse_number(quantity.substr(quantity.rfind(' ') + 1));
}

double bound(std::string_view word) {
    if (word == "inf") return infinite;
    if (word == "-inf") return -infinite;
    return *quaestor::text::parse_number(word);
}

numeric::Interval interval(std::string const& words) {
    auto const blank = words.find(' ');
    return {bound(words.substr(0, blank)), bound(words.substr(blank + 1))};
}

}  // namespace

TEST_CASE("gauss_legendre: integrates powers exactly up to its degree", "[numeric][property]") {
    for (int n = 1; n <= numeric::most_legendre_points; ++n) {
        auto const rule = numeric::gauss_legendre(n);
        for (int power = 0; power < 2 * n; ++power) {
            double sum = 0;
            for (std::size_t i = 0; i < rule.points.size(); ++i)
                sum += rule.weights[i] * std::pow(rule.points[i], power);
            CAPTURE(n, power);
            CHECK(std::abs(sum - (power % 2 == 1 ? 0.0 : 2.0 / (power + 1))) < 4e-15);
        }
    }
}

TEST_CASE("bivariate_normal: agrees with its series in many digits", "[numeric][golden]") {
    auto const want = golden::read("tests/golden/numeric/bivariate_normal.csv");
    for (auto const& entry : want.entries) {
        double const rho = rho_of(entry.quantity);
        CAPTURE(entry.quantity, entry.row, entry.column, entry.value);
        if (entry.quantity.starts_with("cdf")) {
            double const x = bound(entry.row);
            double const y = bound(entry.column);
            CHECK(std::abs(numeric::bivariate_normal_cdf(x, y, rho) - entry.value) < want.tolerance);
            CHECK(std::abs(numeric::bivariate_normal_cdf(y, x, rho) - entry.value) < want.tolerance);
            double const cell = numeric::bivariate_normal_rectangle({-infinite, x}, {-infinite, y}, rho);
            // Of its 60 digits the series has none left for smaller ones.
            CHECK(std::abs(cell - entry.value) < 1e-11 * entry.value + 1e-40);
        } else {
            auto const x = interval(entry.row);
            auto const y = interval(entry.column);
            double const got = numeric::bivariate_normal_rectangle(x, y, rho);
            CHECK(std::abs(got / entry.value - 1) < 1e-11);
            double const turned = numeric::bivariate_normal_rectangle(y, x, rho);
            CHECK(std::abs(turned / entry.value - 1) < 1e-11);
        }
    }
}

TEST_CASE("BivariateNormalGrid: agrees with the series however it came to a rho", "[numeric][golden]") {
    auto const want = golden::read("tests/golden/numeric/bivariate_normal.csv");
    Eigen::VectorXd points(9);
    points << -4.5, -2.5, -1, -0.3, 0, 0.7, 1.6, 3.2, 5;
    numeric::BivariateNormalGrid grid(points, points);
    auto const at = [&](std::string const& word) {
        Eigen::Index i = 0;
        while (points[i] != bound(word))
            ++i;
        return i;
    };
    for (double const rho : {0.99, 0.95, -0.3, -0.7, -0.99, -0.93, 0.05, 0.5, 0.8}) {
        grid.move_to(rho * 0.98);
        grid.move_to(rho);
        for (auto const& entry : want.entries) {
            if (!entry.quantity.starts_with("cdf") || rho_of(entry.quantity) != rho) continue;
            CAPTURE(rho, entry.row, entry.column);
            CHECK(std::abs(grid.below()(at(entry.row), at(entry.column)) - entry.value) < 3e-15);
            double const density =
                numeric::bivariate_normal_density(bound(entry.row), bound(entry.column), rho);
            CHECK(std::abs(grid.density()(at(entry.row), at(entry.column)) - density) <
                  1e-12 * density + 1e-300);
        }
    }
    double const step = 1e-5;
    grid.move_to(0.6 - step);
    Eigen::ArrayXXd const before = grid.density();
    grid.move_to(0.6 + step);
    Eigen::ArrayXXd const slope = (grid.density() - before) / (2 * step);
    grid.move_to(0.6);
    CHECK(support::distance(grid.density_slope().matrix(), slope.matrix()) < 1e-9);
}

TEST_CASE("bivariate_normal: limits and identities", "[numeric][property]") {
    CHECK(golden::near(numeric::bivariate_normal_cdf(0, 0, 0.5), 1.0 / 3, 1e-15));
    CHECK(golden::near(numeric::bivariate_normal_cdf(0.3, -0.4, 1), numeric::normal_cdf(-0.4), 1e-15));
    CHECK(numeric::bivariate_normal_cdf(0.3, -0.4, -1) == 0.0);
    CHECK(golden::near(numeric::bivariate_normal_cdf(0.4, 0.3, -1),
                       numeric::normal_cdf(0.4) - numeric::normal_cdf(-0.3), 1e-14));
    CHECK(golden::near(numeric::bivariate_normal_cdf(infinite, 0.7, 0.9), numeric::normal_cdf(0.7), 1e-15));
    CHECK(numeric::bivariate_normal_cdf(-infinite, 0.7, 0.9) == 0.0);
    CHECK(std::isnan(numeric::bivariate_normal_cdf(0, 0, 1.01)));
    CHECK(std::isnan(numeric::bivariate_normal_cdf(quaestor::absent, 0, 0)));
    CHECK(std::isnan(numeric::bivariate_normal_density(0, 0, 1)));
    for (double const rho : {-0.9999, -0.6, 0.0, 0.35, 0.999, 0.999999}) {
        for (double const x : {-2.0, -0.1, 0.8}) {
            for (double const y : {-1.5, 0.4, 2.2}) {
                double const four =
                    numeric::bivariate_normal_cdf(x, y, rho) + numeric::bivariate_normal_cdf(-x, y, -rho) +
                    numeric::bivariate_normal_cdf(x, -y, -rho) + numeric::bivariate_normal_cdf(-x, -y, rho);
                CAPTURE(rho, x, y);
                CHECK(std::abs(four - 1) < 4e-15);
            }
        }
    }
}
