/// Coefficients (pa - pe) / (1 - pe) of any number of raters who may leave units out: one share of
/// agreement, and five ideas of what chance alone would give.
///
/// ratings: n units (rows) x k raters (columns), NaN where a rating is missing.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/agreement/ratings.hpp"
#include "psychometrics/agreement/weights.hpp"

namespace quaestor::agreement {

struct ChanceOptions {
    Weighting weighting = Weighting::identity;
    Eigen::MatrixXd own_weights{};     ///< instead of `weighting` where not empty
    std::vector<double> categories{};  ///< ascending; empty: those that occur
    double level = 0.95;               ///< in (0, 1)
};

struct Coefficient {
    Estimate value;            ///< at most 1; absent where chance alone gives full agreement
    double observed = absent;  ///< pa
    double expected = absent;  ///< pe
    double standard_error = absent;
    double t = absent;  ///< value over its standard error; absent where that is 0
    double p_value = absent;
};

struct ChanceCorrected {
    Coefficient agreement;         ///< the share of agreement itself: nothing is taken off
    Coefficient brennan_prediger;  ///< chance: every category as likely
    Coefficient gwet;    ///< chance: only units that are hard to place are placed by it: AC1, weighted AC2
    Coefficient fleiss;  ///< chance: frequencies of all raters together
    Coefficient conger;  ///< chance: each rater's own frequencies; Cohen's kappa of more than two
    /// chance: all ratings put back and drawn anew, without replacement; no error and no interval here, which
    /// krippendorff.hpp has by resampling units
    Coefficient krippendorff;
    std::int64_t categories = 0;  ///< q
    double df = absent;           ///< of every t: units with a rating, less one
    UnitUse use;                  ///< units with one rating have a part in pe only
};

/// With r_ik the number of raters who put unit i into category k, r_i their sum, r*_ik = sum_l w_kl r_il:
///   pa = mean over units with r_i >= 2 of sum_k r_ik (r*_ik - 1) / (r_i (r_i - 1))
///   pe = sum w / q^2                                         Brennan & Prediger
///        sum w sum_k pi_k (1 - pi_k) / (q (q - 1))           Gwet, with pi_k = mean_i r_ik / r_i
///        sum w_kl pi_k pi_l                                  Fleiss
///        mean over pairs of raters of sum w_kl p_gk p_hl     Conger
/// Krippendorff's alpha takes units with two ratings alone, weighs them by r_i, and sets pa = (1 - e) pa' +
/// e with e = 1 / sum r_i. Standard errors over units, by Gwet's linearization; intervals and tests by t
/// with n - 1 degrees of freedom, n the units with a rating; the upper bound is at most 1.
///
/// q are the categories that occur, unless they are named: Gwet's and Brennan and Prediger's coefficients
/// depend on those that nobody used.
/// Needs 2 raters (S151), 2 units with two ratings (S150), and what categorize(), own_weights() and
/// check_level() ask for.
/// Cost O(n k^2 + q^2).
/// Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48; Gwet (2014),
/// chapters 2 to 5; Brennan & Prediger (1981), Educational and Psychological Measurement 41, 687-699;
/// Conger (1980), Psychological Bulletin 88, 322-328.
/// Checked against irrCAC in tests/golden/agreement.
[[nodiscard]] Outcome<ChanceCorrected> chance_corrected(MatrixIn ratings, ChanceOptions const& options = {});

}  // namespace quaestor::agreement
