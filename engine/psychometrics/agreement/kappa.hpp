/// Kappa of two raters: agreement beyond what their own frequencies would give by chance.
///
/// ratings: n units (rows) x 2 raters (columns), NaN where a rating is missing. Units that both rated are
/// used.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/agreement/ratings.hpp"
#include "psychometrics/agreement/weights.hpp"

namespace quaestor::agreement {

struct KappaOptions {
    Weighting weighting = Weighting::identity;
    Eigen::MatrixXd own_weights{};     ///< instead of `weighting` where not empty: weights of agreement
    std::vector<double> categories{};  ///< ascending; empty: those that occur
    double level = 0.95;               ///< in (0, 1)
};

struct Kappa {
    Estimate kappa;                       ///< at most 1
    double observed = absent;             ///< weighted share of agreement
    double expected = absent;             ///< the same by chance
    double standard_error = absent;       ///< of the interval
    double null_standard_error = absent;  ///< were there no agreement beyond chance
    double z = absent;                    ///< kappa over its standard error under the null hypothesis
    double p_value = absent;              ///< two-sided
    double largest =
        absent;  ///< kappa if the two agreed as far as their own frequencies allow; unweighted only
    std::vector<double> categories;
    Eigen::MatrixXd table;  ///< q x q counts: first rater in rows, second in columns
    UnitUse use;
};

/// Cohen's kappa of a table of counts, weighted by agreement `weights` (1 on the diagonal).
///
///   kappa = (po - pe) / (1 - pe),   po = sum w_ij p_ij,   pe = sum w_ij p_i. p_.j
/// With a_ij = mean_l w_il p_.l + mean_l w_lj p_l. :
///   se^2      = (sum p_ij (w_ij - a_ij (1 - kappa))^2 - (kappa - pe (1 - kappa))^2) / (n (1 - pe)^2)
///   se_null^2 = (sum p_i. p_.j (w_ij - a_ij)^2 - pe^2) / (n (1 - pe)^2)
/// There is no kappa where pe is 1.
/// Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46; Cohen (1968), Psychological
/// Bulletin 70, 213-220; Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323-327.
[[nodiscard]] Kappa kappa_of(MatrixIn table, MatrixIn weights, double level);

/// The same of ratings.
///
/// psych::cohen.kappa gives the same interval for quadratic weights, and irr::kappa2 the same z. For
/// weights of one's own psych's variance is not that of the formula; a bootstrap agrees with ours.
/// Needs exactly 2 raters (S151), 2 units that both rated (S150), ratings that are not all the same (S152),
/// weights that fit (S155), and what categorize() asks for.
/// Source: Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323-327.
/// Checked against psych and irr in tests/golden/agreement.
[[nodiscard]] Outcome<Kappa> cohen_kappa(MatrixIn ratings, KappaOptions const& options = {});

/// Light's kappa: the mean of Cohen's kappa over all pairs of raters, by the units that all rated.
struct LightKappa {
    double kappa = absent;
    std::int64_t pairs = 0;
    UnitUse use;
};

/// Each pair has a kappa, or there is none of all (S152). No standard error: irr::kappam.light gives one
/// that its source does not support.
/// Source: Light (1971), Psychological Bulletin 76, 365-377.
/// Checked against irr::kappam.light in tests/golden/agreement.
[[nodiscard]] Outcome<LightKappa> light_kappa(MatrixIn ratings);

}  // namespace quaestor::agreement
