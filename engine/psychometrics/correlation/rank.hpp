/// Rank correlations of items.
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing.
#pragma once

#include "psychometrics/correlation/pearson.hpp"

namespace quaestor::correlation {

/// Ranks from 1; equal values share the mean of their ranks. NaN keeps NaN and takes no rank.
[[nodiscard]] Eigen::VectorXd mid_ranks(VectorIn values);

/// Spearman's rho: Pearson's r of the ranks, ties by mid-ranks.
///
/// Listwise: ranks among complete persons. Pairwise: ranks among those who answered both items, as R does.
/// Standard errors: (1 - r^2) sqrt((1 + r^2 / 2) / (n - 3)), Bonett & Wright (2000).
/// Needs, warnings and codes as `pearson`.
/// Cost O(k n log n), pairwise O(k^2 n log n).
/// Source: Spearman (1904), American Journal of Psychology 15, 72-101; Bonett & Wright (2000), Psychometrika
/// 65, 23-28.
/// Checked against R's cor(method = "spearman") in tests/golden/correlation.
[[nodiscard]] Outcome<CorrelationMatrix> spearman(MatrixIn items, CorrelationOptions const& options = {});

}  // namespace quaestor::correlation
