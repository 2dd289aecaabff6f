/// How far a simple structure is from covariances or correlations: what a fit makes small.
///
/// Every derivative of Sigma is a b' + b a' for two vectors: for a loading l_j with a = e_j, b = L Phi e_f
/// and f its factor; for the correlation of factors f and g with a, b the columns f and g of L; for a
/// residual variance with a = e_j, b = e_j / 2. Gradient and curvature are sums of products of those.
#pragma once

#include "psychometrics/sem/simple_structure.hpp"

namespace quaestor::sem {

/// Maximum likelihood, of all parameters:
///
///   F       = log|Sigma| + tr(S Sigma^-1) - log|S| - k
///   dF/dp_i = 2 a_i' Sigma^-1 (Sigma - S) Sigma^-1 b_i
///
/// Absent where Sigma is not positive definite.
/// Source: Joreskog (1969), Psychometrika 34, 183-202.
[[nodiscard]] double ml_discrepancy(MatrixIn s, double log_determinant_of_s, SimpleStructure const& structure,
                                    VectorIn parameters, Eigen::VectorXd& gradient);

/// Its expected second derivatives where the model holds: n / 2 times these is the information.
///
///   H_ij = tr(Sigma^-1 dSigma/dp_i Sigma^-1 dSigma/dp_j)
///
/// Empty where Sigma is not positive definite. Cost O(k p^2).
[[nodiscard]] Eigen::MatrixXd ml_curvature(SimpleStructure const& structure, VectorIn parameters);

/// Weighted least squares of correlations, of loadings and factor correlations; residual variances follow
/// from the diagonal:
///
///   F       = 1/2 sum_{i > j} w_ij (r_ij - sigma_ij)^2,   sigma_ij = l_i phi_fg l_j
///   dF/dp_i = - 2 a_i' E b_i,   E_ij = w_ij (r_ij - sigma_ij) / 2, diagonal 0
///
/// Only the triangle below the diagonal of r and w is read. w = 1 everywhere is unweighted least squares; one
/// over the asymptotic variances of polychoric correlations makes it DWLS.
/// Source: Muthen (1984), Psychometrika 49, 115-132, whose weights are the whole matrix of which DWLS takes
/// the diagonal.
[[nodiscard]] double least_squares_discrepancy(MatrixIn r, MatrixIn w, SimpleStructure const& structure,
                                               VectorIn parameters, Eigen::VectorXd& gradient);

/// Its second derivatives without those of sigma (Gauss-Newton): sum_{i > j} w_ij dsigma_ij dsigma_ij'.
[[nodiscard]] Eigen::MatrixXd least_squares_curvature(MatrixIn w, SimpleStructure const& structure,
                                                      VectorIn parameters);

}  // namespace quaestor::sem
