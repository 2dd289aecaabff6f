/// Product-moment correlations of items.
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>

namespace quaestor::correlation {

enum class Missing {
    listwise,  ///< persons who answered everything: one sample for all entries, always positive semidefinite
    pairwise,  ///< each pair by those who answered both: more people, but the entries need not fit together
};

struct CorrelationOptions {
    Missing missing = Missing::listwise;
    VariableNames names{};  ///< for messages
};

struct CorrelationMatrix {
    Eigen::MatrixXd r;  ///< k x k, diagonal 1; absent in row and column of an item that does not vary
    Eigen::MatrixXd covariance;  ///< k x k, denominator n - 1; of ranks for Spearman
    Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic> persons;  ///< answers behind each entry
    SampleUse use;  ///< pairwise: used are those who answered at least two items
};

/// Pearson's r. Pairwise as R's cor(use = "pairwise.complete.obs").
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
