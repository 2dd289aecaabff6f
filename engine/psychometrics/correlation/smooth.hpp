/// Correlation matrices that are none: entries that were estimated one by one need not fit together.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/correlation_matrix.hpp"

namespace quaestor::correlation {

/// The nearest thing to r without negative eigenvalues: those below 1e-12 become 1e-10, all are scaled to sum
/// to k again, and the product is scaled to a diagonal of 1. Nothing where no eigenvalue is that small. r is
/// finite.
/// Source: Wothke (1993), in Bollen & Long (eds.), Testing Structural Equation Models, 256-293.
/// Checked against psych::cor.smooth in tests/golden/correlation.
[[nodiscard]] std::optional<Smoothing> smooth(Eigen::MatrixXd& r);

/// Smooths the matrix where `wanted` and needed, and says by how much (S134); else warns where it is not
/// positive definite and which items hang together in that (S133). A matrix with an absent entry is left as
/// it is.
[[nodiscard]] Diagnostics make_proper(CorrelationMatrix& matrix, bool wanted, VariableNames const& names);

}  // namespace quaestor::correlation
