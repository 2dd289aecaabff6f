/// Product-moment correlations of items.
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/correlation_matrix.hpp"

namespace quaestor::correlation {

/// Standard error of a correlation r of that many persons, from Fisher's z with variance spread / (persons -
/// 3) by the delta method: (1 - r^2) sqrt(spread / (persons - 3)). Absent for 3 persons or fewer, and at -1
/// and 1, where it would say that nothing is in doubt.
/// Source: Fisher (1921), Metron 1, 3-32.
[[nodiscard]] double fisher_se(double r, double persons, double spread = 1.0);

/// Pearson's r, with standard errors under normality. Pairwise as R's cor(use = "pairwise.complete.obs").
///
/// Needs 2 items (S101) and 3 persons with complete answers, pairwise 3 with at least two answers (S102);
/// finite answers (S113).
/// Warns of items without variance (S103), and pairwise of pairs with fewer than 3 common answers, whose
/// correlation is absent or means nothing (S112).
/// Cost O(n k^2).
/// Source: Pearson (1896), Philosophical Transactions of the Royal Society A 187, 253-318.
/// Checked against R's cor() and cov() in tests/golden/correlation.
[[nodiscard]] Outcome<CorrelationMatrix> pearson(MatrixIn items, CorrelationOptions const& options = {});

}  // namespace quaestor::correlation
