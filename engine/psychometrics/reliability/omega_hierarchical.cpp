#include "psychometrics/reliability/omega_hierarchical.hpp"

#include "base/expects.hpp"
#include "psychometrics/factor/schmid_leiman.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

namespace quaestor::reliability {
namespace {

factor::Rotation rotation_of(GeneralFactor way) {
    switch (way) {
        case GeneralFactor::schmid_leiman_oblimin:
            return factor::Rotation::oblimin;
        case GeneralFactor::schmid_leiman_geomin:
            return factor::Rotation::geomin;
        case GeneralFactor::bifactor:
            return factor::Rotation::bifactor;
    }
    throw Bug("a general factor without a rotation");
}

void transform(factor::FactorSolution const& solution, HierarchicalOptions const& options,
               HierarchicalOmega& omega, Diagnostics& diagnostics) {
    auto const turned = factor::schmid_leiman(solution.loadings, solution.phi);
    omega.general = turned.general;
    omega.groups = turned.groups;
    omega.second_order = turned.second_order;
    omega.phi = solution.phi;
    if (turned.heywood) {
        diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::heywood_case),
             .message = "a group factor has nothing of its own beside the general factor (a Heywood case "
                        "among the factors)",
             .hint = "fewer group factors"});
    }
    if (options.group_factors == 2) {
        diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::undetermined_general),
             .message = "two group factors do not determine the general factor; their loadings on it are set "
                        "equal",
             .hint = "three group factors, or a declared structure; other choices give another omega "
                     "hierarchical"});
    }
}

}  // namespace

std::string_view name_of(GeneralFactor way) {
    switch (way) {
        case GeneralFactor::schmid_leiman_oblimin:
            return "Schmid-Leiman of oblimin factors";
        case GeneralFactor::schmid_leiman_geomin:
            return "Schmid-Leiman of geomin factors";
        case GeneralFactor::bifactor:
            return "bifactor rotation";
    }
    throw Bug("a general factor without a name");
}

Outcome<HierarchicalOmega> omega_hierarchical(MatrixIn r, std::int64_t persons,
                                              HierarchicalOptions const& options) {
    Outcome<HierarchicalOmega> outcome;
    if (options.group_factors < 2) {
        outcome.diagnostics.add({.code = std::string(intake::code::no_group_factors),
                                 .message = "omega hierarchical needs at least 2 group factors, found " +
                                            std::to_string(options.group_factors),
                                 .hint = "with one factor there is no general factor beside others; omega "
                                         "total is the coefficient of one factor"});
        return outcome;
    }
    bool const direct = options.way == GeneralFactor::bifactor;
    factor::EfaOptions efa;
    efa.factors = options.group_factors + (direct ? 1 : 0);
    efa.extraction = options.extraction;
    efa.rotation = rotation_of(options.way);
    efa.kaiser = false;
    efa.starts = options.starts;
    efa.seed = options.seed;
    efa.names = options.names;
    auto fitted = factor::exploratory_factors(r, persons, efa);
    outcome.diagnostics.append(std::move(fitted.diagnostics));
    if (!fitted.value) return outcome;
    if (!(r.sum() > 1e-12 * r.trace())) {
        outcome.diagnostics.add(intake::constant_sum("omega does not exist", true));
        return outcome;
    }
    auto const& solution = *fitted.value;
    HierarchicalOmega omega;
    omega.way = options.way;
    omega.extraction = options.extraction;
    omega.uniquenesses = solution.uniquenesses;
    omega.persons = persons;
    omega.extracted = solution.extracted;
    omega.rotated = solution.rotated;
    if (direct) {
        omega.general = solution.loadings.col(0);
        omega.groups = solution.loadings.rightCols(options.group_factors);
        omega.phi.setIdentity(options.group_factors, options.group_factors);
    } else {
        transform(solution, options, omega, outcome.diagnostics);
    }
    if (omega.general.sum() < 0) omega.general = -omega.general;
    omega.indices = bifactor_indices(omega.general, omega.groups, omega.uniquenesses, r);
    outcome.value = std::move(omega);
    return outcome;
}

}  // namespace quaestor::reliability
