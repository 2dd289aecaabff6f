/// Intraclass correlations: how much of the differences between ratings are differences between units.
///
/// ratings: n units (rows) x k raters or occasions (columns), amounts, NaN where a rating is missing.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/agreement/ratings.hpp"

#include <array>
#include <string_view>

namespace quaestor::agreement {

/// In the order in which they are reported: one rating, then the mean of k ratings.
enum class IccForm { one_way, agreement, consistency, one_way_mean, agreement_mean, consistency_mean };

/// "ICC(2,1)", "ICC(2,k)"
[[nodiscard]] std::string_view shrout_fleiss_name(IccForm form);
/// "ICC(A,1)", "ICC(A,k)"
[[nodiscard]] std::string_view mcgraw_wong_name(IccForm form);

/// Degrees of freedom of the interval of ICC(2,k), the one place where programs differ.
enum class AgreementMeanInterval {
    mcgraw_wong,  ///< those of ICC(2,1), whose bounds are stepped up to k ratings; as psych
    irr,          ///< as irr::icc up to 0.84.1: ICC(2,k) stands in the formula for a single rating
};

struct IccOptions {
    double level = 0.95;  ///< in (0, 1)
    AgreementMeanInterval agreement_mean = AgreementMeanInterval::mcgraw_wong;
};

struct IccResult {
    IccForm form = IccForm::one_way;
    Estimate icc;  ///< at most 1; may be negative
    /// Of the hypothesis that units do not differ; absent where no rating deviates.
    double f = absent;
    double df1 = absent;
    double df2 = absent;
    double p_value = absent;
};

/// Mean squares: between units, within units, between raters, and what is left of those within units.
struct RatingVariance {
    double units = absent;
    double within = absent;
    double raters = absent;
    double residual = absent;
};

struct Icc {
    std::array<IccResult, 6> forms;  ///< by IccForm
    RatingVariance mean_squares;
    double grand_mean = absent;
    std::int64_t raters = 0;
    UnitUse use;

    [[nodiscard]] IccResult const& of(IccForm form) const { return forms[static_cast<std::size_t>(form)]; }
};

/// The six forms of Shrout & Fleiss, by closed sums, listwise.
///
/// With the mean squares between units B, within units W, between raters J, residual E:
///   ICC(1,1) = (B - W) / (B + (k - 1) W)                     other raters for each unit
///   ICC(2,1) = (B - E) / (B + (k - 1) E + k (J - E) / n)     the same raters, of many: agreement
///   ICC(3,1) = (B - E) / (B + (k - 1) E)                     the same raters, and no others: consistency
///   ICC(1,k) = (B - W) / B,   ICC(2,k) = (B - E) / (B + (J - E) / n),   ICC(3,k) = (B - E) / B
/// F = B / W with n - 1 and n (k - 1) degrees of freedom for the first kind, else B / E with n - 1 and
/// (n - 1)(k - 1). Intervals from F; that of ICC(2,1) with Satterthwaite's degrees of freedom.
///
/// irr::icc tests ICC(2,1) and ICC(2,k) with the degrees of freedom of their interval, though under the
/// hypothesis they are (n - 1)(k - 1). For the interval of ICC(2,k) it puts ICC(2,k) where the formula has
/// ICC(2,1); psych does not, and neither do we, but IccOptions gives its bounds.
///
/// Needs 2 raters (S151), 3 units that all rated (S150), finite ratings (S113), ratings that are not all
/// the same (S152) and a level in (0, 1) (S111). Where no rating deviates there is no F and no interval,
/// and a form whose denominator is not positive is absent.
/// Cost O(n k).
/// Source: Shrout & Fleiss (1979), Psychological Bulletin 86, 420-428; McGraw & Wong (1996), Psychological
/// Methods 1, 30-46.
/// Checked against psych::ICC, irr::icc and the paper's table in tests/golden/agreement.
[[nodiscard]] Outcome<Icc> intraclass_correlations(MatrixIn ratings, IccOptions const& options = {});

}  // namespace quaestor::agreement
