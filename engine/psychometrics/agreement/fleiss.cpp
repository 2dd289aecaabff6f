#include "psychometrics/agreement/fleiss.hpp"

#include "numeric/distributions.hpp"

#include <cmath>

namespace quaestor::agreement {
namespace {

/// How many raters put a unit into each category, summed over units: ratings, and ratings times those that
/// differ.
struct CategorySums {
    Eigen::VectorXd ratings;
    Eigen::VectorXd split;  ///< sum_i n_ij (k - n_ij)
};

CategorySums sums_of(CategorizedRatings const& rated) {
    auto const q = static_cast<Eigen::Index>(rated.categories.size());
    CategorySums sums{Eigen::VectorXd::Zero(q), Eigen::VectorXd::Zero(q)};
    auto const k = rated.places.cols();
    Eigen::VectorXd counts = Eigen::VectorXd::Zero(q);
    for (Eigen::Index i = 0; i < rated.places.rows(); ++i) {
        for (Eigen::Index j = 0; j < k; ++j)
            counts[rated.places(i, j)] += 1;
        for (Eigen::Index j = 0; j < k; ++j) {
            double& count = counts[rated.places(i, j)];  // 0 once it has been taken
            sums.ratings[rated.places(i, j)] += count;
            sums.split[rated.places(i, j)] += count * (static_cast<double>(k) - count);
            count = 0;
        }
    }
    return sums;
}

CategoryKappa of_category(double category, double share, double split, double pairs) {
    CategoryKappa out;
    out.category = category;
    out.share = share;
    if (!(share > 0) || !(share < 1)) return out;
    out.kappa = 1 - split / (pairs * share * (1 - share));
    out.z = out.kappa / std::sqrt(2 / pairs);
    out.p_value = 2 * numeric::normal_upper_tail(std::abs(out.z));
    return out;
}

}  // namespace

Outcome<FleissKappa> fleiss_kappa(MatrixIn ratings, std::vector<double> const& categories) {
    Outcome<FleissKappa> outcome;
    auto gate = complete_ratings(ratings, {"Fleiss' kappa", 2, 2});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto sorted = categorize(gate.value->ratings, {"Fleiss' kappa", 2, 2}, categories);
    outcome.diagnostics.append(std::move(sorted.diagnostics));
    if (!sorted.value) return outcome;
    auto const& rated = *sorted.value;

    auto const n = static_cast<double>(rated.places.rows());
    auto const k = static_cast<double>(rated.places.cols());
    double const pairs = n * k * (k - 1);
    auto const sums = sums_of(rated);
    Eigen::ArrayXd const p = sums.ratings.array() / (n * k);
    Eigen::ArrayXd const pq = p * (1 - p);
    if (!(pq.sum() > 0)) {
        outcome.diagnostics.add(all_the_same("Fleiss' kappa"));
        return outcome;
    }
    FleissKappa out;
    out.observed = 1 - sums.split.sum() / pairs;
    out.expected = p.square().sum();
    out.kappa = (out.observed - out.expected) / (1 - out.expected);
    double const asymmetry = (pq * (1 - 2 * p)).sum();
    out.null_standard_error =
        std::sqrt(2 * std::max(0.0, pq.sum() * pq.sum() - asymmetry) / pairs) / pq.sum();
    if (out.null_standard_error > 0) {
        out.z = out.kappa / out.null_standard_error;
        out.p_value = 2 * numeric::normal_upper_tail(std::abs(out.z));
    }
    for (Eigen::Index j = 0; j < p.size(); ++j) {
        out.categories.push_back(
            of_category(rated.categories[static_cast<std::size_t>(j)], p[j], sums.split[j], pairs));
    }
    out.use = gate.value->use;
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
