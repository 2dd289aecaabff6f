/// McDonald's omega from a model with one factor.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/bootstrap.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/factor/efa.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <vector>

namespace quaestor::reliability {

struct OmegaOptions {
    factor::ExtractionMethod estimator = factor::ExtractionMethod::minres;
    /// Of the sum of standardized items, as psych::omega does. Else of the sum of the items as they are, as
    /// lavaan with semTools does: loadings are then in the units of the items.
    bool standardized = true;
    VariableNames names{};  ///< for messages
};

/// l loadings, u uniquenesses, S the correlations or covariances. The three forms agree where the model fits
/// perfectly.
struct Omega {
    double total = absent;  ///< 1 - sum u / sum S; omega.tot of psych::omega
    /// (sum l)^2 / sum S: the general factor's share of the observed variance; semTools::compRelSEM by
    /// default
    double of_observed = absent;
    /// (sum l)^2 / ((sum l)^2 + sum u); semTools::compRelSEM(obs.var = FALSE), and most papers' formula
    double of_model = absent;
    Eigen::VectorXd loadings;           ///< length k
    Eigen::VectorXd uniquenesses;       ///< length k, variance - loading^2; below 0 only in a Heywood case
    double h = absent;                  ///< construct replicability of the factor
    std::vector<Eigen::Index> heywood;  ///< items whose uniqueness ended at its lower bound
    factor::ExtractionMethod estimator = factor::ExtractionMethod::minres;
    bool standardized = true;
    Convergence convergence;
    SampleUse use;
};

/// Omega of a correlation matrix, of whatever kind; `use` stays empty. R as for factor::exploratory_factors
/// with one factor.
[[nodiscard]] Outcome<Omega> omega_of_correlations(MatrixIn r, OmegaOptions const& options = {});

/// Omega total from the one-factor model of the items, by listwise deletion.
///
/// Needs 3 items (S101: two determine no factor), 3 complete persons (S102), finite answers (S113) that vary
/// (S103), a sum that varies (S104), and for maximum likelihood items that cannot be computed from each other
/// (S105).
/// Warns of Heywood cases (S108).
/// Cost O(n k^2), and O(k^3) per step of the extraction.
/// Source: McDonald (1999), Test Theory: A Unified Treatment, ch. 6; Revelle & Zinbarg (2009), Psychometrika
/// 74, 145-154.
/// Checked against psych::omega(nfactors = 1) and semTools::compRelSEM in tests/golden/reliability.
[[nodiscard]] Outcome<Omega> omega_total(MatrixIn items, OmegaOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<Omega> omega_total(intake::CompleteItems const& items,
                                         OmegaOptions const& options = {});

struct OmegaBootstrap {
    Estimate percentile;  ///< of Omega::total
    double standard_error = absent;
    std::int64_t replications = 0;
    std::int64_t without_value = 0;  ///< resamples without a model; they are left out
    std::uint64_t seed = 0;
};

/// The percentile interval of omega total. Refuses what omega_total refuses, a level outside (0, 1) and fewer
/// than 100 replications (S111).
/// Cost O(replications n k^2), and as many extractions.
/// Source: Kelley & Pornprasertmanit (2016), Psychological Methods 21, 69-92.
[[nodiscard]] Outcome<OmegaBootstrap> bootstrap_omega(MatrixIn items, double level,
                                                      numeric::BootstrapOptions const& bootstrap,
                                                      OmegaOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<OmegaBootstrap> bootstrap_omega(intake::CompleteItems const& items, double level,
                                                      numeric::BootstrapOptions const& bootstrap,
                                                      OmegaOptions const& options = {});

}  // namespace quaestor::reliability
