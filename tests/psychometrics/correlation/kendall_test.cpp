#include "psychometrics/correlation/kendall.hpp"

#include "support/compare.hpp"
#include "support/sample.hpp"

#include <random>

using quaestor::absent;
namespace correlation = quaestor::correlation;

namespace {

/// Tau-b of a table of shares, straight from its definition: all pairs of cells.
double tau_of(Eigen::MatrixXd const& p) {
    double same = 0;
    double first = 0;
    double second = 0;
    for (Eigen::Index a = 0; a < p.size(); ++a) {
        for (Eigen::Index b = 0; b < p.size(); ++b) {
            auto const sign = [](Eigen::Index d) { return static_cast<double>((d > 0) - (d < 0)); };
            double const rows = sign(a % p.rows() - b % p.rows());
            double const columns = sign(a / p.rows() - b / p.rows());
            double const weight = p(a) * p(b);
            same += weight * rows * columns;
            first += weight * rows * rows;
            second += weight * columns * columns;
        }
    }
    return same / std::sqrt(first * second);
}

/// The delta method with central differences: sum p (d tau / d p)^2 - (sum p d tau / d p)^2, over n.
double se_of(Eigen::MatrixXd const& counts) {
    double const n = counts.sum();
    Eigen::MatrixXd const p = counts / n;
    double square = 0;
    double mean = 0;
    for (Eigen::Index cell = 0; cell < p.size(); ++cell) {
        double const step = 1e-6;
        Eigen::MatrixXd up = p;
        Eigen::MatrixXd down = p;
        up(cell) += step;
        down(cell) -= step;
        double const slope = (tau_of(up) - tau_of(down)) / (2 * step);
        square += p(cell) * slope * slope;
        mean += p(cell) * slope;
    }
    return std::sqrt((square - mean * mean) / n);
}

}  // namespace

TEST_CASE("kendall: agrees with R on real scales", "[psychometrics][correlation][golden]") {
    for (auto const& name : sample::scales()) {
        if (name.data == "bfi" && name.scale == "all25") continue;  // R was not asked
        auto const want = golden::read("tests/golden/correlation/" + name.file());
        auto const items = sample::scale(name.data, name.scale);
        auto const got = correlation::kendall(items);
        REQUIRE(got.ok());
        CHECK(got.value->kind == correlation::Kind::kendall);
        golden::check_matrix(want, "kendall", got.value->r);
        auto const one = correlation::kendall(items, {}, 1);
        CHECK(one.value->r == got.value->r);
    }
}

TEST_CASE("kendall_tau_b: the standard error is that of the delta method", "[psychometrics][correlation]") {
    Eigen::MatrixXd counts(3, 4);
    counts << 12, 7, 3, 1, 5, 14, 9, 2, 0, 6, 11, 17;
    Eigen::VectorXd x(static_cast<Eigen::Index>(counts.sum()));
    Eigen::VectorXd y(x.size());
    Eigen::Index person = 0;
    for (Eigen::Index i = 0; i < counts.rows(); ++i) {
        for (Eigen::Index j = 0; j < counts.cols(); ++j) {
            for (int c = 0; c < static_cast<int>(counts(i, j)); ++c, ++person) {
                x[person] = static_cast<double>(i);
                y[person] = static_cast<double>(j);
            }
        }
    }
    auto const got = correlation::kendall_tau_b(x, y);
    CHECK(golden::near(got.tau, tau_of(counts / counts.sum()), 1e-14));
    CHECK(golden::near(got.se, se_of(counts), 1e-8));
}

TEST_CASE("kendall_tau_b: numbers and categories take different ways to the same value",
          "[psychometrics][correlation][property]") {
    std::mt19937 bits(7);
    std::uniform_int_distribution<int> answer(0, 4);
    Eigen::VectorXd x(200);
    Eigen::VectorXd y(200);
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        x[i] = answer(bits);
        y[i] = x[i] + answer(bits);
    }
    auto const table = correlation::kendall_tau_b(x, y);
    // Sixty further answers that tie with nobody make numbers of the same column.
    Eigen::VectorXd long_x(260);
    Eigen::VectorXd long_y(260);
    long_x << x, Eigen::VectorXd::LinSpaced(60, 100, 159);
    long_y << y, Eigen::VectorXd::LinSpaced(60, 100, 159);
    auto const numbers = correlation::kendall_tau_b(long_x, long_y);
    double same = 0;
    double first = 0;
    double second = 0;
    for (Eigen::Index i = 0; i < 260; ++i) {
        for (Eigen::Index j = 0; j < 260; ++j) {
            double const a = (long_x[i] > long_x[j]) - (long_x[i] < long_x[j]);
            double const b = (long_y[i] > long_y[j]) - (long_y[i] < long_y[j]);
            same += a * b;
            first += a * a;
            second += b * b;
        }
    }
    CHECK(golden::near(numbers.tau, same / std::sqrt(first * second), 1e-14));
    CHECK(numbers.se > 0);
    CHECK(numbers.se < table.se);
    CHECK(correlation::kendall_tau_b(x, x).tau == 1.0);
    CHECK(std::isnan(correlation::kendall_tau_b(x, x).se));
    CHECK(std::isnan(correlation::kendall_tau_b(x, Eigen::VectorXd::Ones(200)).tau));
}

TEST_CASE("kendall: each pair by those who answered both", "[psychometrics][correlation]") {
    auto items = sample::scale("polidem", "y1_4");
    items(0, 0) = absent;
    items(5, 1) = absent;
    auto const got = correlation::kendall(items, {.missing = correlation::Missing::pairwise});
    REQUIRE(got.ok());
    CHECK(got.value->persons(0, 1) == 73);
    CHECK(got.value->persons(0, 2) == 74);
    Eigen::VectorXd const x = items.col(0).tail(74);
    Eigen::VectorXd const y = items.col(2).tail(74);
    CHECK(got.value->r(0, 2) == correlation::kendall_tau_b(x, y).tau);
}
