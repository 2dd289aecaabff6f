#include "psychometrics/correlation/rank.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace quaestor::correlation {

Eigen::VectorXd mid_ranks(VectorIn values) {
    std::vector<Eigen::Index> order;
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i])) order.push_back(i);
    }
    std::sort(order.begin(), order.end(),
              [&](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    Eigen::VectorXd ranks = Eigen::VectorXd::Constant(values.size(), absent);
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        double const shared = 0.5 * static_cast<double>(first + 1 + last);
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = shared;
        first = last;
    }
    return ranks;
}

Outcome<CorrelationMatrix> spearman(MatrixIn items, CorrelationOptions const& options) {
    if (options.missing == Missing::listwise) {
        Outcome<CorrelationMatrix> outcome;
        auto gate = intake::complete_items(items, {"a correlation", 2, 3}, options.names);
        outcome.diagnostics.append(std::move(gate.diagnostics));
        if (!gate.value) return outcome;
        auto& answers = gate.value->answers;
        for (Eigen::Index j = 0; j < answers.cols(); ++j)
            answers.col(j) = mid_ranks(answers.col(j));
        outcome = pearson(answers, options);
        outcome.value->use = gate.value->use;
        return outcome;
    }
    auto outcome = pearson(items, options);
    if (!outcome.value) return outcome;
    auto& result = *outcome.value;
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        for (Eigen::Index i = j; i < items.cols(); ++i) {
            Eigen::MatrixXd pair(items.rows(), 2);
            pair << items.col(i), items.col(j);
            Eigen::MatrixXd common = numeric::rows_of(pair, numeric::complete_rows(pair));
            if (common.rows() < 2) continue;
            common.col(0) = mid_ranks(common.col(0));
            common.col(1) = mid_ranks(common.col(1));
            Eigen::MatrixXd const c = numeric::covariance(common);
            result.covariance(i, j) = result.covariance(j, i) = c(1, 0);
            result.r(i, j) = result.r(j, i) = numeric::correlation_of(c)(1, 0);
        }
    }
    return outcome;
}

}  // namespace quaestor::correlation
