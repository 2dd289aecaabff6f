/// Omega from the structure that a definition declares: parts of a scale, each with a factor of its own.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"
#include "psychometrics/sem/fit.hpp"

#include <vector>

namespace quaestor::reliability {

/// Of the sum of some items: what factors give to its variance, over the variance itself.
struct OmegaOfSum {
    double of_observed = absent;  ///< over the variance in the sample
    double of_model = absent;     ///< over the variance that the model implies
};

/// common: k x k, what the items have in common by the model (L Phi L'). Absent where a sum does not vary.
[[nodiscard]] OmegaOfSum omega_of_sum(MatrixIn common, MatrixIn observed, MatrixIn implied);
/// Of the sum of these items alone.
[[nodiscard]] OmegaOfSum omega_of_sum(MatrixIn common, MatrixIn observed, MatrixIn implied,
                                      std::vector<Eigen::Index> const& items);

struct StructuralOmega {
    /// Of the sum of all items: 1' L Phi L' 1 over 1' S 1 and over 1' Sigma 1.
    OmegaOfSum total{};
    std::vector<OmegaOfSum> parts;  ///< of each part's sum, in their order
    sem::Parts items;               ///< columns of each part
    sem::StructureFit fit;          ///< covariances with n in the denominator
    SampleUse use;
};

/// Omega total and omega of each part, by listwise deletion, from the model that every item measures the
/// factor of its part and factors correlate, fitted by maximum likelihood to covariances with n.
///
/// All factors together are what the sum of all items measures: omega total of this model counts what the
/// parts share and what they do not.
///
/// Needs 3 items (S101), 3 complete persons (S102), finite answers (S113) that vary (S103), parts that are
/// disjoint, cover all items and have two items or more each (S168), and items that cannot be computed from
/// each other (S105). Warns as sem::fit_covariances.
/// Cost O(n k^2), and that of the fit.
/// Source: McDonald (1999), Test Theory: A Unified Treatment, ch. 6; Raykov & Shrout (2002), Structural
/// Equation Modeling 9, 195-212.
/// Checked against semTools::compRelSEM and lavaan in tests/golden/reliability/structure_*.csv.
[[nodiscard]] Outcome<StructuralOmega> omega_of_structure(MatrixIn items, sem::Parts const& parts,
                                                          VariableNames const& names = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<StructuralOmega> omega_of_structure(intake::CompleteItems const& items,
                                                          sem::Parts const& parts,
                                                          VariableNames const& names = {});

}  // namespace quaestor::reliability
