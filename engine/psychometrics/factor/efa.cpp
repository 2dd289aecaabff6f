#include "psychometrics/factor/efa.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "numeric/linalg.hpp"
#include "psychometrics/factor/extract_minres.hpp"
#include "psychometrics/factor/extract_ml.hpp"
#include "psychometrics/factor/rotate/align.hpp"
#include "psychometrics/factor/rotate/gradient_projection.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"

#include <cmath>
#include <string>
#include <utility>

namespace quaestor::factor {
namespace {

/// GPArotation's and Mplus' usual constant.
constexpr double geomin_epsilon = 0.01;

RotationCriterion criterion_of(Rotation rotation, double gamma, Eigen::Index items, Eigen::Index factors) {
    switch (rotation) {
        case Rotation::varimax:
            return {Simplicity::varimax, 0.0};
        case Rotation::quartimax:
            return {Simplicity::quartimax, 0.0};
        case Rotation::equamax:
            return {Simplicity::crawford_ferguson,
                    static_cast<double>(factors) / (2.0 * static_cast<double>(items))};
        case Rotation::bifactor:
            return {Simplicity::bifactor, 0.0};
        case Rotation::oblimin:
            return {Simplicity::oblimin, gamma};
        case Rotation::geomin:
        case Rotation::geomin_orthogonal:
            return {Simplicity::geomin, geomin_epsilon};
        case Rotation::none:
            break;
    }
    throw Bug("a rotation without a criterion");
}

Eigen::Index most_factors(Eigen::Index items) {
    Eigen::Index factors = 0;
    while (factors + 1 <= items && degrees_of_freedom(items, factors + 1) >= 0)
        ++factors;
    return factors;
}

Diagnostics check(MatrixIn r, std::int64_t persons, EfaOptions const& options) {
    Diagnostics found = intake::check_correlation_matrix(r, "a factor analysis", 3, options.names);
    if (found.has_errors()) return found;
    found.append(intake::check_level(options.level));
    if (options.starts < 1) {
        found.add(intake::option_out_of_range("the number of rotation starts",
                                              static_cast<double>(options.starts), "at least 1"));
    }
    if (options.rotation == Rotation::oblimin && !(options.gamma <= 1.0 && std::isfinite(options.gamma))) {
        found.add(intake::option_out_of_range("gamma of oblimin", options.gamma, "at most 1"));
    }
    if (options.factors < 1) {
        found.add(intake::option_out_of_range("the number of factors", static_cast<double>(options.factors),
                                              "at least 1"));
    } else if (options.factors > r.cols() || degrees_of_freedom(r.cols(), options.factors) < 0) {
        found.add(
            {.code = std::string(intake::code::too_many_factors),
             .message = std::to_string(r.cols()) + " items cannot determine " +
                        text::counted(static_cast<std::size_t>(options.factors), "factor", "factors"),
             .hint = "at most " +
                     text::counted(static_cast<std::size_t>(most_factors(r.cols())), "factor", "factors") +
                     " can be told apart by the correlations of " + std::to_string(r.cols()) + " items"});
    }
    if (persons < r.cols()) {
        found.add({.code = std::string(intake::code::too_few_persons),
                   .message = "a factor analysis of " + std::to_string(r.cols()) +
                              " items needs at least as many persons, found " + std::to_string(persons)});
    }
    return found;
}

void describe_loadings(FactorSolution& solution) {
    auto const& l = solution.loadings;
    auto const k = static_cast<double>(l.rows());
    solution.structure = l * solution.phi;
    solution.communalities = l.cwiseProduct(solution.structure).rowwise().sum();
    solution.uniquenesses = 1.0 - solution.communalities.array();
    Eigen::MatrixXd const squares = l.cwiseAbs2();
    solution.complexity.resize(l.rows());
    for (Eigen::Index i = 0; i < l.rows(); ++i) {
        double const fourth = squares.row(i).squaredNorm();
        double const second = squares.row(i).sum();
        solution.complexity[i] = fourth > 0 ? second * second / fourth : absent;
    }
    solution.ss_loadings = (solution.phi * (l.transpose() * l)).diagonal();
    solution.proportion = solution.ss_loadings / k;
    solution.cumulative = solution.proportion;
    for (Eigen::Index j = 1; j < l.cols(); ++j)
        solution.cumulative[j] += solution.cumulative[j - 1];
    solution.share_of_common = solution.ss_loadings / solution.ss_loadings.sum();
}

}  // namespace

std::string_view name_of(ExtractionMethod method) {
    switch (method) {
        case ExtractionMethod::minres:
            return "minres";
        case ExtractionMethod::maximum_likelihood:
            return "maximum likelihood";
    }
    throw Bug("an extraction without a name");
}

std::string_view name_of(Rotation rotation) {
    switch (rotation) {
        case Rotation::none:
            return "none";
        case Rotation::varimax:
            return "varimax";
        case Rotation::quartimax:
            return "quartimax";
        case Rotation::equamax:
            return "equamax";
        case Rotation::bifactor:
            return "bifactor";
        case Rotation::geomin_orthogonal:
            return "orthogonal geomin";
        case Rotation::oblimin:
            return "oblimin";
        case Rotation::geomin:
            return "geomin";
    }
    throw Bug("a rotation without a name");
}

bool is_oblique(Rotation rotation) {
    return rotation == Rotation::oblimin || rotation == Rotation::geomin;
}

Outcome<FactorSolution> exploratory_factors(MatrixIn r, std::int64_t persons, EfaOptions const& options) {
    Outcome<FactorSolution> outcome;
    outcome.diagnostics = check(r, persons, options);
    if (outcome.diagnostics.has_errors()) return outcome;

    Eigen::Index const m = options.factors;
    bool const by_likelihood = options.extraction == ExtractionMethod::maximum_likelihood;
    bool const regular = numeric::invert_positive_definite(r).has_value();
    if (!regular) {
        outcome.diagnostics.add(
            intake::singular_matrix(by_likelihood ? Severity::error : Severity::warning, r,
                                    by_likelihood ? "maximum likelihood needs its inverse"
                                                  : "chi-square and all that comes from it is left out",
                                    options.names));
        if (by_likelihood) return outcome;
    }

    FactorSolution solution;
    solution.extraction = options.extraction;
    solution.rotation = m > 1 ? options.rotation : Rotation::none;
    solution.kaiser = options.kaiser.value_or(solution.rotation == Rotation::varimax) &&
                      solution.rotation != Rotation::none;
    solution.persons = persons;
    solution.seed = options.seed;
    solution.eigenvalues = numeric::eigenvalues_symmetric(r);

    Extraction extraction = by_likelihood ? extract_ml(r, m) : extract_minres(r, m);
    solution.unrotated = std::move(extraction.loadings);
    solution.heywood = std::move(extraction.heywood);
    solution.extracted = extraction.convergence;

    Eigen::MatrixXd const identity = Eigen::MatrixXd::Identity(m, m);
    if (solution.rotation == Rotation::none) {
        auto const aligned = align(solution.unrotated, identity);
        solution.loadings = aligned.loadings;
        solution.phi = identity;
        solution.rotated.converged = true;
    } else {
        auto const rotated =
            rotate(solution.unrotated, criterion_of(solution.rotation, options.gamma, r.cols(), m),
                   {.oblique = is_oblique(solution.rotation),
                    .kaiser = solution.kaiser,
                    .starts = options.starts,
                    .seed = options.seed});
        auto aligned = align(rotated.loadings, rotated.phi, solution.rotation == Rotation::bifactor);
        solution.loadings = std::move(aligned.loadings);
        solution.phi = std::move(aligned.phi);
        solution.rotated = rotated.convergence;
        solution.rotation_criterion_by_start = rotated.criterion_by_start;
        solution.best_start = rotated.best_start;
    }
    describe_loadings(solution);

    Eigen::MatrixXd const reproduced = solution.structure * solution.loadings.transpose();
    solution.fit = factor_fit(r, reproduced, m, persons, options.level);
    if (regular && std::isnan(solution.fit.chi_squared)) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::improper_model),
             .message = "the correlations that the factor model implies are not positive definite; "
                        "chi-square and all that comes from it is left out",
             .hint = "the model does not hold: try fewer factors"});
    }
    Eigen::MatrixXd reduced = r;
    reduced.diagonal() = solution.communalities;
    solution.common_eigenvalues = numeric::eigenvalues_symmetric(reduced);

    if (!solution.heywood.empty()) {
        outcome.diagnostics.add(heywood_case(
            solution.heywood,
            "fewer factors, more persons, or leaving out an item that nearly repeats another usually helps",
            options.names));
    }
    if (solution.rotation_criterion_by_start.size() > 1) {
        double const best = solution.rotated.criterion;
        double const margin = 1e-5 * std::max(1.0, std::abs(best));
        auto const near_best = (solution.rotation_criterion_by_start.array() <= best + margin).count();
        if (2 * near_best < solution.rotation_criterion_by_start.size()) {
            outcome.diagnostics.add(
                {.severity = Severity::note,
                 .code = std::string(intake::code::other_rotations),
                 .message = "only " + std::to_string(near_best) + " of " +
                            std::to_string(solution.rotation_criterion_by_start.size()) +
                            " starts of the rotation reached its best value",
                 .hint = "other rotations simplify these loadings nearly as well; try more starts"});
        }
    }
    outcome.value = std::move(solution);
    return outcome;
}

}  // namespace quaestor::factor
