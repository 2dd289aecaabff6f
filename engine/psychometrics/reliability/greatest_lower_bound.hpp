/// The greatest lower bound to the reliability of a sum: as much error variance as the covariances allow.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

namespace quaestor::reliability {

struct GlbOptions {
    /// Of the correlations: for the sum of standardized items.
    bool standardized = false;
    VariableNames names{};  ///< for messages
};

struct GreatestLowerBound {
    double glb = absent;
    Eigen::VectorXd error_variances;  ///< u, length k; none is negative
    /// At most so far is `glb` above the optimum: a bound that is proved, not hoped for.
    double gap = absent;
    std::int64_t steps = 0;  ///< of Newton's method
    SampleUse use;
};

/// Below so many persons the greatest lower bound of a sample lies well above that of its population (S162).
inline constexpr std::int64_t persons_for_glb = 1000;

/// Of a positive definite covariance or correlation matrix; none where that is singular.
[[nodiscard]] std::optional<GreatestLowerBound> greatest_lower_bound_of(MatrixIn covariance);

///   glb = 1 - max sum u / 1'C 1   where u >= 0 and C - diag(u) is positive semidefinite
///
/// a semidefinite program, solved by Newton's method with a logarithmic barrier; no bound to reliability
/// from these covariances is greater. Its answer is the number of psych::glb.algebraic. psych::glb.fa is
/// another thing: the communalities of a factor analysis in place of the optimum.
/// Needs 2 items (S101), 3 complete persons (S102), finite answers (S113), a sum that varies (S104), items
/// that vary (S103) and that cannot be computed from each other (S105). Warns below `persons_for_glb` persons
/// (S162). Listwise. Cost O(k^3) per step, about a hundred steps. Source: Bentler & Woodward (1980),
/// Psychometrika 45, 249-267; Berge, Snijders & Zegers (1981), Psychometrika 46, 201-213; bias: Berge & Socan
/// (2004), Psychometrika 69, 613-625; the barrier: Boyd & Vandenberghe (2004), Convex Optimization, ch. 11.
/// Checked against psych::glb.algebraic, which uses CSDP, in tests/golden/reliability.
[[nodiscard]] Outcome<GreatestLowerBound> greatest_lower_bound(MatrixIn items,
                                                               GlbOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<GreatestLowerBound> greatest_lower_bound(intake::CompleteItems const& items,
                                                               GlbOptions const& options = {});

}  // namespace quaestor::reliability
