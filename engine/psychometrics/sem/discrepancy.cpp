#include "psychometrics/sem/discrepancy.hpp"

#include "numeric/linalg.hpp"

#include <array>
#include <cmath>

#include <Eigen/Cholesky>

namespace quaestor::sem {
namespace {

/// Columns a_i and b_i of the derivatives of Sigma by the parameters.
struct Derivatives {
    Eigen::MatrixXd a;
    Eigen::MatrixXd b;
};

Derivatives derivatives(SimpleStructure const& structure, FactorModel const& model, Eigen::Index parameters) {
    Eigen::Index const k = structure.items();
    Eigen::MatrixXd const loadings = loading_matrix(structure, model.loadings);
    Eigen::MatrixXd const projected = loadings * model.phi;
    Derivatives d{Eigen::MatrixXd::Zero(k, parameters), Eigen::MatrixXd::Zero(k, parameters)};
    Eigen::Index at = 0;
    for (; at < k; ++at) {
        d.a(at, at) = 1.0;
        d.b.col(at) = projected.col(structure.factor_of[static_cast<std::size_t>(at)]);
    }
    for (Eigen::Index g = 0; g < structure.factors; ++g) {
        for (Eigen::Index f = g + 1; f < structure.factors; ++f, ++at) {
            d.a.col(at) = loadings.col(f);
            d.b.col(at) = loadings.col(g);
        }
    }
    for (Eigen::Index j = 0; at < parameters; ++j, ++at) {
        d.a(j, at) = 1.0;
        d.b(j, at) = 0.5;
    }
    return d;
}

Eigen::MatrixXd implied(SimpleStructure const& structure, FactorModel const& model) {
    Eigen::MatrixXd sigma = common_part(structure, model);
    sigma.diagonal() += model.residuals;
    return sigma;
}

}  // namespace

double ml_discrepancy(MatrixIn s, double log_determinant_of_s, SimpleStructure const& structure,
                      VectorIn parameters, Eigen::VectorXd& gradient) {
    Eigen::Index const k = structure.items();
    auto const model = unpacked(structure, parameters);
    Eigen::MatrixXd const sigma = implied(structure, model);
    Eigen::LLT<Eigen::MatrixXd> const factor(sigma);
    if (factor.info() != Eigen::Success) return absent;
    Eigen::MatrixXd const inverse = factor.solve(Eigen::MatrixXd::Identity(k, k));
    Eigen::MatrixXd const fitted = inverse * s;
    Eigen::MatrixXd const weighed = inverse - fitted * inverse;
    auto const d = derivatives(structure, model, parameters.size());
    gradient = 2.0 * d.a.cwiseProduct(weighed * d.b).colwise().sum().transpose();
    double const log_determinant = 2.0 * Eigen::VectorXd(factor.matrixLLT().diagonal()).array().log().sum();
    return log_determinant + fitted.trace() - log_determinant_of_s - static_cast<double>(k);
}

Eigen::MatrixXd ml_curvature(SimpleStructure const& structure, VectorIn parameters) {
    auto const model = unpacked(structure, parameters);
    auto const inverse = numeric::cholesky_inverse(implied(structure, model));
    if (!inverse) return {};
    auto const d = derivatives(structure, model, parameters.size());
    Eigen::MatrixXd const weighed_a = *inverse * d.a;
    Eigen::MatrixXd const weighed_b = *inverse * d.b;
    Eigen::MatrixXd const ab = d.a.transpose() * weighed_b;
    Eigen::MatrixXd const aa = d.a.transpose() * weighed_a;
    Eigen::MatrixXd const bb = d.b.transpose() * weighed_b;
    return 2.0 * (aa.cwiseProduct(bb) + ab.cwiseProduct(ab.transpose()));
}

double least_squares_discrepancy(MatrixIn r, MatrixIn w, SimpleStructure const& structure,
                                 VectorIn parameters, Eigen::VectorXd& gradient) {
    Eigen::Index const k = structure.items();
    auto const model = unpacked(structure, parameters);
    Eigen::MatrixXd const sigma = common_part(structure, model);
    Eigen::MatrixXd weighed = Eigen::MatrixXd::Zero(k, k);
    double value = 0.0;
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = j + 1; i < k; ++i) {
            double const residual = r(i, j) - sigma(i, j);
            value += 0.5 * w(i, j) * residual * residual;
            weighed(i, j) = weighed(j, i) = 0.5 * w(i, j) * residual;
        }
    }
    auto const d = derivatives(structure, model, parameters.size());
    gradient = -2.0 * d.a.cwiseProduct(weighed * d.b).colwise().sum().transpose();
    return value;
}

Eigen::MatrixXd least_squares_curvature(MatrixIn w, SimpleStructure const& structure, VectorIn parameters) {
    Eigen::Index const k = structure.items();
    auto const model = unpacked(structure, parameters);
    Eigen::MatrixXi place(structure.factors, structure.factors);
    int at = static_cast<int>(k);
    for (Eigen::Index g = 0; g < structure.factors; ++g) {
        for (Eigen::Index f = g + 1; f < structure.factors; ++f)
            place(f, g) = place(g, f) = at++;
    }
    Eigen::MatrixXd curvature = Eigen::MatrixXd::Zero(parameters.size(), parameters.size());
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = j + 1; i < k; ++i) {
            auto const f = structure.factor_of[static_cast<std::size_t>(i)];
            auto const g = structure.factor_of[static_cast<std::size_t>(j)];
            double const phi = model.phi(f, g);
            // sigma_ij depends on two loadings and, between factors, on their correlation.
            std::array<Eigen::Index, 3> const of{i, j, f == g ? i : place(f, g)};
            std::array<double, 3> const slope{phi * model.loadings[j], phi * model.loadings[i],
                                              f == g ? 0.0 : model.loadings[i] * model.loadings[j]};
            for (std::size_t p = 0; p < 3; ++p) {
                for (std::size_t q = 0; q < 3; ++q)
                    curvature(of[p], of[q]) += w(i, j) * slope[p] * slope[q];
            }
        }
    }
    return curvature;
}

}  // namespace quaestor::sem
