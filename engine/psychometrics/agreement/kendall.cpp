#include "psychometrics/agreement/kendall.hpp"

#include "numeric/distributions.hpp"
#include "psychometrics/correlation/rank.hpp"

#include <algorithm>
#include <vector>

namespace quaestor::agreement {
namespace {

/// Sum of t^3 - t over groups of equal ranks.
double ties_of(VectorIn ranks) {
    std::vector<double> sorted(ranks.begin(), ranks.end());
    std::sort(sorted.begin(), sorted.end());
    double out = 0;
    for (auto at = sorted.begin(); at != sorted.end();) {
        auto const next = std::upper_bound(at, sorted.end(), *at);
        auto const t = static_cast<double>(next - at);
        out += t * t * t - t;
        at = next;
    }
    return out;
}

}  // namespace

Outcome<KendallW> kendall_w(MatrixIn ratings) {
    Outcome<KendallW> outcome;
    auto gate = complete_ratings(ratings, {"Kendall's W", 2, 2});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto const& x = gate.value->ratings;
    auto const n = static_cast<double>(x.rows());
    auto const k = static_cast<double>(x.cols());
    Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(x.rows());
    double ties = 0;
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
        Eigen::VectorXd const ranks = correlation::mid_ranks(x.col(j));
        sums += ranks.array();
        ties += ties_of(ranks);
    }
    double const most = k * k * (n * n * n - n) - k * ties;
    if (!(most > 0)) {
        outcome.diagnostics.add(all_the_same("Kendall's W"));
        return outcome;
    }
    KendallW out;
    out.w = 12 * (sums - sums.mean()).square().sum() / most;
    out.mean_rho = (k * out.w - 1) / (k - 1);
    out.df = n - 1;
    out.chi_squared = k * (n - 1) * out.w;
    out.p_value = numeric::chi_squared_upper_tail(out.chi_squared, out.df);
    out.use = gate.value->use;
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
