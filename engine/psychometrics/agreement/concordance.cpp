#include "psychometrics/agreement/concordance.hpp"

#include "numeric/distributions.hpp"
#include "numeric/moments.hpp"

#include <cmath>

namespace quaestor::agreement {
namespace {

/// Of two raters with correlation r, and u the difference of their means over the root of the product of
/// their standard deviations.
Estimate lin_interval(double c, double r, double u, double n, double level) {
    Estimate out{c, absent, absent, absent, {}};
    if (!(n > 3) || !(std::abs(c) < 1) || c == 0) return out;
    double const room = 1 - c * c;
    double const u2 = u * u;
    double const variance =
        ((1 - r * r) * c * c / (room * r * r) + 2 * c * c * c * (1 - c) * u2 / (r * room * room) -
         c * c * c * c * u2 * u2 / (2 * r * r * room * room)) /
        (n - 2);
    if (!(variance >= 0)) return out;
    double const reach = numeric::normal_quantile(0.5 * (1 + level)) * std::sqrt(variance);
    double const z = std::atanh(c);
    return {c, std::tanh(z - reach), std::tanh(z + reach), level, "Lin, inverse hyperbolic tangent"};
}

}  // namespace

Outcome<Concordance> concordance(MatrixIn ratings, double level) {
    Outcome<Concordance> outcome;
    outcome.diagnostics = check_level(level);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto gate = complete_ratings(ratings, {"the concordance", 2, 3});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto const& x = gate.value->ratings;
    auto const n = static_cast<double>(x.rows());
    auto const k = static_cast<double>(x.cols());
    Eigen::MatrixXd const s = numeric::covariance(x) * ((n - 1) / n);
    Eigen::VectorXd const m = numeric::means(x);
    double apart = 0;
    for (Eigen::Index a = 0; a < x.cols(); ++a)
        apart += (m.tail(x.cols() - a - 1).array() - m[a]).square().sum();
    double const all = (k - 1) * s.trace() + apart;
    if (!(all > 0)) {
        outcome.diagnostics.add(all_the_same("the concordance"));
        return outcome;
    }
    Concordance out;
    double const value = (s.sum() - s.trace()) / all;
    Eigen::MatrixXd const r = numeric::correlation_of(s);
    out.mean_r = (r.sum() - r.trace()) / (k * (k - 1));
    out.concordance.value = value;
    if (x.cols() == 2 && std::isfinite(r(0, 1)) && r(0, 1) != 0) {
        double const u = (m[0] - m[1]) / std::sqrt(std::sqrt(s(0, 0) * s(1, 1)));
        out.concordance = lin_interval(value, r(0, 1), u, n, level);
        out.bias = value / r(0, 1);
    }
    out.use = gate.value->use;
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
