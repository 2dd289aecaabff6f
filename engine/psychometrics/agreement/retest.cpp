#include "psychometrics/agreement/retest.hpp"

#include "numeric/distributions.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <cmath>

namespace quaestor::agreement {
namespace {

/// Pearson's r of two columns; absent where one does not vary.
double correlation(VectorIn a, VectorIn b) {
    Eigen::MatrixXd both(a.size(), 2);
    both << a, b;
    return numeric::correlation_of(numeric::covariance(both))(0, 1);
}

Estimate fisher_interval(double r, double n, double level) {
    Estimate out{r, absent, absent, absent, {}};
    if (!(n > 3) || !(std::abs(r) < 1)) return out;
    double const reach = numeric::normal_quantile(0.5 * (1 + level)) / std::sqrt(n - 3);
    double const z = std::atanh(r);
    return {r, std::tanh(z - reach), std::tanh(z + reach), level, "Fisher z"};
}

/// P(|R| >= |r|) where there is no correlation.
double p_of_r(double r, double n) {
    if (!std::isfinite(r) || !(n > 2)) return absent;
    return numeric::t_two_sided(r * std::sqrt((n - 2) / std::max(1e-300, 1 - r * r)), n - 2);
}

Estimate around(double value, double standard_error, double quantile, double level) {
    return {value, value - quantile * standard_error, value + quantile * standard_error, level, "t"};
}

}  // namespace

Outcome<Retest> retest(VectorIn first, VectorIn second, RetestOptions const& options) {
    Outcome<Retest> outcome;
    outcome.diagnostics = check_level(options.level);
    if (!(options.coverage > 0 && options.coverage < 1)) {
        outcome.diagnostics.add(intake::option_out_of_range(
            "the coverage of the limits of agreement", options.coverage, "between 0 and 1, both excluded"));
    }
    if (outcome.diagnostics.has_errors()) return outcome;
    Eigen::MatrixXd both(first.size(), 2);
    both << first, second;
    auto gate = complete_ratings(both, {"a comparison of two measurements", 2, 3});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    Eigen::VectorXd const before = gate.value->ratings.col(0);
    Eigen::VectorXd const after = gate.value->ratings.col(1);
    Eigen::VectorXd const d = after - before;
    auto const n = static_cast<double>(d.size());
    double const z = numeric::normal_quantile(0.5 * (1 + options.coverage));
    double const t = numeric::t_quantile(0.5 * (1 + options.level), n - 1);

    Retest out;
    out.use = gate.value->use;
    Eigen::VectorXd const means = numeric::means(gate.value->ratings);
    Eigen::MatrixXd const s = numeric::covariance(gate.value->ratings);
    out.first_mean = means[0], out.second_mean = means[1];
    out.first_sd = std::sqrt(s(0, 0)), out.second_sd = std::sqrt(s(1, 1));
    double const r = numeric::correlation_of(s)(0, 1);
    if (std::isfinite(r)) out.r = fisher_interval(r, n, options.level);

    double const change = numeric::means(d)[0];
    double const sd = std::sqrt(numeric::covariance(d)(0, 0));
    out.change_sd = sd;
    out.change = around(change, sd / std::sqrt(n), t, options.level);
    // What is left of equal changes is rounding.
    if (sd > 1e-12 * (std::abs(change) + out.first_sd)) {
        out.change_t = change / (sd / std::sqrt(n));
        out.change_p = numeric::t_two_sided(out.change_t, n - 1);
        out.change_d = change / sd;
        out.trend_r = correlation(d, before + after);
        out.trend_p = p_of_r(out.trend_r, n);
    }
    double const limit_error = sd * std::sqrt(1 / n + z * z / (2 * (n - 1)));
    out.lower_limit = around(change - z * sd, limit_error, t, options.level);
    out.upper_limit = around(change + z * sd, limit_error, t, options.level);
    out.sem = sd / std::sqrt(2.0);
    out.sem_agreement = std::sqrt(d.squaredNorm() / (2 * n));
    out.detectable_change = z * sd;
    out.repeatability = z * std::sqrt(2.0) * out.sem_agreement;
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
