#include "psychometrics/reliability/lambda.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

#include <cmath>

namespace quaestor::reliability {

Lambdas lambdas_of(MatrixIn covariance) {
    auto const k = static_cast<double>(covariance.cols());
    double const s = covariance.sum();
    Eigen::MatrixXd off = covariance;
    off.diagonal().setZero();
    Lambdas result;
    result.lambda1 = 1.0 - covariance.trace() / s;
    result.lambda2 = result.lambda1 + std::sqrt(k / (k - 1.0) * off.squaredNorm()) / s;
    result.lambda3 = k / (k - 1.0) * result.lambda1;
    result.lambda5 = result.lambda1 + 2.0 * std::sqrt(off.colwise().squaredNorm().maxCoeff()) / s;
    // By way of the correlations, so that items in different units do not look like a singular matrix.
    if (!(covariance.diagonal().minCoeff() > 0)) return result;
    if (auto const inverted = numeric::invert_positive_definite(numeric::correlation_of(covariance))) {
        result.lambda6 = 1.0 - covariance.diagonal().cwiseQuotient(inverted->inverse.diagonal()).sum() / s;
    }
    return result;
}

Outcome<Guttman> guttman_lambdas(MatrixIn items, GuttmanOptions const& options) {
    return intake::of_complete_items(
        items, {"Guttman's lambda", 2, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return guttman_lambdas(complete, options); });
}

Outcome<Guttman> guttman_lambdas(intake::CompleteItems const& items, GuttmanOptions const& options) {
    Outcome<Guttman> outcome;
    auto const matrix = intake::sum_matrix(items, options.standardized, "Guttman's lambdas do not exist", options.names);
    outcome.diagnostics.append(matrix.diagnostics);
    if (!matrix.value) return outcome;
    Guttman result{lambdas_of(*matrix.value), items.use};
    if (std::isnan(result.lambdas.lambda6)) {
        outcome.diagnostics.add(items.constant.empty()
                                    ? intake::singular_matrix(Severity::warning,
                                                              numeric::correlation_of(*matrix.value),
                                                              "lambda 6 is left out", options.names)
                                    : intake::items_without_variance(Severity::warning, items.constant,
                                                                     "lambda 6 is left out", options.names));
    }
    outcome.value = result;
    return outcome;
}

}  // namespace quaestor::reliability
