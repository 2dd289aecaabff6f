/// How numbers are handed over: persons in rows, items in columns, NaN where there is no answer.
#pragma once

#include <limits>

#include <Eigen/Core>

namespace quaestor {

/// A matrix or any block of one, read without a copy.
using MatrixIn = Eigen::Ref<Eigen::MatrixXd const> const&;
using VectorIn = Eigen::Ref<Eigen::VectorXd const> const&;

/// In data: no answer. In results: a number that does not exist; the header of the result says when, and a
/// writer shows it as blank with the reason, never as a number.
inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

}  // namespace quaestor
