/// Minimum residuals, which is unweighted least squares.
#pragma once

#include "psychometrics/factor/extraction.hpp"

namespace quaestor::factor {

/// Half the sum of squared residuals of r - diag(u) after its m largest eigenvalues are taken out,
///
///   f(u)    = 1/2 sum_{j > m} e_j^2
///   df/du_i = - sum_{j > m} e_j v_ij^2
///
/// with e_1 >= e_2 ... the eigenvalues of r - diag(u) and v_j their vectors. (A negative e_j with j <= m is
/// left over too, because loadings are real.) At a minimum inside the bounds the diagonal residuals vanish,
/// so that f is half the sum of all squared off-diagonal residuals: the criterion of Harman & Jones and of
/// psych::fa(fm = "minres").
[[nodiscard]] double minres_criterion(MatrixIn r, Eigen::Index factors, VectorIn uniquenesses,
                                      Eigen::VectorXd& gradient);

/// Minimises it over u in [lowest_uniqueness, 1] from u = 1 - squared multiple correlations. Works on a
/// singular r too.
/// Cost O(k^3) per step.
/// Source: Harman & Jones (1966), Psychometrika 31, 351-368; as least squares: Joreskog (1977), in Enslein,
/// Ralston & Wilf (eds.), Statistical Methods for Digital Computers III, 125-153.
/// Checked against psych::fa(fm = "minres") in tests/golden/factor.
[[nodiscard]] Extraction extract_minres(MatrixIn r, Eigen::Index factors,
                                        ExtractionOptions const& options = {});

}  // namespace quaestor::factor
