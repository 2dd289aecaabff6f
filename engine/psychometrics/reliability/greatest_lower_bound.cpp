#include "psychometrics/reliability/greatest_lower_bound.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

#include <cmath>

namespace quaestor::reliability {
namespace {

/// With this gap, in units of the total variance, the barrier is low enough.
constexpr double wanted_gap = 1e-10;
constexpr std::int64_t most_steps = 1000;

/// One step of Newton's method on  sum u + mu (log det(C - diag u) + sum log u);  the decrement, or none
/// where rounding leaves nothing to invert.
std::optional<double> step(MatrixIn covariance, double mu, Eigen::VectorXd& u) {
    Eigen::MatrixXd slack = covariance;
    slack.diagonal() -= u;
    auto const inverse = numeric::cholesky_inverse(slack);
    if (!inverse) return std::nullopt;
    Eigen::VectorXd const gradient = 1.0 - mu * inverse->diagonal().array() + mu * u.array().inverse();
    Eigen::MatrixXd curvature = mu * inverse->cwiseAbs2();
    curvature.diagonal().array() += mu * u.array().square().inverse();
    auto const turned = numeric::cholesky_inverse(curvature);
    if (!turned) return std::nullopt;
    Eigen::VectorXd const direction = *turned * gradient;
    // In units of mu the function is self-concordant: a step so damped never leaves the inside.
    double const decrement = std::sqrt(std::max(0.0, gradient.dot(direction)) / mu);
    u += (decrement < 0.25 ? 1.0 : 1.0 / (1.0 + decrement)) * direction;
    return decrement;
}

}  // namespace

std::optional<GreatestLowerBound> greatest_lower_bound_of(MatrixIn covariance) {
    auto const k = covariance.cols();
    double const scale = covariance.trace() / static_cast<double>(k);
    Eigen::MatrixXd const c = covariance / scale;
    double const smallest = numeric::eigenvalues_symmetric(c)[k - 1];
    if (!(smallest > numeric::singular_below * static_cast<double>(k))) return std::nullopt;
    double const total = c.sum();
    // On the central path the gap is 2 k mu.
    double const lowest_mu = wanted_gap * total / (2.0 * static_cast<double>(k));
    GreatestLowerBound result;
    Eigen::VectorXd u = Eigen::VectorXd::Constant(k, 0.5 * smallest);
    Eigen::VectorXd centred = u;
    double centred_mu = absent;
    for (double mu = smallest; result.steps < most_steps; mu *= 0.2) {
        std::optional<double> decrement;
        do {
            decrement = step(c, mu, u);
            ++result.steps;
        } while (decrement && *decrement > 1e-3 && result.steps < most_steps);
        if (!decrement || *decrement > 1e-3 || !u.allFinite()) break;
        centred = u;
        centred_mu = mu;
        if (mu <= lowest_mu) break;
    }
    if (!(centred_mu <= 1e4 * lowest_mu)) return std::nullopt;
    result.glb = 1.0 - centred.sum() / total;
    result.gap = 2.02 * static_cast<double>(k) * centred_mu / total;  // a little off the path
    result.error_variances = centred * scale;
    return result;
}

Outcome<GreatestLowerBound> greatest_lower_bound(MatrixIn items, GlbOptions const& options) {
    return intake::of_complete_items(
        items, {"the greatest lower bound", 2, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return greatest_lower_bound(complete, options); });
}

Outcome<GreatestLowerBound> greatest_lower_bound(intake::CompleteItems const& items,
                                                 GlbOptions const& options) {
    Outcome<GreatestLowerBound> outcome;
    if (!items.constant.empty()) {
        outcome.diagnostics.add(
            intake::items_without_variance(Severity::error, items.constant,
                                           "the greatest lower bound needs items that vary", options.names));
        return outcome;
    }
    Eigen::MatrixXd const r = numeric::correlation_of(items.covariance);
    Eigen::MatrixXd const& matrix = options.standardized ? r : items.covariance;
    if (!(matrix.sum() > 1e-14 * matrix.trace())) {
        outcome.diagnostics.add(intake::constant_sum("the greatest lower bound does not exist"));
        return outcome;
    }
    auto found = greatest_lower_bound_of(matrix);
    if (!found) {
        outcome.diagnostics.add(intake::singular_matrix(
            Severity::error, r, "the search for the greatest lower bound needs room for error variance",
            options.names));
        return outcome;
    }
    found->use = items.use;
    if (found->use.persons_used < persons_for_glb) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::small_sample_bound),
             .message = "the greatest lower bound of " + std::to_string(found->use.persons_used) +
                        " persons makes too much of chance: it lies above that of the population",
             .hint = "1,000 persons or more; report omega or alpha beside it"});
    }
    outcome.value = std::move(found);
    return outcome;
}

}  // namespace quaestor::reliability
