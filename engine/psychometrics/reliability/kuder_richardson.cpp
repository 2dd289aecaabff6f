#include "psychometrics/reliability/kuder_richardson.hpp"

#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

#include <cmath>

namespace quaestor::reliability {
namespace {

/// The first item with an answer that is neither `low` nor `high`, or -1.
Eigen::Index third_answer(MatrixIn answers, double low, double high) {
    for (Eigen::Index j = 0; j < answers.cols(); ++j) {
        auto const x = answers.col(j).array();
        if (!((x == low) || (x == high)).all()) return j;
    }
    return -1;
}

}  // namespace

Outcome<KuderRichardson> kuder_richardson(MatrixIn items, KuderRichardsonOptions const& options) {
    return intake::of_complete_items(
        items, {"Kuder-Richardson", 2, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return kuder_richardson(complete, options); });
}

Outcome<KuderRichardson> kuder_richardson(intake::CompleteItems const& items,
                                          KuderRichardsonOptions const& options) {
    Outcome<KuderRichardson> outcome;
    auto const& answers = items.answers;
    KuderRichardson result;
    result.low = answers.minCoeff();
    result.high = answers.maxCoeff();
    if (auto const other = third_answer(answers, result.low, result.high); other >= 0) {
        outcome.diagnostics.add({.code = std::string(intake::code::more_than_two_answers),
                                 .message = "Kuder-Richardson needs items with the same two answers; " +
                                            options.names.item(other) + " has others",
                                 .hint = "alpha is the same coefficient for any number of answers"});
        return outcome;
    }
    auto const n = static_cast<double>(answers.rows());
    auto const k = static_cast<double>(answers.cols());
    double const sum_variance = items.covariance.sum();
    if (!(sum_variance > 1e-14 * items.covariance.trace())) {
        outcome.diagnostics.add(intake::constant_sum("Kuder-Richardson does not exist"));
        return outcome;
    }
    // In units of the difference between the two answers, which then are 0 and 1.
    double const unit = result.high - result.low;
    result.difficulty = (answers.array() == result.high).cast<double>().colwise().mean().transpose();
    double const by_n_less_1 = sum_variance / (unit * unit);
    double const by_n = by_n_less_1 * (n - 1.0) / n;
    double const pq = (result.difficulty.array() * (1.0 - result.difficulty.array())).sum();
    double const mean = result.difficulty.sum();
    result.kr20 = k / (k - 1.0) * (1.0 - pq / by_n);
    result.kr20_mixed = k / (k - 1.0) * (1.0 - pq / by_n_less_1);
    result.kr21 = k / (k - 1.0) * (1.0 - mean * (k - mean) / (k * by_n));
    result.use = items.use;
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::reliability
