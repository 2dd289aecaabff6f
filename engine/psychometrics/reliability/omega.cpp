#include "psychometrics/reliability/omega.hpp"

#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/factor/extract_minres.hpp"
#include "psychometrics/factor/extract_ml.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"
#include "psychometrics/intake/sum_matrix.hpp"
#include "psychometrics/reliability/bifactor_indices.hpp"

#include <cmath>

namespace quaestor::reliability {
namespace {

bool by_likelihood(OmegaOptions const& options) {
    return options.estimator == factor::ExtractionMethod::maximum_likelihood;
}

/// From a correlation matrix that was looked at, and the standard deviations that make its covariances.
Omega one_factor(MatrixIn r, VectorIn sd, OmegaOptions const& options) {
    auto extraction = by_likelihood(options) ? factor::extract_ml(r, 1) : factor::extract_minres(r, 1);
    Omega omega;
    omega.estimator = options.estimator;
    omega.standardized = options.standardized;
    Eigen::VectorXd const loadings = extraction.loadings.col(0);
    omega.h = construct_replicability(loadings);
    omega.loadings = loadings.cwiseProduct(sd);
    omega.uniquenesses = sd.array().square() * (1.0 - loadings.array().square());
    omega.heywood = std::move(extraction.heywood);
    omega.convergence = extraction.convergence;
    double const observed = sd.dot(r * sd);
    double const unique = omega.uniquenesses.sum();
    double const common = omega.loadings.sum() * omega.loadings.sum();
    omega.total = 1.0 - unique / observed;
    omega.of_observed = common / observed;
    omega.of_model = common / (common + unique);
    return omega;
}

Outcome<Omega> omega_of(MatrixIn r, VectorIn sd, OmegaOptions const& options) {
    Outcome<Omega> outcome;
    outcome.diagnostics = intake::check_correlation_matrix(r, "omega", 3, options.names);
    if (outcome.diagnostics.has_errors()) return outcome;
    if (!(sd.dot(r * sd) > 1e-12 * sd.squaredNorm())) {
        outcome.diagnostics.add(intake::constant_sum("omega does not exist", options.standardized));
        return outcome;
    }
    if (by_likelihood(options) && !numeric::invert_positive_definite(r)) {
        outcome.diagnostics.add(intake::singular_matrix(
            Severity::error, r, "maximum likelihood needs its inverse", options.names));
        return outcome;
    }
    auto omega = one_factor(r, sd, options);
    if (!omega.heywood.empty()) {
        outcome.diagnostics.add(factor::heywood_case(
            omega.heywood, "omega rests on a model that does not hold here; alpha does not need it",
            options.names));
    }
    outcome.value = std::move(omega);
    return outcome;
}

Eigen::VectorXd units(MatrixIn covariance, OmegaOptions const& options) {
    if (options.standardized) return Eigen::VectorXd::Ones(covariance.cols());
    return covariance.diagonal().cwiseSqrt();
}

/// Covariances of a resample, by the number of draws.
Eigen::MatrixXd resampled_covariance(MatrixIn answers, std::span<std::uint32_t const> times) {
    Eigen::VectorXd weights(answers.rows());
    for (Eigen::Index i = 0; i < answers.rows(); ++i)
        weights[i] = times[static_cast<std::size_t>(i)];
    double const n = weights.sum();
    Eigen::RowVectorXd const mean = weights.transpose() * answers / n;
    Eigen::MatrixXd const deviations = answers.rowwise() - mean;
    constexpr Eigen::Index block_rows = 256;  // as in numeric/moments.cpp
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(answers.cols(), answers.cols());
    for (Eigen::Index from = 0; from < answers.rows(); from += block_rows) {
        auto const rows = std::min(block_rows, answers.rows() - from);
        Eigen::MatrixXd const weighted =
            weights.segment(from, rows).asDiagonal() * deviations.middleRows(from, rows);
        sums.noalias() += deviations.middleRows(from, rows).transpose() * weighted;
    }
    return 0.5 * (sums + sums.transpose()) / (n - 1.0);
}

/// Nothing where all items vary.
Diagnostics that_do_not_vary(intake::CompleteItems const& items, OmegaOptions const& options) {
    Diagnostics found;
    if (!items.constant.empty()) {
        found.add(intake::items_without_variance(Severity::error, items.constant,
                                                 "a factor model needs items that vary", options.names));
    }
    return found;
}

}  // namespace

Outcome<Omega> omega_of_correlations(MatrixIn r, OmegaOptions const& options) {
    auto correlations = options;
    correlations.standardized = true;
    return omega_of(r, Eigen::VectorXd::Ones(r.cols()), correlations);
}

Outcome<Omega> omega_total(MatrixIn items, OmegaOptions const& options) {
    return intake::of_complete_items(
        items, {"omega", 3, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return omega_total(complete, options); });
}

Outcome<Omega> omega_total(intake::CompleteItems const& items, OmegaOptions const& options) {
    Outcome<Omega> outcome;
    outcome.diagnostics = that_do_not_vary(items, options);
    if (outcome.diagnostics.has_errors()) return outcome;
    outcome = omega_of(numeric::correlation_of(items.covariance), units(items.covariance, options), options);
    if (outcome.value) outcome.value->use = items.use;
    return outcome;
}

Outcome<OmegaBootstrap> bootstrap_omega(MatrixIn items, double level,
                                        numeric::BootstrapOptions const& bootstrap,
                                        OmegaOptions const& options) {
    return intake::of_complete_items(items, {"omega", 3, 3}, options.names,
                                     [&](intake::CompleteItems const& complete) {
                                         return bootstrap_omega(complete, level, bootstrap, options);
                                     });
}

Outcome<OmegaBootstrap> bootstrap_omega(intake::CompleteItems const& items, double level,
                                        numeric::BootstrapOptions const& bootstrap,
                                        OmegaOptions const& options) {
    Outcome<OmegaBootstrap> outcome;
    outcome.diagnostics = intake::check_level(level);
    if (bootstrap.replications < 100) {
        outcome.diagnostics.add(intake::option_out_of_range(
            "the number of bootstrap samples", static_cast<double>(bootstrap.replications), "at least 100"));
    }
    if (outcome.diagnostics.has_errors()) return outcome;
    auto fitted = omega_total(items, options);
    outcome.diagnostics.append(std::move(fitted.diagnostics));
    if (!fitted.value) return outcome;
    auto const& answers = items.answers;
    auto const replicated = numeric::bootstrap(
        static_cast<std::size_t>(answers.rows()), 1,
        [&](std::span<std::uint32_t const> times, std::span<double> values) {
            Eigen::MatrixXd const c = resampled_covariance(answers, times);
            Eigen::MatrixXd const r = numeric::correlation_of(c);
            Eigen::VectorXd const sd = units(c, options);
            bool const there = r.allFinite() && sd.dot(r * sd) > 1e-12 * sd.squaredNorm() &&
                               (!by_likelihood(options) || numeric::invert_positive_definite(r));
            values[0] = there ? one_factor(r, sd, options).total : absent;
        },
        bootstrap);
    auto const found = numeric::percentile_interval(replicated.col(0), level);
    OmegaBootstrap result;
    result.percentile = {fitted.value->total, found.lower, found.upper, level, "bootstrap percentile"};
    result.standard_error = found.standard_error;
    result.replications = bootstrap.replications;
    result.without_value = found.without_value;
    result.seed = bootstrap.seed;
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::reliability
