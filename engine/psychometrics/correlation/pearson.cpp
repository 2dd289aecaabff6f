#include "psychometrics/correlation/pearson.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <cmath>
#include <vector>

namespace quaestor::correlation {
namespace {

Outcome<CorrelationMatrix> pairwise(MatrixIn items, VariableNames const& names) {
    // Those without a second answer take part in no pair.
    Eigen::Matrix<Eigen::Index, Eigen::Dynamic, 1> const answers =
        (!items.array().isNaN()).cast<Eigen::Index>().rowwise().sum();
    std::vector<Eigen::Index> rows;
    for (Eigen::Index i = 0; i < items.rows(); ++i) {
        if (answers[i] >= 2) rows.push_back(i);
    }
    auto const used = static_cast<Eigen::Index>(rows.size());
    if (used < 3) {
        return Outcome<CorrelationMatrix>::failure(
            {.code = std::string(intake::code::too_few_persons),
             .message = "a correlation needs at least 3 persons with answers to two items, found " +
                        std::to_string(used) + " of " + std::to_string(items.rows())});
    }
    auto moments = numeric::pairwise_moments(items);
    Outcome<CorrelationMatrix> outcome;
    std::vector<Eigen::Index> constant;
    std::int64_t thin = 0;
    std::string example;
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        if (moments.persons(j, j) >= 2 && !(moments.covariance(j, j) > 0)) constant.push_back(j);
        for (Eigen::Index i = 0; i < j; ++i) {
            if (moments.persons(i, j) >= 3) continue;
            if (thin++ == 0) {
                example = names.item(i) + " with " + names.item(j) + " (" +
                          std::to_string(moments.persons(i, j)) + ")";
            }
        }
    }
    if (!constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(Severity::warning, constant,
                                                               "their correlations do not exist", names));
    }
    if (thin > 0) {
        outcome.diagnostics.add({.severity = Severity::warning,
                                 .code = std::string(intake::code::thin_pairs),
                                 .message = std::to_string(thin) +
                                            (thin == 1 ? " pair of items has" : " pairs of items have") +
                                            " fewer than 3 persons who answered both: " + example +
                                            (thin > 1 ? " and others" : "")});
    }
    outcome.value = CorrelationMatrix{std::move(moments.correlation),
                                      std::move(moments.covariance),
                                      std::move(moments.persons),
                                      {items.rows(), used, items.rows() - used, "pairwise"}};
    return outcome;
}

}  // namespace

Outcome<CorrelationMatrix> pearson(MatrixIn items, CorrelationOptions const& options) {
    intake::Needs const needs{"a correlation", 2, 3};
    if (options.missing == Missing::pairwise && items.cols() >= needs.items && !items.array().isInf().any()) {
        return pairwise(items, options.names);
    }
    Outcome<CorrelationMatrix> outcome;
    auto gate = intake::complete_items(items, needs, options.names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    if (!gate.value->constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(
            Severity::warning, gate.value->constant, "their correlations do not exist", options.names));
    }
    CorrelationMatrix result;
    result.r = numeric::correlation_of(gate.value->covariance);
    result.covariance = std::move(gate.value->covariance);
    result.persons.setConstant(items.cols(), items.cols(), gate.value->use.persons_used);
    result.use = gate.value->use;
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::correlation
