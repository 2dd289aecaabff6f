#include "psychometrics/factor/extract_minres.hpp"

#include "numeric/optimise/bounded_bfgs.hpp"

#include <algorithm>

namespace quaestor::factor {
namespace {

Eigen::MatrixXd reduced(MatrixIn r, VectorIn uniquenesses) {
    Eigen::MatrixXd result = r;
    result.diagonal() -= uniquenesses;
    return result;
}

}  // namespace

double minres_criterion(MatrixIn r, Eigen::Index factors, VectorIn uniquenesses, Eigen::VectorXd& gradient) {
    auto const eigen = numeric::eigen_symmetric(reduced(r, uniquenesses));
    Eigen::VectorXd left = eigen.values;
    left.head(factors) = left.head(factors).cwiseMin(0.0);
    gradient = -(eigen.vectors.cwiseAbs2() * left);
    return 0.5 * left.squaredNorm();
}

Extraction extract_minres(MatrixIn r, Eigen::Index factors, ExtractionOptions const& options) {
    Eigen::Index const k = r.cols();
    Eigen::VectorXd const lower = Eigen::VectorXd::Constant(k, options.lowest_uniqueness);
    Eigen::VectorXd const upper = Eigen::VectorXd::Ones(k);
    Eigen::VectorXd const start = 1.0 - starting_communalities(r).array();
    auto const minimum = numeric::minimise_bounded(
        [&](Eigen::VectorXd const& u, Eigen::VectorXd& gradient) {
            return minres_criterion(r, factors, u, gradient);
        },
        start, lower, upper, {options.gradient_tolerance, options.most_iterations});

    Extraction result;
    result.uniquenesses = minimum.at;
    result.loadings = leading_loadings(numeric::eigen_symmetric(reduced(r, minimum.at)), factors);
    turn_positive(result.loadings);
    for (Eigen::Index i = 0; i < k; ++i) {
        if (minimum.at[i] <= options.lowest_uniqueness) result.heywood.push_back(i);
    }
    result.convergence = minimum.convergence;
    return result;
}

}  // namespace quaestor::factor
