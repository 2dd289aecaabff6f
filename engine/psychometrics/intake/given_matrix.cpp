#include "psychometrics/intake/given_matrix.hpp"

#include "base/text.hpp"
#include "numeric/linalg.hpp"
#include "psychometrics/intake/codes.hpp"

#include <cmath>
#include <vector>

namespace quaestor::intake {

Diagnostics check_correlation_matrix(MatrixIn r, std::string const& statistic, Eigen::Index items,
                                     VariableNames const& names) {
    Diagnostics diagnostics;
    auto const fail = [&](std::string_view found, std::string message, std::string hint = {}) {
        diagnostics.add({.code = std::string(found), .message = std::move(message), .hint = std::move(hint)});
        return diagnostics;
    };
    if (r.rows() != r.cols()) {
        return fail(code::no_correlation_matrix, "a correlation matrix must be square, found " +
                                                     std::to_string(r.rows()) + " rows and " +
                                                     std::to_string(r.cols()) + " columns");
    }
    if (r.cols() < items) {
        return fail(code::too_few_items, statistic + " needs at least " +
                                             text::counted(static_cast<std::size_t>(items), "item", "items") +
                                             ", found " + std::to_string(r.cols()));
    }
    // Rounding in a matrix that was computed or read from a file with ten digits.
    constexpr double slack = 1e-8;
    for (Eigen::Index j = 0; j < r.cols(); ++j) {
        for (Eigen::Index i = 0; i < r.rows(); ++i) {
            std::string const pair = "the correlation of " + names.item(i) + " with " + names.item(j);
            if (!std::isfinite(r(i, j))) {
                return fail(code::no_correlation,
                            pair + " does not exist, so " + statistic + " cannot be computed",
                            "an item that does not vary, or a pair that nobody answered together, has no "
                            "correlation");
            }
            if (i == j && std::abs(r(i, j) - 1.0) > slack) {
                return fail(code::no_correlation_matrix, pair + " must be 1, found " + text::number(r(i, j)));
            }
            if (std::abs(r(i, j)) > 1.0 + slack) {
                return fail(code::no_correlation_matrix,
                            pair + " must lie between -1 and 1, found " + text::number(r(i, j)));
            }
            if (std::abs(r(i, j) - r(j, i)) > slack) {
                return fail(code::no_correlation_matrix, pair + " must be the same both ways, found " +
                                                             text::number(r(i, j)) + " and " +
                                                             text::number(r(j, i)));
            }
        }
    }
    return diagnostics;
}

Diagnostic singular_matrix(Severity severity, MatrixIn r, std::string const& consequence,
                           VariableNames const& names) {
    auto const eigen = numeric::eigen_symmetric(r);
    Eigen::Index const k = r.cols();
    double const smallest = eigen.values[k - 1];
    // The items that the direction without variance is made of.
    Eigen::VectorXd const weights = eigen.vectors.col(k - 1).cwiseAbs();
    std::vector<Eigen::Index> involved;
    for (Eigen::Index j = 0; j < k; ++j) {
        if (weights[j] > 0.1 * weights.maxCoeff()) involved.push_back(j);
    }
    bool const negative = smallest < -numeric::singular_below * eigen.values[0];
    std::string message = negative
                              ? "the correlation matrix is not positive definite (smallest eigenvalue " +
                                    (smallest < -0.00005 ? text::fixed(smallest, 4) : "just below 0") + ")"
                              : "the correlation matrix is singular: " + names.items(involved) +
                                    " can be computed from each other";
    std::string hint =
        negative ? "correlations from different people for each pair need not fit together; "
                   "use complete answers only, or leave out items with many missing"
                 : "leave out an item that repeats or sums others; fewer persons than items do this too";
    return {.severity = severity,
            .code = std::string(code::singular_matrix),
            .message = std::move(message) + (consequence.empty() ? "" : "; " + consequence),
            .hint = std::move(hint)};
}

}  // namespace quaestor::intake
