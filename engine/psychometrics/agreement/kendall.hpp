/// Kendall's W: whether raters put units into the same order.
///
/// ratings: n units (rows) x k raters (columns), NaN where a rating is missing; listwise.
#pragma once

#include "psychometrics/agreement/ratings.hpp"

namespace quaestor::agreement {

struct KendallW {
    double w = absent;  ///< in 0 ... 1
    double mean_rho =
        absent;  ///< (k W - 1) / (k - 1): mean of Spearman's rho over pairs of raters, without ties
    double chi_squared = absent;
    double df = absent;
    double p_value = absent;  ///< that the order is chance; the approximation is poor below 8 units
    UnitUse use;
};

/// With R_i the sum of the ranks of unit i and T the ties, sum over raters and groups of t^3 - t:
///   W = 12 sum (R_i - mean)^2 / (k^2 (n^3 - n) - k T),   chi^2 = k (n - 1) W with n - 1 degrees of freedom
/// Needs 2 raters (S151), 2 units that all rated (S150), finite ratings (S113) and a rater who tells units
/// apart (S152).
/// Cost O(k n log n).
/// Source: Kendall & Smith (1939), Annals of Mathematical Statistics 10, 275-287.
/// Checked against irr::kendall in tests/golden/agreement.
[[nodiscard]] Outcome<KendallW> kendall_w(MatrixIn ratings);

}  // namespace quaestor::agreement
