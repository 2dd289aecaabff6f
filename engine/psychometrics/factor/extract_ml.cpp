#include "psychometrics/factor/extract_ml.hpp"

#include "numeric/optimise/bounded_bfgs.hpp"

#include <cmath>

namespace quaestor::factor {
namespace {

Eigen::MatrixXd scaled(MatrixIn r, VectorIn uniquenesses) {
    Eigen::VectorXd const root = uniquenesses.cwiseSqrt().cwiseInverse();
    return root.asDiagonal() * r * root.asDiagonal();
}

}  // namespace

double ml_criterion(MatrixIn r, Eigen::Index factors, VectorIn log_uniquenesses, Eigen::VectorXd& gradient) {
    auto const eigen = numeric::eigen_symmetric(scaled(r, log_uniquenesses.array().exp().matrix()));
    // What a factor explains fits exactly: its eigenvalue counts as 1.
    Eigen::VectorXd left = eigen.values;
    left.head(factors) = left.head(factors).cwiseMin(1.0);
    if (!(left.minCoeff() > 0)) return absent;
    gradient = -(eigen.vectors.cwiseAbs2() * (left.array() - 1.0).matrix());
    return (left.array() - left.array().log() - 1.0).sum();
}

Extraction extract_ml(MatrixIn r, Eigen::Index factors, ExtractionOptions const& options) {
    Eigen::Index const k = r.cols();
    double const shrink = 1.0 - 0.5 * static_cast<double>(factors) / static_cast<double>(k);
    Eigen::VectorXd const start = shrink * (1.0 - starting_communalities(r).array());
    Eigen::VectorXd const lower = Eigen::VectorXd::Constant(k, std::log(options.lowest_uniqueness));
    Eigen::VectorXd const upper = Eigen::VectorXd::Zero(k);
    auto const minimum = numeric::minimise_bounded(
        [&](Eigen::VectorXd const& log_u, Eigen::VectorXd& gradient) {
            return ml_criterion(r, factors, log_u, gradient);
        },
        start.array().max(options.lowest_uniqueness).log().matrix(), lower, upper,
        {options.gradient_tolerance, options.most_iterations});

    Extraction result;
    result.uniquenesses = minimum.at.array().exp();
    auto const eigen = numeric::eigen_symmetric(scaled(r, result.uniquenesses));
    result.loadings = result.uniquenesses.cwiseSqrt().asDiagonal() * leading_loadings(eigen, factors, 1.0);
    turn_positive(result.loadings);
    for (Eigen::Index i = 0; i < k; ++i) {
        if (minimum.at[i] <= lower[i]) {
            result.uniquenesses[i] = options.lowest_uniqueness;
            result.heywood.push_back(i);
        }
    }
    result.convergence = minimum.convergence;
    return result;
}

}  // namespace quaestor::factor
