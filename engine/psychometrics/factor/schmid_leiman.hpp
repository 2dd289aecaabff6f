/// Schmid and Leiman's transformation: correlated factors become a general factor and group factors that are
/// all uncorrelated.
#pragma once

#include "numeric/estimate.hpp"

namespace quaestor::factor {

/// k items, m group factors.
struct SchmidLeiman {
    Eigen::VectorXd general;       ///< length k: loadings on the general factor
    Eigen::MatrixXd groups;        ///< k x m: loadings on the group factors
    Eigen::VectorXd second_order;  ///< length m: loadings of the factors on the general one
    bool heywood = false;          ///< a factor that is the general factor itself: nothing of its own is left
    Convergence convergence;       ///< of the second extraction; converged where there was none
};

/// With P the pattern (k x m), Phi the factor correlations, and s the loadings of a single minres factor of
/// Phi:
///
///   general = P s,   groups = P diag(sqrt(1 - s^2))
///
/// Two factors do not determine s: both get sqrt(|phi|), the second with the sign of phi, as psych::schmid
/// does. m >= 2. Cost O(k m), and O(m^3) per step of the extraction.
/// Source: Schmid & Leiman (1957), Psychometrika 22, 53-61.
/// Checked against psych::schmid in tests/golden/reliability, and on the population of Jensen & Weng (1994).
[[nodiscard]] SchmidLeiman schmid_leiman(MatrixIn pattern, MatrixIn phi);

}  // namespace quaestor::factor
