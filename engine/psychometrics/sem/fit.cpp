#include "psychometrics/sem/fit.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "numeric/distributions.hpp"
#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "numeric/optimise/bounded_bfgs.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/given_matrix.hpp"
#include "psychometrics/sem/discrepancy.hpp"
#include "psychometrics/sem/start.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quaestor::sem {
namespace {

numeric::Minimum minimise(numeric::Criterion const& criterion, VectorIn start, Eigen::MatrixXd curvature) {
    numeric::MinimiseOptions options;
    options.most_iterations = 2000;
    // A model that is nearly undetermined at the start has a curvature that is nearly singular.
    curvature.diagonal().array() += 1e-6 * std::max(curvature.diagonal().maxCoeff(), 1e-12);
    options.curvature = std::move(curvature);
    double const infinity = std::numeric_limits<double>::infinity();
    return numeric::minimise_bounded(criterion, start, Eigen::VectorXd::Constant(start.size(), -infinity),
                                     Eigen::VectorXd::Constant(start.size(), infinity), options);
}

void turn_positive(SimpleStructure const& structure, FactorModel& model) {
    Eigen::VectorXd const sums = loading_matrix(structure, model.loadings).colwise().sum();
    Eigen::VectorXd const sign = sums.unaryExpr([](double x) { return x < 0 ? -1.0 : 1.0; });
    for (Eigen::Index j = 0; j < structure.items(); ++j)
        model.loadings[j] *= sign[structure.factor_of[static_cast<std::size_t>(j)]];
    model.phi = sign.asDiagonal() * Eigen::MatrixXd(model.phi) * sign.asDiagonal();
}

/// Fills everything that follows from the model in standardized variables.
void judge(MatrixIn r, StructureFit& fit) {
    Eigen::Index const k = r.cols();
    Eigen::MatrixXd const residual = r - fit.implied;
    double sum = 0.0;
    for (Eigen::Index j = 0; j < k; ++j)
        sum += residual.col(j).tail(k - j).squaredNorm();
    fit.srmr = std::sqrt(sum / (0.5 * static_cast<double>(k * (k + 1))));
    for (Eigen::Index j = 0; j < k; ++j) {
        if (fit.model.residuals[j] < 0) fit.negative_residuals.push_back(j);
    }
    fit.improper_factors =
        fit.structure.factors > 1 && !(numeric::eigenvalues_symmetric(fit.model.phi).minCoeff() > 1e-8);
}

/// "the one-factor model (DWLS)", as messages begin.
std::string words_of(StructureFit const& fit) {
    auto const factors = fit.structure.factors;
    return (factors == 1 ? std::string("the one-factor model")
                         : "the model of " + std::to_string(factors) + " factors") +
           " (" + std::string(name_of(fit.estimator)) + ")";
}

Diagnostics remarks_on(StructureFit const& fit, VariableNames const& names) {
    Diagnostics said;
    if (!fit.admissible()) {
        std::string what;
        if (!fit.negative_residuals.empty())
            what = "a negative residual variance of " + names.items(fit.negative_residuals);
        if (fit.improper_factors) {
            what += std::string(what.empty() ? "" : ", and ") +
                    "factors that correlate by 1 or more, or contradict each other";
        }
        said.add({.severity = Severity::warning,
                  .code = std::string(intake::code::inadmissible),
                  .message = words_of(fit) + " has " + what,
                  .hint = "the items do not divide like that in these data, or the people are too few"});
    }
    if (fit.srmr > large_srmr) {
        said.add({.severity = Severity::warning,
                  .code = std::string(intake::code::poor_fit),
                  .message = words_of(fit) + " leaves residual correlations of " + text::fixed(fit.srmr, 3) +
                             " (root mean square), above " + text::fixed(large_srmr, 2),
                  .hint = "coefficients that rest on it describe a model that these data do not follow"});
    }
    return said;
}

}  // namespace

std::string_view name_of(Estimator estimator) {
    switch (estimator) {
        case Estimator::maximum_likelihood:
            return "maximum likelihood";
        case Estimator::diagonally_weighted:
            return "DWLS";
        case Estimator::unweighted:
            return "ULS";
    }
    throw Bug("an estimator without a name");
}

Outcome<StructureFit> fit_covariances(MatrixIn covariance, std::int64_t persons,
                                      SimpleStructure const& structure, VariableNames const& names) {
    expects(covariance.rows() == structure.items() && covariance.cols() == structure.items(),
            "fit_covariances: shapes");
    Outcome<StructureFit> outcome;
    Eigen::MatrixXd const r = numeric::correlation_of(covariance);
    auto const regular = numeric::invert_positive_definite(r);
    if (!regular) {
        outcome.diagnostics.add(
            intake::singular_matrix(Severity::error, r, "maximum likelihood needs its inverse", names));
        return outcome;
    }
    Eigen::VectorXd const start = packed(structure, starting_model(r, structure));
    auto const minimum = minimise(
        [&](Eigen::VectorXd const& at, Eigen::VectorXd& gradient) {
            return ml_discrepancy(r, regular->log_determinant, structure, at, gradient);
        },
        start, ml_curvature(structure, start));

    StructureFit fit;
    fit.structure = structure;
    fit.estimator = Estimator::maximum_likelihood;
    fit.convergence = minimum.convergence;
    fit.model = unpacked(structure, minimum.at);
    turn_positive(structure, fit.model);
    fit.implied = common_part(structure, fit.model);
    fit.implied.diagonal() += fit.model.residuals;
    judge(r, fit);
    Eigen::Index const k = structure.items();
    fit.df = k * (k + 1) / 2 - parameter_count(structure);
    auto const n = static_cast<double>(persons);
    auto const df = static_cast<double>(fit.df);
    fit.chi_squared =
        std::max(n * minimum.convergence.criterion, 0.0);  // rounding may leave a negative speck
    if (fit.df > 0) {
        fit.p_value = numeric::chi_squared_upper_tail(fit.chi_squared, df);
        fit.rmsea = std::sqrt(std::max(fit.chi_squared - df, 0.0) / (df * n));
    }
    outcome.diagnostics = remarks_on(fit, names);
    Eigen::VectorXd const sd = covariance.diagonal().cwiseSqrt();
    fit.model.loadings = fit.model.loadings.cwiseProduct(sd);
    fit.model.residuals = fit.model.residuals.cwiseProduct(sd.cwiseAbs2());
    fit.implied = sd.asDiagonal() * Eigen::MatrixXd(fit.implied) * sd.asDiagonal();
    outcome.value = std::move(fit);
    return outcome;
}

Outcome<StructureFit> fit_correlations(MatrixIn r, MatrixIn weights, SimpleStructure const& structure,
                                       VariableNames const& names) {
    Eigen::Index const k = structure.items();
    bool const weighted = weights.size() > 0;
    expects(r.rows() == k && r.cols() == k && (!weighted || (weights.rows() == k && weights.cols() == k)),
            "fit_correlations: shapes");
    Eigen::MatrixXd w = weighted ? Eigen::MatrixXd(weights) : Eigen::MatrixXd(Eigen::MatrixXd::Ones(k, k));
    double sum = 0.0;
    for (Eigen::Index j = 0; j < k; ++j)
        sum += w.col(j).tail(k - j - 1).sum();
    w *= 0.5 * static_cast<double>(k * (k - 1)) / sum;  // so that a tolerance means the same for any weights
    Eigen::VectorXd const start =
        packed(structure, starting_model(r, structure)).head(k + structure.correlations());
    auto const minimum = minimise(
        [&](Eigen::VectorXd const& at, Eigen::VectorXd& gradient) {
            return least_squares_discrepancy(r, w, structure, at, gradient);
        },
        start, least_squares_curvature(w, structure, start));

    StructureFit fit;
    fit.structure = structure;
    fit.estimator = weighted ? Estimator::diagonally_weighted : Estimator::unweighted;
    fit.convergence = minimum.convergence;
    fit.model = unpacked(structure, minimum.at);
    turn_positive(structure, fit.model);
    fit.model.residuals = 1.0 - fit.model.loadings.array().square();
    fit.implied = common_part(structure, fit.model);
    fit.implied.diagonal().setOnes();
    judge(r, fit);
    fit.df = k * (k - 1) / 2 - start.size();
    Outcome<StructureFit> outcome;
    outcome.diagnostics = remarks_on(fit, names);
    outcome.value = std::move(fit);
    return outcome;
}

}  // namespace quaestor::sem
