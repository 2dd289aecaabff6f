/// Reliability from two halves of a scale: two usual splits, and the best, the worst and the mean of all.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>
#include <vector>

namespace quaestor::reliability {

/// One split. Halves A and B with a and b of the k items, r their correlation.
struct Halves {
    std::vector<Eigen::Index> first;  ///< items of A
    double r = absent;                ///< absent where a half does not vary
    double spearman_brown = absent;   ///< 2 r / (1 + r), for halves of equal length; absent at r = -1
    /// Horst's, for any lengths, with p = a / k and q = b / k: (r sqrt(r^2 + 4 p q (1 - r^2)) - r^2) / (2 p q
    /// (1 - r^2)); Spearman-Brown where p = q. Absent for r <= 0.
    double horst = absent;
    /// 1 - var(A - B) / var(A + B) = 2 (1 - (var A + var B) / var(A + B)) = 4 cov(A, B) / var(A + B)
    double flanagan_rulon = absent;
};

struct SplitHalfOptions {
    /// Of the correlations: for the sum of standardized items, as psych::splitHalf does.
    bool standardized = false;
    /// Up to so many splits all are looked at. The default is 25 or 26 items.
    std::int64_t most_splits = 5'200'300;
    std::int64_t starts = 200;  ///< of the search, where there are more splits
    std::uint64_t seed = 1;     ///< of these starts
    VariableNames names{};      ///< for messages
};

/// All splits have halves as equal as can be: of k / 2 items, or of (k - 1) / 2 and (k + 1) / 2.
struct SplitHalves {
    Halves odd_even;           ///< items 1, 3, ... and 2, 4, ...
    Halves first_second;       ///< the first half has the item more
    double mean = absent;      ///< of Flanagan-Rulon over all splits, exactly; alpha where k is even
    double largest = absent;   ///< of Flanagan-Rulon: Guttman's lambda 4
    double smallest = absent;  ///< the same: Revelle's beta as worst split half, not that of ICLUST
    std::vector<Eigen::Index> largest_half;  ///< the items of one half there
    std::vector<Eigen::Index> smallest_half;
    bool exhaustive = false;  ///< all splits; else `largest` and `smallest` are the best that a search found
    double splits = absent;   ///< how many there are
    std::int64_t starts = 0;  ///< of the search; 0 where exhaustive
    std::uint64_t seed = 0;
    SampleUse use;
};

/// Of a given split of a covariance or correlation matrix.
[[nodiscard]] Halves halves_of(MatrixIn covariance, std::vector<Eigen::Index> first);

/// Of a covariance or correlation matrix with 2 or more items and a sum that varies; `use` stays empty.
/// Cost O(splits) up to `most_splits`; else O(starts k^2) per step of the search, which swaps one item of
/// each half as long as that helps.
[[nodiscard]] SplitHalves split_halves_of(MatrixIn covariance, SplitHalfOptions const& options = {});

/// By listwise deletion.
/// Needs 2 items (S101), 3 complete persons (S102), finite answers (S113), a sum that varies (S104), and for
/// `standardized` items that vary (S103).
/// Source: Spearman (1910), British Journal of Psychology 3, 271-295; Brown (1910), British Journal of
/// Psychology 3, 296-322; Rulon (1939), Harvard Educational Review 9, 99-103; Guttman (1945), Psychometrika
/// 10, 255-282; Horst (1951), Educational and Psychological Measurement 11, 368-371; mean: Cronbach (1951),
/// Psychometrika 16, 297-334; worst split: Revelle (1979), Multivariate Behavioral Research 14, 57-74.
/// Checked against psych::splitHalf and plain R in tests/golden/reliability.
[[nodiscard]] Outcome<SplitHalves> split_halves(MatrixIn items, SplitHalfOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<SplitHalves> split_halves(intake::CompleteItems const& items,
                                                SplitHalfOptions const& options = {});

}  // namespace quaestor::reliability
