/// Are there common factors to look for? Sampling adequacy and the test that nothing correlates.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>

namespace quaestor::dimensionality {

struct KmoOptions {
    VariableNames names{};  ///< for messages
};

struct KmoBartlett {
    double kmo = absent;          ///< in [0, 1]; absent when all correlations are 0
    Eigen::VectorXd item_msa;     ///< per item; absent for one without any correlation
    double chi_squared = absent;  ///< Bartlett's
    std::int64_t df = 0;          ///< k (k - 1) / 2
    double p_value = absent;
    double determinant = absent;  ///< of r
};

/// Kaiser-Meyer-Olkin measure and Bartlett's test of sphericity, for r (k x k) resting on `persons` persons.
///
///   KMO  = sum r_ij^2 / (sum r_ij^2 + sum q_ij^2)   over i != j; an item's MSA over its own row only
///   chi2 = - (n - 1 - (2 k + 5) / 6) log|r|         with k (k - 1) / 2 degrees of freedom
///
/// where q_ij is the partial correlation given all other items.
/// Refuses what is no correlation matrix (S101 below 2 items, S106, S110), a singular one (S105), and persons
/// not more than items (S102).
/// Cost O(k^3).
/// Source: Kaiser (1970), Psychometrika 35, 401-415; Kaiser & Rice (1974), Educational and Psychological
/// Measurement 34, 111-117; Bartlett (1951), Biometrika 38, 337-344.
/// Checked against psych::KMO and psych::cortest.bartlett in tests/golden/dimensionality.
[[nodiscard]] Outcome<KmoBartlett> kmo_bartlett(MatrixIn r, std::int64_t persons,
                                                KmoOptions const& options = {});

}  // namespace quaestor::dimensionality
