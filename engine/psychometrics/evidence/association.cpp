#include "psychometrics/evidence/association.hpp"

#include "numeric/distributions.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/correlation/rank.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::evidence {
namespace {

Estimate with_interval(double r, double n, double level) {
    Estimate estimate;
    estimate.value = r;
    if (n < 4 || std::abs(r) >= 1) return estimate;
    double const half = numeric::normal_quantile(0.5 * (1.0 + level)) / std::sqrt(n - 3.0);
    return {r, std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half), level, "Fisher z"};
}

double no_correlation_p(double r, double n) {
    double const left = 1.0 - r * r;
    if (left <= 0) return 0.0;
    return numeric::t_two_sided(r * std::sqrt((n - 2.0) / left), n - 2.0);
}

Diagnostics check(AssociationOptions const& options) {
    auto diagnostics = intake::check_level(options.level);
    for (double const reliability : {options.reliability_x, options.reliability_y}) {
        if (std::isnan(reliability) || (reliability > 0 && reliability <= 1)) continue;
        diagnostics.add(intake::option_out_of_range("a reliability", reliability, "above 0 and at most 1"));
    }
    return diagnostics;
}

double disattenuated(double r, AssociationOptions const& options) {
    if (std::isnan(options.reliability_x) && std::isnan(options.reliability_y)) return absent;
    auto const known = [](double reliability) { return std::isnan(reliability) ? 1.0 : reliability; };
    return r / std::sqrt(known(options.reliability_x) * known(options.reliability_y));
}

}  // namespace

Outcome<Association> association(VectorIn x, VectorIn y, AssociationOptions const& options) {
    Outcome<Association> outcome;
    outcome.diagnostics = check(options);
    if (outcome.diagnostics.has_errors()) return outcome;
    Eigen::MatrixXd both(x.size(), 2);
    both << x, y;
    auto gate = intake::complete_items(both, {"a correlation", 2, 3}, {});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    if (!gate.value->constant.empty()) {
        outcome.diagnostics.add({.code = std::string(intake::code::no_variance),
                                 .message = "one of the two is the same for everyone who has both"});
        return outcome;
    }
    auto const pearson = correlation::pearson(gate.value->answers);
    auto const spearman = correlation::spearman(gate.value->answers);
    auto const n = static_cast<double>(gate.value->use.persons_used);
    Association result;
    double const r = std::clamp(pearson.value->r(0, 1), -1.0, 1.0);
    result.r = with_interval(r, n, options.level);
    result.p = no_correlation_p(r, n);
    result.rho = spearman.value->r(0, 1);
    result.disattenuated = disattenuated(r, options);
    result.use = gate.value->use;
    outcome.value = result;
    return outcome;
}

}  // namespace quaestor::evidence
