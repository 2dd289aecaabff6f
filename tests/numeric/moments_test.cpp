#include "numeric/moments.hpp"

#include "support/golden.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using quaestor::absent;
namespace numeric = quaestor::numeric;

TEST_CASE("covariance: is what can be counted by hand", "[numeric][moments][golden]") {
    Eigen::MatrixXd x(3, 2);
    x << 1, 10, 2, 10, 6, 16;
    CHECK(numeric::means(x) == Eigen::Vector2d(3, 12));
    Eigen::Matrix2d want;
    want << 7, 9, 9, 12;
    CHECK((numeric::covariance(x) - want).cwiseAbs().maxCoeff() < 1e-15);
    CHECK(golden::near(numeric::correlation_of(want)(0, 1), 9 / std::sqrt(84.0), 1e-15));
}

TEST_CASE("covariance: a large offset costs no digits and more rows than a block fit",
          "[numeric][moments][property]") {
    Eigen::MatrixXd x(1000, 3);
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        auto const t = static_cast<double>(i);
        x.row(i) << std::sin(t), std::sin(t * 1.7) + 0.3 * std::sin(t), std::floor(5 * (1 + std::cos(t)));
    }
    Eigen::MatrixXd const plain = numeric::covariance(x);
    // Whole-number shifts of a size at which the naive sum of squares has no digit left.
    Eigen::MatrixXd moved = x;
    moved.col(2).array() += 1e9;
    CHECK((numeric::covariance(moved) - plain).cwiseAbs().maxCoeff() < 1e-14);
    for (Eigen::Index j = 0; j < 3; ++j) {
        long double mean = 0;
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            mean += static_cast<long double>(x(i, j)) / 1000;
        long double squares = 0;
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            squares += (x(i, j) - mean) * (x(i, j) - mean);
        CHECK(golden::near(plain(j, j), static_cast<double>(squares / 999), 1e-14));
        CHECK(golden::near(numeric::means(x)[j], static_cast<double>(mean), 1e-14));
    }
}

TEST_CASE("covariance: a constant column has variance exactly zero and no correlation",
          "[numeric][moments]") {
    Eigen::MatrixXd x(7, 2);
    x.col(0).setConstant(0.1);
    x.col(1) << 1, 2, 3, 4, 5, 6, 8;
    Eigen::MatrixXd const c = numeric::covariance(x);
    CHECK(c(0, 0) == 0.0);
    CHECK(c(0, 1) == 0.0);
    CHECK(numeric::means(x)[0] == 0.1);
    Eigen::MatrixXd const r = numeric::correlation_of(c);
    CHECK(std::isnan(r(0, 0)));
    CHECK(std::isnan(r(1, 0)));
    CHECK(r(1, 1) == 1.0);
}

TEST_CASE("complete_rows and rows_of: keep the order and drop what lacks an answer", "[numeric][moments]") {
    Eigen::MatrixXd x(4, 2);
    x << 1, 2, absent, 3, 4, 5, 6, absent;
    auto const rows = numeric::complete_rows(x);
    CHECK(rows == std::vector<Eigen::Index>{0, 2});
    Eigen::MatrixXd const complete = numeric::rows_of(x, rows);
    CHECK(complete(1, 0) == 4);
    CHECK(complete.rows() == 2);
}

TEST_CASE("pairwise_moments: each pair uses its own persons", "[numeric][moments]") {
    Eigen::MatrixXd x(5, 3);
    x << 1, 2, absent, 2, 1, absent, 3, 5, absent, absent, 4, 1, 7, absent, absent;
    auto const got = numeric::pairwise_moments(x);
    CHECK(got.persons(0, 1) == 3);
    CHECK(got.persons(0, 0) == 4);
    CHECK(got.persons(1, 2) == 1);
    CHECK(std::isnan(got.covariance(1, 2)));
    CHECK(std::isnan(got.correlation(2, 2)));
    CHECK(golden::near(got.covariance(0, 1), numeric::covariance(x.topLeftCorner(3, 2))(0, 1), 1e-15));
}
