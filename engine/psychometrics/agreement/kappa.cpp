#include "psychometrics/agreement/kappa.hpp"

#include "numeric/distributions.hpp"
#include "psychometrics/intake/codes.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::agreement {
namespace {

/// Counts of the units that both raters rated.
Eigen::MatrixXd cross_table(Eigen::MatrixXi const& places, Eigen::Index a, Eigen::Index b,
                            Eigen::Index categories) {
    Eigen::MatrixXd table = Eigen::MatrixXd::Zero(categories, categories);
    for (Eigen::Index i = 0; i < places.rows(); ++i) {
        if (places(i, a) >= 0 && places(i, b) >= 0) table(places(i, a), places(i, b)) += 1;
    }
    return table;
}

}  // namespace

Kappa kappa_of(MatrixIn table, MatrixIn weights, double level) {
    Kappa out;
    out.table = table;
    double const n = table.sum();
    Eigen::MatrixXd const p = table / n;
    Eigen::VectorXd const first = p.rowwise().sum();
    Eigen::VectorXd const second = p.colwise().sum().transpose();
    out.observed = p.cwiseProduct(weights).sum();
    out.expected = first.dot(weights * second);
    // One category of both raters alone gives 1, to rounding.
    double const room = 1 - out.expected;
    if (!(room > 1e-12)) return out;
    double const kappa = (out.observed - out.expected) / room;

    Eigen::VectorXd const of_row = weights * second;
    Eigen::VectorXd const of_column = weights.transpose() * first;
    double spread = 0;
    double null_spread = 0;
    for (Eigen::Index i = 0; i < p.rows(); ++i) {
        for (Eigen::Index j = 0; j < p.cols(); ++j) {
            double const margins = of_row[i] + of_column[j];
            spread += p(i, j) * std::pow(weights(i, j) - margins * (1 - kappa), 2);
            null_spread += first[i] * second[j] * std::pow(weights(i, j) - margins, 2);
        }
    }
    double const centre = kappa - out.expected * (1 - kappa);
    out.standard_error = std::sqrt(std::max(0.0, spread - centre * centre) / n) / room;
    out.null_standard_error = std::sqrt(std::max(0.0, null_spread - out.expected * out.expected) / n) / room;
    double const reach = numeric::normal_quantile(0.5 * (1 + level)) * out.standard_error;
    out.kappa = {kappa, kappa - reach, std::min(1.0, kappa + reach), level, "normal, Fleiss-Cohen-Everitt"};
    if (out.null_standard_error > 0) {
        out.z = kappa / out.null_standard_error;
        out.p_value = 2 * numeric::normal_upper_tail(std::abs(out.z));
    }
    if (weights.isIdentity(0)) out.largest = (first.cwiseMin(second).sum() - out.expected) / room;
    return out;
}

Outcome<Kappa> cohen_kappa(MatrixIn ratings, KappaOptions const& options) {
    Outcome<Kappa> outcome;
    outcome.diagnostics = check_level(options.level);
    if (outcome.diagnostics.has_errors()) return outcome;
    if (ratings.cols() > 2) {
        return Outcome<Kappa>::failure(
            {.code = std::string(intake::code::too_few_raters),
             .message = "Cohen's kappa is of 2 raters, found " + std::to_string(ratings.cols()),
             .hint = "Fleiss' and Conger's kappa are for more"});
    }
    auto sorted = categorize(ratings, {"Cohen's kappa", 2, 2}, options.categories);
    outcome.diagnostics.append(std::move(sorted.diagnostics));
    if (!sorted.value) return outcome;
    auto const q = static_cast<Eigen::Index>(sorted.value->categories.size());
    Eigen::MatrixXd weights = options.own_weights;
    if (weights.size() == 0) {
        weights = weights_of(options.weighting, sorted.value->categories);
    } else if (auto checked = own_weights(weights, q); checked.value) {
        weights = *checked.value;
    } else {
        outcome.diagnostics.append(std::move(checked.diagnostics));
        return outcome;
    }
    auto kappa = kappa_of(cross_table(sorted.value->places, 0, 1, q), weights, options.level);
    if (!std::isfinite(kappa.kappa.value)) {
        outcome.diagnostics.add(all_the_same("kappa"));
        return outcome;
    }
    auto const used = sorted.value->units_paired;
    kappa.use = {ratings.rows(), used, ratings.rows() - used, 2 * used, "complete"};
    kappa.categories = std::move(sorted.value->categories);
    outcome.value = std::move(kappa);
    return outcome;
}

Outcome<LightKappa> light_kappa(MatrixIn ratings) {
    Outcome<LightKappa> outcome;
    auto gate = complete_ratings(ratings, {"Light's kappa", 2, 2});
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto sorted = categorize(gate.value->ratings, {"Light's kappa", 2, 2});
    outcome.diagnostics.append(std::move(sorted.diagnostics));
    if (!sorted.value) return outcome;
    auto const weights = weights_of(Weighting::identity, sorted.value->categories);
    LightKappa out;
    double sum = 0;
    for (Eigen::Index a = 0; a < ratings.cols(); ++a) {
        for (Eigen::Index b = a + 1; b < ratings.cols(); ++b) {
            auto const pair =
                kappa_of(cross_table(sorted.value->places, a, b, weights.rows()), weights, 0.95);
            if (!std::isfinite(pair.kappa.value)) {
                outcome.diagnostics.add(all_the_same("the kappa of a pair"));
                return outcome;
            }
            sum += pair.kappa.value;
            ++out.pairs;
        }
    }
    out.kappa = sum / static_cast<double>(out.pairs);
    out.use = gate.value->use;
    outcome.value = std::move(out);
    return outcome;
}

}  // namespace quaestor::agreement
