/// Krippendorff's alpha: agreement of any number of raters, with units left out, on any scale of
/// measurement.
///
/// ratings: n units (rows) x k raters (columns), NaN where a rating is missing. Units with one rating say
/// nothing of agreement and are dropped.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/agreement/ratings.hpp"

namespace quaestor::agreement {

/// Scale of measurement: what a difference between two ratings means.
enum class Measurement {
    nominal,   ///< equal or not: 0 or 1
    ordinal,   ///< how many ratings lie between, squared
    interval,  ///< x - y, squared
    ratio,     ///< (x - y) / (x + y), squared
};

[[nodiscard]] std::string_view name_of(Measurement measurement);

struct KrippendorffOptions {
    Measurement measurement = Measurement::nominal;
    double level = 0.95;            ///< of the interval, in (0, 1)
    std::int64_t replications = 0;  ///< of the bootstrap; 0: no interval
    std::uint64_t seed = 1;
    std::size_t threads = 0;  ///< 0: as many as the machine has; changes nothing but the time
};

struct KrippendorffAlpha {
    Estimate alpha;                  ///< at most 1
    double standard_error = absent;  ///< of the bootstrap
    double observed = absent;        ///< mean difference within units
    double expected = absent;        ///< mean difference between any two ratings
    std::int64_t values = 0;         ///< pairable: ratings in units with two of them
    std::int64_t replications = 0;
    std::int64_t without_value = 0;  ///< samples in which all ratings were the same; left out
    UnitUse use;
};

/// alpha = 1 - Do / De. With d the difference of the scale, m_u the ratings of unit u and N all of them:
///   Do = 1/N sum_u sum_{i != j} d(x_ui, x_uj) / (m_u - 1)
///   De = 1/(N (N - 1)) sum over all ordered pairs of ratings of d
/// Ordinal differences are those of the mid-ranks of all N ratings. Sums are closed for all scales but ratio.
///
/// The interval is that of percentiles over samples of units, drawn with replacement; ordinal ranks are
/// those of the sample. Krippendorff's own algorithm draws single differences instead, as if pairs were
/// independent.
///
/// Needs 2 raters (S151), 2 units with two ratings (S150), finite ratings (S113), ratings that are not all
/// the same (S152) and a level in (0, 1) (S111); on a ratio scale no rating below 0 (S157) and at most
/// 5,000 different ones (S156).
/// Cost O(n k) a sample, ratio scale O(n k + q^2), q the number of different ratings.
/// Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability; Hayes & Krippendorff (2007),
/// Communication Methods and Measures 1, 77-89.
/// Checked against irr::kripp.alpha and the worked example of 2011 in tests/golden/agreement.
[[nodiscard]] Outcome<KrippendorffAlpha> krippendorff_alpha(MatrixIn ratings,
                                                            KrippendorffOptions const& options = {});

}  // namespace quaestor::agreement
