#include "psychometrics/intake/sum_matrix.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"

namespace quaestor::intake {

Diagnostic constant_sum(std::string const& consequence, bool standardized, std::string hint) {
    return {.code = std::string(code::constant_sum),
            .message = std::string("the sum of the ") + (standardized ? "standardized " : "") +
                       "items is the same for everyone, so " + consequence,
            .hint = std::move(hint)};
}

Outcome<Eigen::MatrixXd> sum_matrix(CompleteItems const& items, bool standardized,
                                    std::string const& consequence, VariableNames const& names) {
    Outcome<Eigen::MatrixXd> outcome;
    if (standardized && !items.constant.empty()) {
        outcome.diagnostics.add(
            items_without_variance(Severity::error, items.constant, "they cannot be standardized", names));
        return outcome;
    }
    Eigen::MatrixXd matrix = standardized ? numeric::correlation_of(items.covariance) : items.covariance;
    if (!(matrix.sum() > 1e-14 * matrix.trace())) {
        outcome.diagnostics.add(constant_sum(consequence));
        return outcome;
    }
    outcome.value = std::move(matrix);
    return outcome;
}

}  // namespace quaestor::intake
