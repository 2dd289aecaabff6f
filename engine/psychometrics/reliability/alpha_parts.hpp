/// Alpha from sums over persons: what a resample needs.
#pragma once

#include "numeric/matrix.hpp"

namespace quaestor::reliability {

/// n x (k + 2), a row a person: the items less their means, the sum of their squares, the square of their
/// sum. `answers` has no missing values.
[[nodiscard]] Eigen::MatrixXd alpha_parts(MatrixIn answers);

/// Alpha of n persons whose parts add up to `sums`; absent where the sum of the items does not vary.
[[nodiscard]] double alpha_of_sums(Eigen::Ref<Eigen::RowVectorXd const> const& sums, double n);

}  // namespace quaestor::reliability
