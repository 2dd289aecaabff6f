/// Omega of the sum of ordered answers, from a factor model of the normal variables behind them.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/polychoric.hpp"
#include "psychometrics/intake/variable_names.hpp"
#include "psychometrics/reliability/omega_structure.hpp"
#include "psychometrics/sem/fit.hpp"

#include <vector>

namespace quaestor::reliability {

struct CategoricalOmegaOptions {
    bool weighted = true;   ///< DWLS; else ULS
    VariableNames names{};  ///< for messages
};

struct CategoricalOmega {
    /// Of the sum of the answers: the scored scale.
    OmegaOfSum total{};
    std::vector<OmegaOfSum> parts;
    /// Of the sum of the normal variables behind them, which nobody has a score of.
    OmegaOfSum latent_total{};
    std::vector<OmegaOfSum> latent_parts;
    sem::Parts items;
    sem::StructureFit fit;  ///< of polychoric correlations
    SampleUse use;
};

/// Covariance of two items' scores. An item with answers v_0 < v_1 ... and thresholds t_1, t_2 ... is v_0
/// plus a step v_c - v_c-1 for each threshold that its normal variable is above, so that for two items whose
/// normal variables correlate by rho
///
///   cov = sum_c sum_d step_c step_d (P(X <= t_c, Y <= t_d; rho) - P(X <= t_c) P(Y <= t_d))
///
/// with steps of 1 where answers are consecutive whole numbers. -1 <= rho <= 1. `values` has one more element
/// than `thresholds`.
[[nodiscard]] double covariance_of_scores(std::vector<double> const& values_x, VectorIn thresholds_x,
                                          std::vector<double> const& values_y, VectorIn thresholds_y,
                                          double rho);

/// The scores' covariances by what the normal variables have in common (L Phi L'), over their covariances by
/// the polychoric correlations (of_observed) or by those of the model (of_model): Green and Yang's nonlinear
/// reliability. One part is the one-factor model; several are factors that correlate.
///
/// `polychoric` is a matrix of ordered items by listwise deletion; DWLS weighs by its standard errors.
///
/// Needs 3 items (S101) with all correlations (S106), none of them with a standard error missing where they
/// weigh (S106), parts as for omega_of_structure (S168), and a solution in which what items have in common
/// exceeds no item's variance (S169). Warns as sem::fit_correlations, and where the value is .95 or more
/// while the model fits badly or is inadmissible, or is 1 or more (S171). Cost of the fit, and three
/// bivariate normal distributions for each pair of items at each pair of thresholds. Source: Green & Yang
/// (2009), Psychometrika 74, 155-167. Checked against semTools::compRelSEM(ord.scale = TRUE) in
/// tests/golden/reliability/categorical_*.csv.
[[nodiscard]] Outcome<CategoricalOmega> categorical_omega(correlation::PolychoricMatrix const& polychoric,
                                                          sem::Parts const& parts,
                                                          CategoricalOmegaOptions const& options = {});

}  // namespace quaestor::reliability
