/// Dense linear algebra behind plain functions, so that the solvers are compiled once and callers only need
/// Eigen/Core.
///
/// Every function takes finite numbers.
#pragma once

#include "numeric/matrix.hpp"

#include <optional>

namespace quaestor::numeric {

/// Eigenvalues from large to small and, in the columns, their vectors of length 1. Each vector's sign is
/// chosen so that the sum of its elements is not negative.
struct SymmetricEigen {
    Eigen::VectorXd values;
    Eigen::MatrixXd vectors;
};

/// Only the lower triangle is read.
/// Cost O(k^3).
[[nodiscard]] SymmetricEigen eigen_symmetric(MatrixIn matrix);
[[nodiscard]] Eigen::VectorXd eigenvalues_symmetric(MatrixIn matrix);

struct PositiveDefiniteInverse {
    Eigen::MatrixXd inverse;
    double log_determinant = absent;
    double reciprocal_condition = absent;  ///< smallest eigenvalue / largest
};

/// Below this ratio of smallest to largest eigenvalue a matrix counts as singular: its inverse would keep
/// fewer than five or six of a double's sixteen digits.
inline constexpr double singular_below = 1e-10;

/// Inverse of a symmetric positive definite matrix; none when it is singular in the sense of
/// `singular_below`, or has a negative eigenvalue.
[[nodiscard]] std::optional<PositiveDefiniteInverse> invert_positive_definite(MatrixIn matrix);

/// x with matrix * x = right; none as above. One column of `right` per system.
[[nodiscard]] std::optional<Eigen::MatrixXd> solve_positive_definite(MatrixIn matrix, MatrixIn right);

/// Inverse of a symmetric matrix by Cholesky; none where that meets a pivot that is not positive. However
/// near to singular: for searches that come near the edge on purpose.
[[nodiscard]] std::optional<Eigen::MatrixXd> cholesky_inverse(MatrixIn matrix);

/// Inverse of a small square matrix by LU with partial pivoting; none when it is singular.
[[nodiscard]] std::optional<Eigen::MatrixXd> inverse(MatrixIn square);

/// The orthogonal matrix nearest to `square` in the Frobenius norm: U V' of its singular value decomposition
/// U D V'.
[[nodiscard]] Eigen::MatrixXd nearest_orthogonal(MatrixIn square);

}  // namespace quaestor::numeric
