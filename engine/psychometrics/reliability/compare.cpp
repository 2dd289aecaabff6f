#include "psychometrics/reliability/compare.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "numeric/distributions.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/reliability/alpha_parts.hpp"

#include <cmath>

namespace quaestor::reliability {
namespace {

constexpr std::int64_t fewest_persons = 6;

void check(SampleAlpha const& sample, Diagnostics& found) {
    if (sample.persons < fewest_persons) {
        found.add({.code = std::string(intake::code::too_few_persons),
                   .message = "a comparison of alphas needs at least " + std::to_string(fewest_persons) +
                              " persons in each sample, found " + std::to_string(sample.persons)});
    } else if (!(sample.alpha < 1) || sample.items < 2) {
        found.add(
            {.code = std::string(intake::code::no_reliability),
             .message = "a comparison needs alphas below 1, found " +
                        (std::isfinite(sample.alpha) ? text::fixed(sample.alpha, 2) : std::string("none"))});
    }
}

/// Mean and second moment of F.
struct Moments {
    double first = absent;
    double second = absent;
};
Moments moments_of_f(double df1, double df2) {
    return {df2 / (df2 - 2.0), df2 * df2 * (df1 + 2.0) / (df1 * (df2 - 2.0) * (df2 - 4.0))};
}

}  // namespace

Outcome<AlphaComparison> compare_independent(SampleAlpha const& first, SampleAlpha const& second) {
    Outcome<AlphaComparison> outcome;
    check(first, outcome.diagnostics);
    check(second, outcome.diagnostics);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const persons = [](SampleAlpha const& s) { return static_cast<double>(s.persons) - 1.0; };
    auto const rest = [](SampleAlpha const& s) {
        return (static_cast<double>(s.persons) - 1.0) * (static_cast<double>(s.items) - 1.0);
    };
    auto const above = moments_of_f(rest(first), persons(first));
    auto const below = moments_of_f(persons(second), rest(second));
    double const a = above.first * below.first;
    double const b = above.second * below.second;
    AlphaComparison result;
    result.method = "Feldt W";
    result.statistic = (1.0 - first.alpha) / (1.0 - second.alpha);
    result.df2 = 2.0 * a / (a - 1.0);
    result.df1 = 2.0 * a * a / (2.0 * b - a * b - a * a);
    double const upper = numeric::f_upper_tail(result.statistic, result.df1, result.df2);
    result.p_value = std::min(1.0, 2.0 * std::min(upper, 1.0 - upper));
    outcome.value = std::move(result);
    return outcome;
}

Outcome<AlphaComparison> compare_independent(std::vector<SampleAlpha> const& samples) {
    expects(samples.size() >= 2, "compare_independent needs two samples");
    Outcome<AlphaComparison> outcome;
    for (auto const& sample : samples)
        check(sample, outcome.diagnostics);
    if (outcome.diagnostics.has_errors()) return outcome;
    double weights = 0;
    double sum = 0;
    double squares = 0;
    for (auto const& sample : samples) {
        auto const n = static_cast<double>(sample.persons);
        auto const k = static_cast<double>(sample.items);
        double const x = std::cbrt(1.0 - sample.alpha);
        double const variance =
            18.0 * k * (n - 1.0) * x * x / ((k - 1.0) * (9.0 * n - 11.0) * (9.0 * n - 11.0));
        weights += 1.0 / variance;
        sum += x / variance;
        squares += x * x / variance;
    }
    AlphaComparison result;
    result.method = "Hakstian-Whalen chi-square";
    result.statistic = std::max(0.0, squares - sum * sum / weights);
    result.df1 = static_cast<double>(samples.size()) - 1.0;
    result.p_value = numeric::chi_squared_upper_tail(result.statistic, result.df1);
    outcome.value = std::move(result);
    return outcome;
}

Outcome<AlphaComparison> compare_dependent(double first, double second, double r, std::int64_t persons) {
    Outcome<AlphaComparison> outcome;
    check({first, persons, 2}, outcome.diagnostics);
    check({second, persons, 2}, outcome.diagnostics);
    if (!(std::abs(r) < 1)) {
        outcome.diagnostics.add({.code = std::string(intake::code::no_reliability),
                                 .message = "a comparison of two scales needs scores that are not the same"});
    }
    if (outcome.diagnostics.has_errors()) return outcome;
    AlphaComparison result;
    result.method = "Feldt t";
    result.df1 = static_cast<double>(persons) - 2.0;
    result.statistic =
        (first - second) * std::sqrt(result.df1 / (4.0 * (1.0 - first) * (1.0 - second) * (1.0 - r * r)));
    result.p_value = numeric::t_two_sided(result.statistic, result.df1);
    outcome.value = std::move(result);
    return outcome;
}

Outcome<AlphaComparison> compare_same_persons(MatrixIn first, MatrixIn second) {
    expects(first.rows() == second.rows(), "compare_same_persons needs the same persons");
    Outcome<AlphaComparison> outcome;
    auto const persons = first.rows();
    Eigen::MatrixXd const a = alpha_parts(first);
    Eigen::MatrixXd const b = alpha_parts(second);
    Eigen::RowVectorXd const all_a = a.colwise().sum();
    Eigen::RowVectorXd const all_b = b.colwise().sum();
    auto const n = static_cast<double>(persons);
    check({alpha_of_sums(all_a, n), persons, first.cols()}, outcome.diagnostics);
    check({alpha_of_sums(all_b, n), persons, second.cols()}, outcome.diagnostics);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto const difference = [](double x, double y) { return std::log(1.0 - x) - std::log(1.0 - y); };
    Eigen::VectorXd without(persons);
    for (Eigen::Index i = 0; i < persons; ++i) {
        without[i] =
            difference(alpha_of_sums(all_a - a.row(i), n - 1.0), alpha_of_sums(all_b - b.row(i), n - 1.0));
    }
    double const spread = (without.array() - without.mean()).square().sum();
    if (!(spread > 1e-24)) {
        outcome.diagnostics.add({.code = std::string(intake::code::no_reliability),
                                 .message = "a comparison of two scales needs scales that are not the same"});
        return outcome;
    }
    AlphaComparison result;
    result.method = "jackknife t of log(1 - alpha)";
    // A larger alpha has the smaller log(1 - alpha); the sign is that of the difference of the alphas.
    result.statistic =
        -difference(alpha_of_sums(all_a, n), alpha_of_sums(all_b, n)) / std::sqrt((n - 1.0) / n * spread);
    result.df1 = n - 1.0;
    result.p_value = numeric::t_two_sided(result.statistic, result.df1);
    outcome.value = std::move(result);
    return outcome;
}

BootstrapDifference bootstrap_difference(MatrixIn first, MatrixIn second, double level,
                                         numeric::BootstrapOptions const& options) {
    expects(first.rows() == second.rows(), "bootstrap_difference needs the same persons");
    auto const a = alpha_parts(first);
    auto const b = alpha_parts(second);
    Eigen::MatrixXd both(a.rows(), a.cols() + b.cols());
    both << a, b;
    auto const n = static_cast<double>(both.rows());
    auto const difference = [&](Eigen::Ref<Eigen::RowVectorXd const> const& sums) {
        return alpha_of_sums(sums.head(a.cols()), n) - alpha_of_sums(sums.tail(b.cols()), n);
    };
    auto const sums = numeric::bootstrap_sums(both, options);
    Eigen::VectorXd replicated(sums.rows());
    for (Eigen::Index i = 0; i < sums.rows(); ++i)
        replicated[i] = difference(sums.row(i));
    auto const found = numeric::percentile_interval(replicated, level);
    BootstrapDifference result;
    result.difference = {difference(both.colwise().sum()), found.lower, found.upper, level,
                         "bootstrap percentile"};
    result.replications = options.replications;
    result.seed = options.seed;
    return result;
}

}  // namespace quaestor::reliability
