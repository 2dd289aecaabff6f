/// Means, covariances and correlations of complete data, and which rows are complete.
///
/// x: persons in rows, variables in columns. Sums run in blocks of a fixed number of rows, around the first
/// row and then around the mean, so that large offsets cost no digits, a constant column has variance exactly
/// 0, and the order of summation does not depend on the machine.
#pragma once

#include "numeric/estimate.hpp"

#include <cstdint>
#include <vector>

namespace quaestor::numeric {

/// Rows without a missing answer, in their order.
[[nodiscard]] std::vector<Eigen::Index> complete_rows(MatrixIn x);

/// Those rows of x.
[[nodiscard]] Eigen::MatrixXd rows_of(MatrixIn x, std::vector<Eigen::Index> const& rows);

/// Column means; x has no missing values and at least one row.
[[nodiscard]] Eigen::VectorXd means(MatrixIn x);

/// Denominator n - 1; x has no missing values and at least two rows.
/// Cost O(n k^2).
[[nodiscard]] Eigen::MatrixXd covariance(MatrixIn x);

/// r_ij = c_ij / sqrt(c_ii c_jj), the diagonal exactly 1. Row and column of a variable without variance are
/// absent, the diagonal included.
[[nodiscard]] Eigen::MatrixXd correlation_of(MatrixIn covariance);

/// Each pair of variables by the persons who answered both; means and variances of a pair are those persons'
/// too, as in R's cor(use = "pairwise.complete.obs"). Entries resting on fewer than two persons, and
/// correlations of a variable that does not vary among them, are absent. The matrix need not be positive
/// definite.
struct PairwiseMoments {
    Eigen::MatrixXd covariance;  ///< denominator n - 1
    Eigen::MatrixXd correlation;
    Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic> persons;  ///< answers behind each entry
};
[[nodiscard]] PairwiseMoments pairwise_moments(MatrixIn x);

}  // namespace quaestor::numeric
