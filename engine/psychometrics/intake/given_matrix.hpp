/// Is a matrix that someone hands us a correlation matrix, and can it be inverted? If not, which items are to
/// blame?
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <string>

namespace quaestor::intake {

/// Errors: fewer than `items` variables (S101); an entry that is absent (S106); not square, not symmetric, a
/// diagonal other than 1, or an entry beyond -1 and 1 (S110). No diagnostics when all is well. Does not look
/// at eigenvalues.
[[nodiscard]] Diagnostics check_correlation_matrix(MatrixIn r, std::string const& statistic,
                                                   Eigen::Index items, VariableNames const& names = {});

/// S105: the matrix is singular or has negative eigenvalues, and which items hang together. For a correlation
/// matrix that has no inverse in the sense of numeric::invert_positive_definite. `consequence`: "KMO is not
/// defined".
[[nodiscard]] Diagnostic singular_matrix(Severity severity, MatrixIn r, std::string const& consequence,
                                         VariableNames const& names = {});

}  // namespace quaestor::intake
