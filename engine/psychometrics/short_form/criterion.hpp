/// What makes a subset of a scale's items a good short form: numbers of a covariance matrix and some of its
/// rows.
///
/// C: covariances of k items, already reversed. A subset is a list of columns, rising, at least 2.
#pragma once

#include "numeric/matrix.hpp"

#include <string_view>
#include <vector>

namespace quaestor::short_form {

using Subset = std::vector<Eigen::Index>;

enum class Criterion {
    alpha,      ///< Cronbach's alpha of the subset
    omega,      ///< omega total of the subset: one factor, minres, correlations; needs 3 items
    full_r,     ///< correlation of the subset's sum with the sum of all items
    left_out_r  ///< correlation of the subset's sum with the sum of the items left out
};

/// "alpha", "omega", "full", "left-out": as options and results name them.
[[nodiscard]] std::string_view name_of(Criterion criterion);

/// Every number of a subset; those that do not exist are absent.
struct Quality {
    double alpha = absent;
    double omega = absent;  ///< absent below 3 items and where an item does not vary
    double full_r = absent;
    double left_out_r = absent;  ///< absent where nothing is left out
};
[[nodiscard]] Quality quality(MatrixIn covariance, Subset const& subset);

/// The one number; absent likewise.
///   full_r = c(S, all) / sqrt(c(S, S) c(all, all)),   c(A, B) = sum of the covariances between A and B
/// Shared items make full_r high whatever they measure; left_out_r has no such part.
[[nodiscard]] double value_of(Criterion criterion, MatrixIn covariance, Subset const& subset);

}  // namespace quaestor::short_form
