#include "psychometrics/reliability/alpha.hpp"

#include "numeric/distributions.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

#include <cmath>

namespace quaestor::reliability {
namespace {

/// The matrix without row and column j.
Eigen::MatrixXd without(MatrixIn matrix, Eigen::Index j) {
    std::vector<Eigen::Index> rest;
    for (Eigen::Index i = 0; i < matrix.cols(); ++i) {
        if (i != j) rest.push_back(i);
    }
    return matrix(rest, rest);
}

double average_off_diagonal(MatrixIn r) {
    auto const k = static_cast<double>(r.cols());
    return (r.sum() - r.trace()) / (k * (k - 1.0));
}

double standardized_of(double average_r, Eigen::Index items) {
    auto const k = static_cast<double>(items);
    return k * average_r / (1.0 + (k - 1.0) * average_r);
}

Estimate feldt(double alpha, double n, double k, double level) {
    double const tail = 0.5 * (1.0 - level);
    double const df1 = n - 1.0;
    double const df2 = (n - 1.0) * (k - 1.0);
    return {alpha, 1.0 - (1.0 - alpha) * numeric::f_quantile(1.0 - tail, df1, df2),
            1.0 - (1.0 - alpha) * numeric::f_quantile(tail, df1, df2), level, "Feldt F"};
}

Estimate normal_interval(double alpha, double standard_error, double level) {
    double const z = numeric::normal_quantile(0.5 * (1.0 + level));
    return {alpha, alpha - z * standard_error, alpha + z * standard_error, level,
            "Duhachek-Iacobucci normal"};
}

void item_correlations(MatrixIn covariance, Alpha& alpha) {
    Eigen::Index const k = covariance.cols();
    Eigen::VectorXd const with_sum = covariance.rowwise().sum();
    double const total = covariance.sum();
    alpha.item_total_r.setConstant(k, absent);
    alpha.item_rest_r.setConstant(k, absent);
    alpha.alpha_if_dropped.setConstant(k, absent);
    for (Eigen::Index j = 0; j < k; ++j) {
        double const own = covariance(j, j);
        double const rest = total - 2.0 * with_sum[j] + own;
        if (own > 0) alpha.item_total_r[j] = with_sum[j] / std::sqrt(own * total);
        // Below this the others cancel out to rounding.
        if (own > 0 && rest > 1e-12 * total) {
            alpha.item_rest_r[j] = (with_sum[j] - own) / std::sqrt(own * rest);
            if (alpha.item_rest_r[j] < 0) alpha.against.push_back(j);
        }
        if (k > 2) alpha.alpha_if_dropped[j] = alpha_of(without(covariance, j));
    }
}

void standardized_parts(MatrixIn covariance, Alpha& alpha) {
    Eigen::Index const k = covariance.cols();
    alpha.item_standardized_r.setConstant(k, absent);
    alpha.standardized_if_dropped.setConstant(k, absent);
    if (!alpha.constant.empty()) return;
    Eigen::MatrixXd const r = numeric::correlation_of(covariance);
    alpha.average_r = average_off_diagonal(r);
    alpha.standardized = standardized_of(alpha.average_r, k);
    if (r.sum() > 0) alpha.item_standardized_r = r.rowwise().sum() / std::sqrt(r.sum());
    for (Eigen::Index j = 0; j < k && k > 2; ++j) {
        alpha.standardized_if_dropped[j] = standardized_of(average_off_diagonal(without(r, j)), k - 1);
    }
}

}  // namespace

double alpha_of(MatrixIn covariance) {
    auto const k = static_cast<double>(covariance.cols());
    double const total = covariance.sum();
    if (covariance.cols() < 2 || !(total > 1e-14 * covariance.trace())) return absent;
    return k / (k - 1.0) * (1.0 - covariance.trace() / total);
}

double alpha_standard_error(MatrixIn covariance, std::int64_t persons) {
    auto const k = static_cast<double>(covariance.cols());
    double const s = covariance.sum();
    if (covariance.cols() < 2 || !(s > 0)) return absent;
    double const trace = covariance.trace();
    double const trace_of_square = covariance.squaredNorm();
    double const inner = Eigen::VectorXd(covariance.rowwise().sum()).squaredNorm();
    double const q = 2.0 * k * k / ((k - 1.0) * (k - 1.0) * s * s * s) *
                     (s * (trace_of_square + trace * trace) - 2.0 * trace * inner);
    return std::sqrt(std::max(q, 0.0) / static_cast<double>(persons));
}

Outcome<Alpha> cronbach_alpha(MatrixIn items, AlphaOptions const& options) {
    return intake::of_complete_items(
        items, {"Cronbach's alpha", 2, 3}, options.names,
        [&](intake::CompleteItems const& complete) { return cronbach_alpha(complete, options); });
}

Outcome<Alpha> cronbach_alpha(intake::CompleteItems const& items, AlphaOptions const& options) {
    Outcome<Alpha> outcome;
    outcome.diagnostics = intake::check_level(options.level);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const& covariance = items.covariance;
    double const value = alpha_of(covariance);
    if (std::isnan(value)) {
        outcome.diagnostics.add(intake::constant_sum(
            "alpha does not exist", false,
            "alpha compares persons; with no differences between them nothing can be compared"));
        return outcome;
    }

    Alpha alpha;
    alpha.use = items.use;
    alpha.constant = items.constant;
    auto const n = static_cast<double>(alpha.use.persons_used);
    alpha.standard_error = alpha_standard_error(covariance, alpha.use.persons_used);
    alpha.alpha = options.interval == AlphaInterval::feldt
                      ? feldt(value, n, static_cast<double>(items.answers.cols()), options.level)
                      : normal_interval(value, alpha.standard_error, options.level);
    alpha.sum_mean = numeric::means(items.answers).sum();
    alpha.sum_sd = std::sqrt(covariance.sum());
    if (value >= 0) alpha.sem = alpha.sum_sd * std::sqrt(1.0 - value);
    item_correlations(covariance, alpha);
    standardized_parts(covariance, alpha);

    if (!alpha.constant.empty()) {
        outcome.diagnostics.add(intake::items_without_variance(
            Severity::warning, alpha.constant, "the standardized alpha is left out", options.names));
    }
    if (!alpha.against.empty()) {
        outcome.diagnostics.add({.severity = Severity::warning,
                                 .code = std::string(intake::code::runs_against),
                                 .message = options.names.items(alpha.against) +
                                            (alpha.against.size() == 1 ? " runs" : " run") +
                                            " against the other items of the scale",
                                 .hint = alpha.against.size() == 1 ? "does it need to be reversed?"
                                                                   : "do they need to be reversed?"});
    }
    outcome.value = std::move(alpha);
    return outcome;
}

}  // namespace quaestor::reliability
