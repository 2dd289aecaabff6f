#include "psychometrics/intake/complete_items.hpp"

#include "base/text.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"

#include <cmath>

namespace quaestor::intake {
namespace {

/// The item whose missing answers cost the most persons, as a hint.
std::string most_missing(MatrixIn items, VariableNames const& names) {
    Eigen::Index worst = 0;
    Eigen::Index most = 0;
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        Eigen::Index const missing = items.col(j).array().isNaN().count();
        if (missing > most) {
            worst = j;
            most = missing;
        }
    }
    if (most == 0) return {};
    return names.item(worst) + " lacks the most answers: " + std::to_string(most) + " of " +
           std::to_string(items.rows());
}

}  // namespace

Outcome<CompleteItems> complete_items(MatrixIn items, Needs const& needs, VariableNames const& names) {
    using Failure = Outcome<CompleteItems>;
    if (items.cols() < needs.items) {
        return Failure::failure(
            {.code = std::string(code::too_few_items),
             .message = needs.statistic + " needs at least " +
                        text::counted(static_cast<std::size_t>(needs.items), "item", "items") + ", found " +
                        std::to_string(items.cols())});
    }
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        if (items.col(j).array().isInf().any()) {
            return Failure::failure(
                {.code = std::string(code::not_finite),
                 .message = names.item(j) + " has an answer that is not a finite number"});
        }
    }
    auto const rows = numeric::complete_rows(items);
    auto const complete = static_cast<Eigen::Index>(rows.size());
    if (complete < needs.persons) {
        return Failure::failure(
            {.code = std::string(code::too_few_persons),
             .message = needs.statistic + " needs at least " +
                        text::counted(static_cast<std::size_t>(needs.persons), "person", "persons") +
                        " with an answer to every item, found " + std::to_string(complete) + " of " +
                        std::to_string(items.rows()),
             .hint = most_missing(items, names)});
    }
    CompleteItems result;
    result.answers = numeric::rows_of(items, rows);
    result.covariance = numeric::covariance(result.answers);
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        if (!(result.covariance(j, j) > 0)) result.constant.push_back(j);
    }
    result.use = {items.rows(), complete, items.rows() - complete, "listwise"};
    Outcome<CompleteItems> outcome;
    outcome.value = std::move(result);
    return outcome;
}

Diagnostic items_without_variance(Severity severity, std::vector<Eigen::Index> const& columns,
                                  std::string const& consequence, VariableNames const& names) {
    return {.severity = severity,
            .code = std::string(code::no_variance),
            .message = names.items(columns) + (columns.size() == 1 ? " has" : " have") +
                       " the same answer from everyone" + (consequence.empty() ? "" : "; " + consequence),
            .hint = severity == Severity::error
                        ? "leave " + std::string(columns.size() == 1 ? "it" : "them") + " out"
                        : ""};
}

Diagnostic option_out_of_range(std::string const& option, double found, std::string const& expected) {
    return {.code = std::string(code::bad_option),
            .message = option + " must be " + expected + ", found " +
                       (std::isfinite(found) ? text::number(found) : std::string("no finite number"))};
}

Diagnostics check_level(double level) {
    Diagnostics diagnostics;
    if (!(level > 0 && level < 1)) {
        diagnostics.add(
            option_out_of_range("the level of the interval", level, "between 0 and 1, both excluded"));
    }
    return diagnostics;
}

}  // namespace quaestor::intake
