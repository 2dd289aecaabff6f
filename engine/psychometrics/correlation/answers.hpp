/// Whose answers a matrix of correlations rests on, and what is told of pairs with too few.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/correlation_matrix.hpp"

#include <cmath>
#include <vector>

namespace quaestor::correlation {

struct Answers {
    Eigen::MatrixXd values;                ///< listwise: of complete persons; pairwise: of all, NaN in gaps
    std::vector<Eigen::Index> constant{};  ///< items with the same answer from everyone in `values`
    SampleUse use;
};

/// Refuses fewer than 2 items (S101), fewer than 3 persons with complete answers, pairwise with at least two
/// (S102), and answers that are not finite (S113).
/// Warns of items that do not vary (S103).
[[nodiscard]] Outcome<Answers> answers_that_count(MatrixIn items, CorrelationOptions const& options);

/// S112: pairs that fewer than 3 persons answered both.
[[nodiscard]] Diagnostics thin_pairs(PersonCounts const& persons, VariableNames const& names);

/// Standard errors of all correlations: se(r, persons) for two items, 0 in the diagonal.
template <class Se>
[[nodiscard]] Eigen::MatrixXd standard_errors(CorrelationMatrix const& matrix, Se const& se) {
    Eigen::Index const k = matrix.r.cols();
    Eigen::MatrixXd out = Eigen::MatrixXd::Constant(k, k, absent);
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = 0; i < k; ++i) {
            if (i == j) {
                if (!std::isnan(matrix.r(i, i))) out(i, i) = 0.0;
                continue;
            }
            out(i, j) = se(matrix.r(i, j), static_cast<double>(matrix.persons(i, j)));
        }
    }
    return out;
}

}  // namespace quaestor::correlation
