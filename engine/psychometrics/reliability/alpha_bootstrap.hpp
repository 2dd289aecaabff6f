/// Intervals of Cronbach's alpha that assume no distribution of the answers.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/bootstrap.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>

namespace quaestor::reliability {

struct AlphaBootstrapOptions {
    double level = 0.95;               ///< in (0, 1)
    std::int64_t replications = 1000;  ///< at least 100
    std::uint64_t seed = 1;
    std::size_t threads = 0;
    VariableNames names{};  ///< for messages
};

struct AlphaBootstrap {
    Estimate percentile;
    Estimate bca;  ///< bias-corrected and accelerated
    double standard_error = absent;
    double acceleration = absent;
    std::int64_t replications = 0;
    std::int64_t without_value = 0;  ///< resamples in which the sum did not vary; they are left out
    std::uint64_t seed = 0;
    SampleUse use;
};

/// Alpha needs of a sample only the sums of each item, of sum_j x_ij^2 and of (sum_j x_ij)^2, so that a
/// resample costs O(n k) and no covariance matrix.
///
/// Refuses what cronbach_alpha refuses, and fewer than 100 replications (S111). Listwise.
/// Cost O(replications n k).
/// Source: Efron (1987), Journal of the American Statistical Association 82, 171-185; for alpha: Padilla,
/// Divers & Newton (2012), Applied Psychological Measurement 36, 331-348.
/// Checked against alpha of each resample's covariances in tests/psychometrics/reliability.
[[nodiscard]] Outcome<AlphaBootstrap> bootstrap_alpha(MatrixIn items,
                                                      AlphaBootstrapOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<AlphaBootstrap> bootstrap_alpha(intake::CompleteItems const& items,
                                                      AlphaBootstrapOptions const& options = {});

struct AlphaJackknife {
    Estimate alpha;  ///< normal interval from standard_error
    double standard_error = absent;
    /// standard_error over the one that normal answers would have (alpha_standard_error). Far from 1,
    /// intervals that assume normal answers, Feldt's among them, cover too much or too little.
    double ratio = absent;
};

/// Beyond this, or below its inverse, S164 warns, where it is also more than chance makes of normal answers:
/// of n persons the logarithm of the ratio has a standard deviation of about 1.1 / sqrt(n), and two and a
/// half of these are let pass. Below this many persons bootstrap intervals are too narrow, which S167 says.
/// Both by simulation: see docs/methods/reliability.md.
inline constexpr double ratio_in_doubt = 1.15;
inline constexpr std::int64_t persons_for_bootstrap = 100;

/// A standard error that assumes no distribution, from alpha without each person in turn:
///
///   se^2 = (n - 1) / n sum (alpha_(i) - mean)^2
///
/// which for large n is that of Yuan, Guarnaccia and Hayslip.
/// Refuses what cronbach_alpha refuses. Warns where it differs much from that of normal answers (S164).
/// Listwise. Cost O(n k).
/// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 11; Yuan, Guarnaccia & Hayslip
/// (2003), Educational and Psychological Measurement 63, 5-23.
[[nodiscard]] Outcome<AlphaJackknife> jackknife_alpha(MatrixIn items, double level = 0.95,
                                                      VariableNames const& names = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<AlphaJackknife> jackknife_alpha(intake::CompleteItems const& items,
                                                      double level = 0.95);

}  // namespace quaestor::reliability
