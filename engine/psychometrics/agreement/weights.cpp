#include "psychometrics/agreement/weights.hpp"

#include "base/text.hpp"
#include "psychometrics/intake/codes.hpp"

#include <cmath>

namespace quaestor::agreement {
namespace {

double weight(Weighting weighting, double x, double y, double range, double steps, double categories) {
    double const apart = range > 0 ? std::abs(x - y) / range : 0;
    switch (weighting) {
        case Weighting::linear:
            return 1 - apart;
        case Weighting::quadratic:
            return 1 - apart * apart;
        case Weighting::ordinal:
            return categories > 1 ? 1 - steps * (steps + 1) / (categories * (categories - 1)) : 1;
        case Weighting::identity:
            break;
    }
    return steps == 0 ? 1 : 0;
}

/// Why the matrix holds no weights; empty where it does.
std::string mistake(MatrixIn weights, Eigen::Index categories) {
    if (weights.rows() != categories || weights.cols() != categories) {
        return "weights for " + std::to_string(categories) +
               " categories need as many rows and columns, found " + std::to_string(weights.rows()) + " x " +
               std::to_string(weights.cols());
    }
    if (!weights.allFinite()) return "a weight is missing or not a finite number";
    if (weights != weights.transpose())
        return "weights must be the same in both directions, and the table is not symmetric";
    if (weights.minCoeff() < 0) return "a weight is below 0";
    auto const diagonal = weights.diagonal();
    bool const agreement = (diagonal.array() == 1).all();
    bool const disagreement = (diagonal.array() == 0).all();
    if (!agreement && !disagreement)
        return "the diagonal must be all 1, for weights of agreement, or all 0, for weights of disagreement";
    if (agreement && weights.maxCoeff() > 1) return "a weight of agreement is above 1";
    if (disagreement && !(weights.maxCoeff() > 0)) return "all weights of disagreement are 0";
    return {};
}

}  // namespace

std::string_view name_of(Weighting weighting) {
    switch (weighting) {
        case Weighting::linear:
            return "linear";
        case Weighting::quadratic:
            return "quadratic";
        case Weighting::ordinal:
            return "ordinal";
        case Weighting::identity:
            break;
    }
    return "identity";
}

Eigen::MatrixXd weights_of(Weighting weighting, std::vector<double> const& categories) {
    auto const q = static_cast<Eigen::Index>(categories.size());
    Eigen::MatrixXd out(q, q);
    double const range = categories.empty() ? 0 : categories.back() - categories.front();
    for (Eigen::Index a = 0; a < q; ++a) {
        for (Eigen::Index b = 0; b < q; ++b) {
            out(a, b) = weight(weighting, categories[static_cast<std::size_t>(a)],
                               categories[static_cast<std::size_t>(b)], range,
                               static_cast<double>(std::abs(a - b)), static_cast<double>(q));
        }
    }
    return out;
}

Outcome<Eigen::MatrixXd> own_weights(MatrixIn weights, Eigen::Index categories) {
    if (auto const why = mistake(weights, categories); !why.empty()) {
        return Outcome<Eigen::MatrixXd>::failure(
            {.code = std::string(intake::code::bad_weights), .message = why});
    }
    Outcome<Eigen::MatrixXd> outcome;
    outcome.value = weights;
    if (weights(0, 0) == 0) outcome.value = (1 - weights.array() / weights.maxCoeff()).matrix();
    return outcome;
}

}  // namespace quaestor::agreement
