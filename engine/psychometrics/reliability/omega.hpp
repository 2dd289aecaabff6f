/// McDonald's omega from a model with one factor.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <vector>

namespace quaestor::reliability {

struct OmegaOptions {
    VariableNames names{};  ///< for messages
};

/// l loadings, u uniquenesses, R the correlations. The three forms agree where the model fits perfectly.
struct Omega {
    double total = absent;         ///< 1 - sum u / sum R; omega.tot of psych::omega
    double of_observed = absent;   ///< (sum l)^2 / sum R: the general factor's share of the observed variance
    double of_model = absent;      ///< (sum l)^2 / ((sum l)^2 + sum u)
    Eigen::VectorXd loadings;      ///< length k
    Eigen::VectorXd uniquenesses;  ///< length k, 1 - loading^2; below 0 only in a Heywood case
    std::vector<Eigen::Index> heywood;  ///< items whose uniqueness ended at its lower bound
    Convergence convergence;
    SampleUse use;
};

/// Omega of a correlation matrix; `use` stays empty. R as for factor::exploratory_factors with one factor.
[[nodiscard]] Outcome<Omega> omega_of_correlations(MatrixIn r, OmegaOptions const& options = {});

/// Omega total of the sum of standardized items: the one-factor minres model of their correlations, by
/// listwise deletion.
///
/// Needs 3 items (S101: two determine no factor), 3 complete persons (S102), finite answers (S113) that vary
/// (S103), and a standardized sum that varies (S104).
/// Warns of Heywood cases (S108).
/// Cost O(n k^2), and O(k^3) per step of the extraction.
/// Source: McDonald (1999), Test Theory: A Unified Treatment, ch. 6; Revelle & Zinbarg (2009), Psychometrika
/// 74, 145-154.
/// Checked against psych::omega(nfactors = 1) in tests/golden/reliability.
[[nodiscard]] Outcome<Omega> omega_total(MatrixIn items, OmegaOptions const& options = {});

}  // namespace quaestor::reliability
