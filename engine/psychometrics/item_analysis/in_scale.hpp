/// What each item does within its scale: how hard it is, whom it tells apart, and what the scale is without
/// it.
///
/// Items X: n persons (rows) x k items (columns), already reversed, in the instrument's units, NaN where an
/// answer is missing. A person with an answer missing is left out, as in reliability.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <vector>

namespace quaestor::item_analysis {

/// Lowest and highest answer that an item offers; NaN where its answers have no bounds.
struct AnswerRange {
    double lowest = absent;
    double highest = absent;
};

struct InScaleOptions {
    /// One per item, in the order of the columns; empty: none has bounds.
    std::vector<AnswerRange> ranges{};
    /// Share of the people in each extreme group, in (0, 0.5].
    /// Kelley (1939): .27 is best where item and total are bivariate normal.
    double extreme_share = 0.27;
    VariableNames names{};  ///< for messages
};

/// Vectors have one element per item.
struct ItemsInScale {
    /// (mean - lowest) / (highest - lowest), in [0, 1]: of a right-or-wrong item the share of right answers,
    /// the p of test theory; high means easy. Absent without bounds.
    Eigen::VectorXd difficulty;
    Eigen::VectorXd upper_mean;  ///< mean answer of the upper group by the sum of all items
    Eigen::VectorXd lower_mean;
    /// (upper mean - lower mean) / (highest - lowest), in [-1, 1]: the D of test theory. Absent without
    /// bounds.
    Eigen::VectorXd discrimination;
    double group_persons = absent;  ///< extreme_share times n; need not be whole

    Eigen::VectorXd scale_mean_if_deleted;      ///< of the sum of the other items
    Eigen::VectorXd scale_variance_if_deleted;  ///< its variance, denominator n - 1
    /// Of the item and the others as predictors. Absent where an item does not vary or can be computed from
    /// others.
    Eigen::VectorXd squared_multiple_r;
    /// Correlation with the sum of standardized items after what the item shares with itself alone is taken
    /// out: sum_i r*_ij / sqrt(sum r*), r* with squared multiple correlations on the diagonal; psych's r.cor.
    /// Absent as `squared_multiple_r`, and where sum r* is not positive.
    Eigen::VectorXd r_overlap_corrected;
    SampleUse use;
};

/// The extreme groups hold the highest and lowest `extreme_share` of people by the sum of all items. Where
/// several people have the sum at which a group ends, each of them counts in part, all alike, so that the
/// order of the rows does not matter.
///
/// Needs 2 items (S101) and 3 complete persons (S102), finite answers (S113), an extreme share in (0, 0.5]
/// and as many ranges as items or none, lowest below highest (S111).
/// Warns where squared multiple correlations are absent (S103, S105).
/// Cost O(n k^2 + n log n + k^3).
/// Source: Kelley (1939), Journal of Educational Psychology 30, 17-24; Cureton (1966), Psychometrika 31,
/// 93-96, for the correction for overlap.
/// Checked against psych::alpha and plain sums in tests/golden/item_analysis.
[[nodiscard]] Outcome<ItemsInScale> items_in_scale(MatrixIn items, InScaleOptions const& options = {});

}  // namespace quaestor::item_analysis
