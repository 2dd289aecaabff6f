#include "psychometrics/sem/start.hpp"

#include "numeric/linalg.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::sem {
namespace {

double bounded_loading(double loading) {
    return std::copysign(std::clamp(std::abs(loading), 0.1, 0.95), loading);
}

/// Loadings of the items of one part.
Eigen::VectorXd centroid(MatrixIn r) {
    Eigen::Index const k = r.cols();
    if (k == 2) {
        double const size = bounded_loading(std::sqrt(std::abs(r(1, 0))));
        return Eigen::Vector2d(size, r(1, 0) < 0 ? -size : size);
    }
    // Signs of the largest principal component turn items so that most correlations are positive.
    Eigen::VectorXd const first = numeric::eigen_symmetric(r).vectors.col(0);
    Eigen::VectorXd const sign = first.unaryExpr([](double x) { return x < 0 ? -1.0 : 1.0; });
    Eigen::MatrixXd turned = sign.asDiagonal() * r * sign.asDiagonal();
    turned.diagonal().setZero();
    for (Eigen::Index j = 0; j < k; ++j)
        turned(j, j) = turned.col(j).cwiseAbs().maxCoeff();  // stands in for the communality
    double const total = std::max(turned.sum(), 1e-3);
    Eigen::VectorXd const size = turned.rowwise().sum() / std::sqrt(total);
    return size.unaryExpr([](double x) { return bounded_loading(std::max(x, 0.1)); }).cwiseProduct(sign);
}

}  // namespace

FactorModel starting_model(MatrixIn r, SimpleStructure const& structure) {
    Eigen::Index const k = structure.items();
    Eigen::Index const m = structure.factors;
    FactorModel model;
    model.loadings.resize(k);
    for (Eigen::Index f = 0; f < m; ++f) {
        std::vector<Eigen::Index> items;
        for (Eigen::Index j = 0; j < k; ++j) {
            if (structure.factor_of[static_cast<std::size_t>(j)] == f) items.push_back(j);
        }
        Eigen::MatrixXd const part = r(items, items);
        model.loadings(items) = centroid(part);
    }
    Eigen::VectorXd const sign = model.loadings.unaryExpr([](double x) { return x < 0 ? -1.0 : 1.0; });
    Eigen::MatrixXd const signs = loading_matrix(structure, sign);
    Eigen::MatrixXd const between = signs.transpose() * r * signs;
    Eigen::VectorXd const sums = signs.transpose() * model.loadings;
    model.phi.setIdentity(m, m);
    for (Eigen::Index g = 0; g < m; ++g) {
        for (Eigen::Index f = g + 1; f < m; ++f)
            model.phi(f, g) = model.phi(g, f) = std::clamp(between(f, g) / (sums[f] * sums[g]), -0.9, 0.9);
    }
    // Estimated one by one they may contradict each other, and then so would the covariances.
    while (!(numeric::eigenvalues_symmetric(model.phi).minCoeff() > 0.05)) {
        model.phi *= 0.8;
        model.phi.diagonal().setOnes();
    }
    model.residuals = 1.0 - model.loadings.array().square();
    return model;
}

}  // namespace quaestor::sem
