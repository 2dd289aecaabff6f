/// Maximum likelihood.
#pragma once

#include "psychometrics/factor/extraction.hpp"

namespace quaestor::factor {

/// The discrepancy log|S| - log|r| + tr(r S^-1) - k of S = L L' + diag(u), for the best L at u = exp(log_u):
///
///   f            = sum_{j > m} (t_j - log t_j - 1)
///   df/dlog u_i  = - sum_{j > m} (t_j - 1) w_ij^2
///
/// with t_1 >= t_2 ... the eigenvalues of diag(u)^-1/2 r diag(u)^-1/2 and w_j their vectors. (A t_j < 1 with
/// j <= m is left over too, because loadings are real.)
[[nodiscard]] double ml_criterion(MatrixIn r, Eigen::Index factors, VectorIn log_uniquenesses,
                                  Eigen::VectorXd& gradient);

/// Minimises it over u in [lowest_uniqueness, 1]; r must be positive definite. Starts as factanal does, from
/// u_j = (1 - m / (2 k)) / (r^-1)_jj.
/// Cost O(k^3) per step.
/// Source: Joreskog (1967), Psychometrika 32, 443-482; Lawley & Maxwell (1971), Factor Analysis as a
/// Statistical Method.
/// Checked against factanal and psych::fa(fm = "ml") in tests/golden/factor.
[[nodiscard]] Extraction extract_ml(MatrixIn r, Eigen::Index factors, ExtractionOptions const& options = {});

}  // namespace quaestor::factor
