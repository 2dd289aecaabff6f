/// Kuder and Richardson's formulas 20 and 21, for items with two answers.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

namespace quaestor::reliability {

struct KuderRichardsonOptions {
    VariableNames names{};  ///< for messages
};

struct KuderRichardson {
    double kr20 = absent;  ///< alpha of these items
    /// The textbook's form with sum pq (a variance by n) over a total variance by n - 1: larger by a little.
    double kr20_mixed = absent;
    double kr21 = absent;        ///< as if all items were equally difficult; never above kr20
    double low = absent;         ///< the answer that counts 0
    double high = absent;        ///< the answer that counts 1
    Eigen::VectorXd difficulty;  ///< share of `high` in each item
    SampleUse use;
};

/// With p_j the share of the higher answer, q_j = 1 - p_j, M the mean and s^2 the variance by n of the number
/// of higher answers:
///
///   KR-20 = k / (k - 1) (1 - sum p_j q_j / s^2)
///   KR-21 = k / (k - 1) (1 - M (k - M) / (k s^2))
///
/// Needs 2 items (S101), 3 complete persons (S102), finite answers (S113), two answers that are the same for
/// all items (S161), and a sum that varies (S104). Listwise. Cost O(n k).
/// Source: Kuder & Richardson (1937), Psychometrika 2, 151-160.
/// Checked against plain R in tests/golden/reliability.
[[nodiscard]] Outcome<KuderRichardson> kuder_richardson(MatrixIn items,
                                                        KuderRichardsonOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<KuderRichardson> kuder_richardson(intake::CompleteItems const& items,
                                                        KuderRichardsonOptions const& options = {});

}  // namespace quaestor::reliability
