/// Guttman's lower bounds to reliability.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

namespace quaestor::reliability {

/// Each is a lower bound to the reliability of the sum; lambda 3 is alpha. (Lambda 4 is the best split half.)
struct Lambdas {
    double lambda1 = absent;  ///< 1 - tr C / s,   s = 1'C 1
    double lambda2 = absent;  ///< lambda1 + sqrt(k / (k - 1) sum_{i != j} c_ij^2) / s
    double lambda3 = absent;  ///< k / (k - 1) lambda1
    double lambda5 = absent;  ///< lambda1 + 2 sqrt(max_j sum_{i != j} c_ij^2) / s
    double lambda6 = absent;  ///< 1 - sum_j 1 / (C^-1)_jj / s; absent when C is singular
};

struct GuttmanOptions {
    /// Of the correlations instead of the covariances: for the sum of standardized items, as psych::guttman
    /// does.
    bool standardized = false;
    VariableNames names{};  ///< for messages
};

struct Guttman {
    Lambdas lambdas;
    SampleUse use;
};

/// From a covariance or correlation matrix with a sum above 0.
[[nodiscard]] Lambdas lambdas_of(MatrixIn covariance);

/// By listwise deletion.
/// Needs 2 items (S101), 3 complete persons (S102), finite answers (S113), a sum that varies (S104), and for
/// `standardized` items that vary (S103).
/// Warns when lambda 6 is absent (S105).
/// Cost O(n k^2 + k^3).
/// Source: Guttman (1945), Psychometrika 10, 255-282.
/// Checked against plain R and psych::guttman in tests/golden/reliability.
[[nodiscard]] Outcome<Guttman> guttman_lambdas(MatrixIn items, GuttmanOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<Guttman> guttman_lambdas(intake::CompleteItems const& items,
                                               GuttmanOptions const& options = {});

}  // namespace quaestor::reliability
