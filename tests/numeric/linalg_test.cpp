#include "numeric/linalg.hpp"

#include "support/golden.hpp"

#include <cmath>

#include <catch2/catch.hpp>

namespace numeric = quaestor::numeric;

namespace {

/// Reproducible numbers in (-1, 1) without a library generator.
Eigen::MatrixXd numbers(Eigen::Index rows, Eigen::Index columns) {
    Eigen::MatrixXd x(rows, columns);
    double value = 0.37;
    for (Eigen::Index j = 0; j < columns; ++j) {
        for (Eigen::Index i = 0; i < rows; ++i) {
            value = std::fmod(value * 37.1 + 0.123, 1.0);
            x(i, j) = 2.0 * value - 1.0;
        }
    }
    return x;
}

double distance(Eigen::MatrixXd const& a, Eigen::MatrixXd const& b) {
    return (a - b).cwiseAbs().maxCoeff();
}

}  // namespace

TEST_CASE("eigen_symmetric: falls, takes the matrix apart and fixes the signs",
          "[numeric][linalg][property]") {
    Eigen::MatrixXd const x = numbers(12, 7);
    Eigen::MatrixXd const s = x.transpose() * x;
    auto const eigen = numeric::eigen_symmetric(s);
    CHECK(distance(eigen.vectors * eigen.values.asDiagonal() * eigen.vectors.transpose(), s) < 1e-13);
    CHECK(distance(eigen.vectors.transpose() * eigen.vectors, Eigen::MatrixXd::Identity(7, 7)) < 1e-14);
    for (Eigen::Index j = 0; j < 7; ++j) {
        CHECK(eigen.vectors.col(j).sum() >= 0);
        if (j > 0) CHECK(eigen.values[j] <= eigen.values[j - 1]);
    }
    CHECK(distance(numeric::eigenvalues_symmetric(s), eigen.values) < 1e-13);
}

TEST_CASE("invert_positive_definite: inverts and gives determinant and condition",
          "[numeric][linalg][property]") {
    Eigen::MatrixXd const x = numbers(20, 5);
    Eigen::MatrixXd const s = x.transpose() * x;
    auto const got = numeric::invert_positive_definite(s);
    REQUIRE(got);
    CHECK(distance(got->inverse * s, Eigen::MatrixXd::Identity(5, 5)) < 1e-13);
    CHECK(golden::near(std::exp(got->log_determinant), numeric::eigenvalues_symmetric(s).prod(), 1e-12));
    CHECK(got->reciprocal_condition > 0);
    CHECK(got->reciprocal_condition <= 1);
    Eigen::MatrixXd const right = numbers(5, 2);
    auto const solved = numeric::solve_positive_definite(s, right);
    REQUIRE(solved);
    CHECK(distance(s * *solved, right) < 1e-13);
}

TEST_CASE("invert_positive_definite: gives nothing for a singular or indefinite matrix",
          "[numeric][linalg][refusal]") {
    Eigen::MatrixXd x = numbers(20, 4);
    x.col(3) = x.col(0) - 2.0 * x.col(1);
    Eigen::MatrixXd const singular = x.transpose() * x;
    CHECK_FALSE(numeric::invert_positive_definite(singular));
    CHECK_FALSE(numeric::solve_positive_definite(singular, numbers(4, 1)));
    Eigen::Vector3d const mixed(1.0, 0.5, -0.1);
    CHECK_FALSE(numeric::invert_positive_definite(Eigen::MatrixXd(mixed.asDiagonal())));
    CHECK_FALSE(numeric::inverse(Eigen::MatrixXd::Ones(3, 3)));
}

TEST_CASE("inverse and nearest_orthogonal: keep their promises", "[numeric][linalg][property]") {
    Eigen::MatrixXd const a = numbers(4, 4);
    auto const inverse = numeric::inverse(a);
    REQUIRE(inverse);
    CHECK(distance(a * *inverse, Eigen::MatrixXd::Identity(4, 4)) < 1e-12);
    Eigen::MatrixXd const q = numeric::nearest_orthogonal(a);
    CHECK(distance(q.transpose() * q, Eigen::MatrixXd::Identity(4, 4)) < 1e-14);
    CHECK(distance(numeric::nearest_orthogonal(q), q) < 1e-14);
    // Nearest: q'a is symmetric and positive semidefinite.
    Eigen::MatrixXd const stretch = q.transpose() * a;
    CHECK(distance(stretch, stretch.transpose()) < 1e-14);
    CHECK(numeric::eigenvalues_symmetric(0.5 * (stretch + stretch.transpose())).minCoeff() > -1e-14);
}
