#include "psychometrics/correlation/rank.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/correlation/answers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace quaestor::correlation {

namespace {

/// The correlation of two items by ranks among those who answered both.
void rank_pair(MatrixIn values, Eigen::Index i, Eigen::Index j, CorrelationMatrix& result) {
    Eigen::MatrixXd pair(values.rows(), 2);
    pair << values.col(i), values.col(j);
    Eigen::MatrixXd common = numeric::rows_of(pair, numeric::complete_rows(pair));
    if (common.rows() < 2) return;
    common.col(0) = mid_ranks(common.col(0));
    common.col(1) = mid_ranks(common.col(1));
    Eigen::MatrixXd const c = numeric::covariance(common);
    result.covariance(i, j) = result.covariance(j, i) = c(1, 0);
    result.r(i, j) = result.r(j, i) = numeric::correlation_of(c)(1, 0);
}

}  // namespace

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
    Outcome<CorrelationMatrix> outcome;
    auto answers = answers_that_count(items, options);
    outcome.diagnostics.append(std::move(answers.diagnostics));
    if (!answers.value) return outcome;
    auto& values = answers.value->values;
    Eigen::Index const k = values.cols();
    CorrelationMatrix result;
    result.kind = Kind::spearman;
    result.use = answers.value->use;
    if (options.missing == Missing::listwise) {
        for (Eigen::Index j = 0; j < k; ++j)
            values.col(j) = mid_ranks(values.col(j));
        result.covariance = numeric::covariance(values);
        result.r = numeric::correlation_of(result.covariance);
        result.persons.setConstant(k, k, result.use.persons_used);
    } else {
        auto moments = numeric::pairwise_moments(values);
        result.r = std::move(moments.correlation);
        result.covariance = std::move(moments.covariance);
        result.persons = std::move(moments.persons);
        for (Eigen::Index j = 0; j < k; ++j) {
            for (Eigen::Index i = j; i < k; ++i)
                rank_pair(values, i, j, result);
        }
        outcome.diagnostics.append(thin_pairs(result.persons, options.names));
    }
    result.se = standard_errors(
        result, [](double r, double persons) { return fisher_se(r, persons, 1.0 + 0.5 * r * r); });
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::correlation
