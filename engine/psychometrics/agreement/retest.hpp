/// Two measurements of the same units: a test and its repetition, two forms of a test, two methods.
///
/// first, second: n units each, NaN where a measurement is missing; units with both are used. Changes are
/// second - first.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/agreement/ratings.hpp"

namespace quaestor::agreement {

struct RetestOptions {
    double level = 0.95;  ///< of intervals, in (0, 1)
    /// Share of changes that lie within the limits of agreement, and of unchanged units that stay below the
    /// smallest detectable change; in (0, 1).
    double coverage = 0.95;
};

struct Retest {
    double first_mean = absent;
    double first_sd = absent;
    double second_mean = absent;
    double second_sd = absent;

    Estimate r;  ///< Pearson's, interval by Fisher's z; absent where a measurement does not vary

    Estimate change;            ///< mean of second - first, interval by t
    double change_sd = absent;  ///< of the changes
    double change_t = absent;   ///< absent where all changes are the same
    double change_p = absent;   ///< two-sided, paired t with n - 1 degrees of freedom
    double change_d = absent;   ///< mean change over its standard deviation (d_z)

    /// Bland & Altman: the range of most changes.
    Estimate lower_limit;
    Estimate upper_limit;
    double trend_r = absent;  ///< of change with the mean of both: away from 0, changes depend on size
    double trend_p = absent;

    double sem = absent;  ///< standard error of measurement: change_sd / sqrt 2; a shift of all is no error
    double sem_agreement = absent;      ///< root mean square change / sqrt 2: a shift of all is error, too
    double detectable_change = absent;  ///< z sqrt 2 sem: larger changes are seldom chance
    double repeatability = absent;      ///< coefficient of repeatability: z sqrt 2 sem_agreement
    UnitUse use;
};

/// With d the changes, s their standard deviation and z the normal quantile of (1 + coverage) / 2:
///   limits of agreement  mean d -+ z s,   standard error s sqrt(1 / n + z^2 / (2 (n - 1))), interval by t
///   smallest detectable change  z s = z sqrt 2 sem,   sem = s / sqrt 2
///   coefficient of repeatability  z sqrt(sum d^2 / n)
/// Fisher's interval of r needs 4 units.
///
/// Needs 3 units with both measurements (S150), finite ones (S113), and levels in (0, 1) (S111).
/// Cost O(n).
/// Source: Bland & Altman (1986), Lancet 327, 307-310; Bland & Altman (1999), Statistical Methods in
/// Medical Research 8, 135-160; Weir (2005), Journal of Strength and Conditioning Research 19, 231-240.
/// Checked against the peak flow data of 1986 and plain R in tests/golden/agreement.
[[nodiscard]] Outcome<Retest> retest(VectorIn first, VectorIn second, RetestOptions const& options = {});

}  // namespace quaestor::agreement
