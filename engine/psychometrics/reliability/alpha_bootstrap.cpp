#include "psychometrics/reliability/alpha_bootstrap.hpp"

#include "numeric/distributions.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/sum_matrix.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/alpha_parts.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::reliability {
namespace {

Estimate interval(double value, numeric::BootstrapInterval const& found, double level, std::string method) {
    return {value, found.lower, found.upper, level, std::move(method)};
}

Diagnostic no_alpha() {
    return intake::constant_sum("alpha does not exist");
}

Eigen::VectorXd without_each(MatrixIn parts) {
    Eigen::RowVectorXd const all = parts.colwise().sum();
    Eigen::VectorXd without(parts.rows());
    auto const n = static_cast<double>(parts.rows());
    Eigen::RowVectorXd rest(parts.cols());
    for (Eigen::Index i = 0; i < parts.rows(); ++i) {
        rest = all - parts.row(i);
        without[i] = alpha_of_sums(rest, n - 1.0);
    }
    return without;
}

}  // namespace

Outcome<AlphaBootstrap> bootstrap_alpha(MatrixIn items, AlphaBootstrapOptions const& options) {
    return intake::of_complete_items(
        items, {"Cronbach's alpha", 2, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return bootstrap_alpha(complete, options); });
}

Outcome<AlphaBootstrap> bootstrap_alpha(intake::CompleteItems const& items,
                                        AlphaBootstrapOptions const& options) {
    Outcome<AlphaBootstrap> outcome;
    outcome.diagnostics = intake::check_level(options.level);
    if (options.replications < 100) {
        outcome.diagnostics.add(intake::option_out_of_range(
            "the number of bootstrap samples", static_cast<double>(options.replications), "at least 100"));
    }
    double const value = alpha_of(items.covariance);
    if (std::isnan(value)) outcome.diagnostics.add(no_alpha());
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const parts = alpha_parts(items.answers);
    auto const n = static_cast<double>(parts.rows());
    auto const sums = numeric::bootstrap_sums(
        parts, {.replications = options.replications, .seed = options.seed, .threads = options.threads});
    Eigen::VectorXd replicated(sums.rows());
    for (Eigen::Index b = 0; b < sums.rows(); ++b)
        replicated[b] = alpha_of_sums(sums.row(b), n);

    AlphaBootstrap result;
    result.acceleration = numeric::acceleration(without_each(parts));
    auto const percentile = numeric::percentile_interval(replicated, options.level);
    auto const bca = numeric::bca_interval(replicated, value, result.acceleration, options.level);
    result.percentile = interval(value, percentile, options.level, "bootstrap percentile");
    result.bca = interval(value, bca, options.level, "bootstrap BCa");
    result.standard_error = percentile.standard_error;
    result.replications = options.replications;
    result.without_value = percentile.without_value;
    result.seed = options.seed;
    result.use = items.use;
    if (items.use.persons_used < persons_for_bootstrap) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::few_for_bootstrap),
             .message = "the bootstrap intervals of " + std::to_string(items.use.persons_used) +
                        " persons are too narrow",
             .hint = "from " + std::to_string(persons_for_bootstrap) +
                     " persons on they hold what they say; below, the interval of Feldt or the "
                     "distribution-free one is nearer"});
    }
    outcome.value = std::move(result);
    return outcome;
}

Outcome<AlphaJackknife> jackknife_alpha(MatrixIn items, double level, VariableNames const& names) {
    return intake::of_complete_items(
        items, {"Cronbach's alpha", 2, 3}, names,
        [&](intake::CompleteItems const& complete) { return jackknife_alpha(complete, level); });
}

Outcome<AlphaJackknife> jackknife_alpha(intake::CompleteItems const& items, double level) {
    Outcome<AlphaJackknife> outcome;
    outcome.diagnostics = intake::check_level(level);
    double const value = alpha_of(items.covariance);
    if (std::isnan(value)) outcome.diagnostics.add(no_alpha());
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const without = without_each(alpha_parts(items.answers));
    AlphaJackknife result;
    result.alpha = {value, absent, absent, level, "jackknife normal"};
    if (without.allFinite()) {
        auto const n = static_cast<double>(without.size());
        result.standard_error = std::sqrt((n - 1.0) / n * (without.array() - without.mean()).square().sum());
        double const half = numeric::normal_quantile(0.5 * (1.0 + level)) * result.standard_error;
        result.alpha.lower = value - half;
        result.alpha.upper = value + half;
        auto const normal = alpha_standard_error(items.covariance, items.use.persons_used);
        if (normal > 0) result.ratio = result.standard_error / normal;
    }
    double const let_pass =
        std::max(std::log(ratio_in_doubt), 2.75 / std::sqrt(static_cast<double>(items.use.persons_used)));
    if (std::abs(std::log(result.ratio)) > let_pass) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::interval_in_doubt),
             .message =
                 std::string("the answers are far from normal, so that Feldt's interval of alpha is too ") +
                 (result.ratio > 1 ? "narrow" : "wide"),
             .hint = "the distribution-free interval beside it does not assume normal answers"});
    }
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::reliability
