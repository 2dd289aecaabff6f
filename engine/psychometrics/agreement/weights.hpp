/// How much two categories agree: 1 for the same one, 0 for the farthest apart.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/matrix.hpp"

#include <string_view>
#include <vector>

namespace quaestor::agreement {

enum class Weighting {
    identity,   ///< only the same category agrees
    linear,     ///< 1 - |x - y| / range
    quadratic,  ///< 1 - (x - y)^2 / range^2
    ordinal,    ///< 1 - m (m - 1) / (q (q - 1)), m categories from one to the other, both included
};

[[nodiscard]] std::string_view name_of(Weighting weighting);

/// q x q, symmetric, diagonal 1. Linear and quadratic go by the values of the categories and not by their
/// places, so that 1, 2 and 4 are not equally far apart; for consecutive numbers that is the same. One
/// category: 1.
/// Source: Cicchetti & Allison (1971), American Journal of EEG Technology 11, 101-110; Fleiss & Cohen
/// (1973), Educational and Psychological Measurement 33, 613-619; Gwet (2014), chapter 3.
[[nodiscard]] Eigen::MatrixXd weights_of(Weighting weighting, std::vector<double> const& categories);

/// A matrix of one's own as weights of agreement. One with zeros on the diagonal holds weights of
/// disagreement v and becomes 1 - v / max v.
/// Refuses (S155) what is not q x q, not symmetric, not finite, below 0, or has a diagonal that is neither
/// all 1 nor all 0, or a weight above 1 beside a diagonal of 1.
[[nodiscard]] Outcome<Eigen::MatrixXd> own_weights(MatrixIn weights, Eigen::Index categories);

}  // namespace quaestor::agreement
