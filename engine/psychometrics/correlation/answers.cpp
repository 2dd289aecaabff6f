#include "psychometrics/correlation/answers.hpp"

#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <cmath>
#include <string>

namespace quaestor::correlation {
namespace {

bool varies(VectorIn column) {
    double first = absent;
    for (Eigen::Index i = 0; i < column.size(); ++i) {
        if (std::isnan(column[i])) continue;
        if (std::isnan(first)) first = column[i];
        if (column[i] != first) return true;
    }
    return false;
}

Outcome<Answers> those_with_two_answers(MatrixIn items) {
    Eigen::Matrix<Eigen::Index, Eigen::Dynamic, 1> const given =
        (!items.array().isNaN()).cast<Eigen::Index>().rowwise().sum();
    auto const used = (given.array() >= 2).count();
    if (used < 3) {
        return Outcome<Answers>::failure(
            {.code = std::string(intake::code::too_few_persons),
             .message = "a correlation needs at least 3 persons with answers to two items, found " +
                        std::to_string(used) + " of " + std::to_string(items.rows())});
    }
    Outcome<Answers> outcome;
    outcome.value = Answers{items, {}, {items.rows(), used, items.rows() - used, "pairwise"}};
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        auto const answered = (!items.col(j).array().isNaN()).count();
        if (answered >= 2 && !varies(outcome.value->values.col(j))) outcome.value->constant.push_back(j);
    }
    return outcome;
}

}  // namespace

Outcome<Answers> answers_that_count(MatrixIn items, CorrelationOptions const& options) {
    intake::Needs const needs{"a correlation", 2, 3};
    Outcome<Answers> outcome;
    if (options.missing == Missing::pairwise && items.cols() >= needs.items && !items.array().isInf().any()) {
        outcome = those_with_two_answers(items);
    } else {
        auto complete = intake::complete_items(items, needs, options.names);
        outcome.diagnostics.append(std::move(complete.diagnostics));
        if (complete.value) {
            outcome.value = Answers{std::move(complete.value->answers), std::move(complete.value->constant),
                                    complete.value->use};
        }
    }
    if (outcome.value && !outcome.value->constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(
            Severity::warning, outcome.value->constant, "their correlations do not exist", options.names));
    }
    return outcome;
}

Diagnostics thin_pairs(PersonCounts const& persons, VariableNames const& names) {
    std::int64_t thin = 0;
    std::string example;
    for (Eigen::Index j = 0; j < persons.cols(); ++j) {
        for (Eigen::Index i = 0; i < j; ++i) {
            if (persons(i, j) >= 3) continue;
            if (thin++ == 0) {
                example =
                    names.item(i) + " with " + names.item(j) + " (" + std::to_string(persons(i, j)) + ")";
            }
        }
    }
    Diagnostics diagnostics;
    if (thin > 0) {
        diagnostics.add({.severity = Severity::warning,
                         .code = std::string(intake::code::thin_pairs),
                         .message = std::to_string(thin) +
                                    (thin == 1 ? " pair of items has" : " pairs of items have") +
                                    " fewer than 3 persons who answered both: " + example +
                                    (thin > 1 ? " and others" : "")});
    }
    return diagnostics;
}

}  // namespace quaestor::correlation
