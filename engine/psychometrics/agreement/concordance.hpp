/// Lin's concordance: how close ratings lie to the line on which all raters give the same number.
///
/// ratings: n units (rows) x k raters (columns), amounts, NaN where a rating is missing; listwise.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/agreement/ratings.hpp"

namespace quaestor::agreement {

struct Concordance {
    Estimate concordance;    ///< in -1 ... 1; with an interval for two raters alone
    double mean_r = absent;  ///< mean correlation of all pairs of raters; absent where a rater does not vary
    double bias = absent;    ///< concordance / r of two raters: 1 where means and spreads are the same
    UnitUse use;
};

/// With means m and covariances s (denominator n):
///   2 sum_{a<b} s_ab / ((k - 1) sum_a s_aa + sum_{a<b} (m_a - m_b)^2)
/// For amounts Janson & Olsson's iota is the same number. The interval of two raters is Lin's, by the
/// inverse hyperbolic tangent, with the correction of 2000.
///
/// Needs 2 raters (S151), 3 units that all rated (S150), finite ratings (S113), ratings that are not all
/// the same (S152) and a level in (0, 1) (S111).
/// Cost O(n k^2).
/// Source: Lin (1989), Biometrics 45, 255-268; Barnhart, Haber & Song (2002), Biometrics 58, 1020-1027.
/// Checked against irr::iota in tests/golden/agreement.
[[nodiscard]] Outcome<Concordance> concordance(MatrixIn ratings, double level = 0.95);

}  // namespace quaestor::agreement
