#include "psychometrics/reliability/composite.hpp"

#include "base/expects.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/reliability/alpha.hpp"

#include <cmath>

namespace quaestor::reliability {

double composite_reliability(MatrixIn covariance, VectorIn reliabilities, VectorIn weights) {
    expects(covariance.rows() == weights.size() && reliabilities.size() == weights.size(),
            "composite_reliability: shapes");
    double const variance = weights.dot(covariance * weights);
    double const whole = weights.cwiseAbs().dot(covariance.cwiseAbs() * weights.cwiseAbs());
    if (!(variance > 1e-14 * whole) || !reliabilities.allFinite()) return absent;
    Eigen::ArrayXd const error = covariance.diagonal().array() * (1.0 - reliabilities.array());
    return 1.0 - (weights.array().square() * error).sum() / variance;
}

double difference_reliability(MatrixIn covariance, double first, double second) {
    return composite_reliability(covariance, Eigen::Vector2d(first, second), Eigen::Vector2d(1.0, -1.0));
}

Outcome<StratifiedAlpha> stratified_alpha(MatrixIn items,
                                          std::vector<std::vector<Eigen::Index>> const& strata,
                                          VariableNames const& names) {
    Outcome<StratifiedAlpha> outcome;
    std::vector<Eigen::Index> columns;
    for (auto const& stratum : strata) {
        if (stratum.size() < 2) {
            outcome.diagnostics.add(
                {.code = std::string(intake::code::too_few_items),
                 .message = "stratified alpha needs at least 2 items in each stratum, found " +
                            std::to_string(stratum.size())});
            return outcome;
        }
        columns.insert(columns.end(), stratum.begin(), stratum.end());
    }
    Eigen::MatrixXd const used = items(Eigen::all, columns);
    auto gate = intake::complete_items(used, {"stratified alpha", 2, 3}, names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;
    auto const& c = gate.value->covariance;
    auto const parts = static_cast<Eigen::Index>(strata.size());
    StratifiedAlpha result;
    result.alphas.resize(parts);
    Eigen::MatrixXd between(parts, parts);
    Eigen::Index row = 0;
    for (Eigen::Index p = 0; p < parts; ++p) {
        auto const rows = static_cast<Eigen::Index>(strata[static_cast<std::size_t>(p)].size());
        Eigen::Index column = 0;
        for (Eigen::Index q = 0; q < parts; ++q) {
            auto const width = static_cast<Eigen::Index>(strata[static_cast<std::size_t>(q)].size());
            between(p, q) = c.block(row, column, rows, width).sum();
            column += width;
        }
        result.alphas[p] = alpha_of(c.block(row, row, rows, rows));
        row += rows;
    }
    result.variances = between.diagonal();
    result.stratified = composite_reliability(between, result.alphas, Eigen::VectorXd::Ones(parts));
    result.parcels = alpha_of(between);
    result.use = gate.value->use;
    if (std::isnan(result.stratified)) {
        outcome.diagnostics.add(
            {.code = std::string(intake::code::constant_sum),
             .message = "a stratum's sum is the same for everyone, so stratified alpha does not exist"});
        return outcome;
    }
    outcome.value = std::move(result);
    return outcome;
}

double disattenuated(double correlation, double first, double second) {
    if (!(first > 0 && second > 0)) return absent;
    return correlation / std::sqrt(first * second);
}

}  // namespace quaestor::reliability
