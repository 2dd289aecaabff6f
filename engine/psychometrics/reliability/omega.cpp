#include "psychometrics/reliability/omega.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/factor/extract_minres.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"

#include <cmath>

namespace quaestor::reliability {

Outcome<Omega> omega_of_correlations(MatrixIn r, OmegaOptions const& options) {
    Outcome<Omega> outcome;
    outcome.diagnostics = intake::check_correlation_matrix(r, "omega", 3, options.names);
    if (outcome.diagnostics.has_errors()) return outcome;
    double const observed = r.sum();
    if (!(observed > 1e-12 * r.trace())) {
        outcome.diagnostics.add(
            {.code = std::string(intake::code::constant_sum),
             .message =
                 "the sum of the standardized items is the same for everyone, so omega does not exist"});
        return outcome;
    }
    auto extraction = factor::extract_minres(r, 1);
    Omega omega;
    omega.loadings = extraction.loadings.col(0);
    omega.uniquenesses = 1.0 - omega.loadings.array().square();
    omega.heywood = std::move(extraction.heywood);
    omega.convergence = extraction.convergence;
    double const unique = omega.uniquenesses.sum();
    double const common = omega.loadings.sum() * omega.loadings.sum();
    omega.total = 1.0 - unique / observed;
    omega.of_observed = common / observed;
    omega.of_model = common / (common + unique);
    if (!omega.heywood.empty()) {
        outcome.diagnostics.add(factor::heywood_case(
            omega.heywood, "omega rests on a model that does not hold here; alpha does not need it",
            options.names));
    }
    outcome.value = std::move(omega);
    return outcome;
}

Outcome<Omega> omega_total(MatrixIn items, OmegaOptions const& options) {
    Outcome<Omega> outcome;
    auto gate = intake::complete_items(items, {"omega", 3, 3}, options.names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    if (!gate.value->constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(
            Severity::error, gate.value->constant, "a factor model needs items that vary", options.names));
        return outcome;
    }
    auto fitted = omega_of_correlations(numeric::correlation_of(gate.value->covariance), options);
    if (fitted.value) fitted.value->use = gate.value->use;
    outcome.diagnostics.append(std::move(fitted.diagnostics));
    outcome.value = std::move(fitted.value);
    return outcome;
}

}  // namespace quaestor::reliability
