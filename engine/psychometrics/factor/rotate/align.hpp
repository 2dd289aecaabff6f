/// Factors have no sign and no order of their own. These choose one, so that a run repeats and two runs can
/// be compared.
#pragma once

#include "numeric/matrix.hpp"

#include <vector>

namespace quaestor::factor {

struct Alignment {
    Eigen::MatrixXd loadings;         ///< k x m
    Eigen::MatrixXd phi;              ///< m x m
    std::vector<Eigen::Index> order;  ///< new column j was old column order[j]
    std::vector<double> sign;         ///< and was multiplied by this
};

/// As psych::fa: each factor is turned so that its loadings sum to no less than 0, then factors are ordered
/// by falling sum of squared loadings, which for correlated factors is the diagonal of Phi L'L. Ties keep
/// their order. `keep_first` leaves the first column in its place (the general factor of a bifactor
/// rotation).
[[nodiscard]] Alignment align(MatrixIn loadings, MatrixIn phi, bool keep_first = false);

/// Permutes and turns the columns to be nearest to `target` (k x m): the pairs are chosen greedily by the
/// largest absolute congruence. For comparing solutions.
[[nodiscard]] Alignment align_to(MatrixIn loadings, MatrixIn phi, MatrixIn target);

}  // namespace quaestor::factor
