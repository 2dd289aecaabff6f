#include "numeric/linalg.hpp"

#include "base/expects.hpp"

#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Eigen/SVD>

namespace quaestor::numeric {
namespace {

/// Smallest eigenvalue over largest; not positive when the matrix is not positive definite.
double reciprocal_condition(MatrixIn matrix) {
    if (matrix.rows() == 0) return 1.0;
    Eigen::VectorXd const values = eigenvalues_symmetric(matrix);
    return values[0] > 0 ? values[values.size() - 1] / values[0] : 0.0;
}

}  // namespace

SymmetricEigen eigen_symmetric(MatrixIn matrix) {
    expects(matrix.rows() == matrix.cols() && matrix.allFinite(),
            "eigen_symmetric needs a finite square matrix");
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(matrix);
    expects(solver.info() == Eigen::Success, "eigenvalues of a finite symmetric matrix");
    SymmetricEigen result{solver.eigenvalues().reverse(), solver.eigenvectors().rowwise().reverse()};
    for (Eigen::Index j = 0; j < result.vectors.cols(); ++j) {
        if (result.vectors.col(j).sum() < 0) result.vectors.col(j) = -result.vectors.col(j);
    }
    return result;
}

Eigen::VectorXd eigenvalues_symmetric(MatrixIn matrix) {
    expects(matrix.rows() == matrix.cols() && matrix.allFinite(),
            "eigenvalues_symmetric needs a finite square matrix");
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(matrix, Eigen::EigenvaluesOnly);
    expects(solver.info() == Eigen::Success, "eigenvalues of a finite symmetric matrix");
    return solver.eigenvalues().reverse();
}

std::optional<PositiveDefiniteInverse> invert_positive_definite(MatrixIn matrix) {
    expects(matrix.rows() == matrix.cols(), "invert_positive_definite needs a square matrix");
    double const condition = reciprocal_condition(matrix);
    if (!(condition > singular_below)) return std::nullopt;
    Eigen::LLT<Eigen::MatrixXd> const factor(matrix);
    if (factor.info() != Eigen::Success) return std::nullopt;
    PositiveDefiniteInverse result;
    result.reciprocal_condition = condition;
    result.log_determinant = 2.0 * Eigen::VectorXd(factor.matrixLLT().diagonal()).array().log().sum();
    Eigen::MatrixXd const raw = factor.solve(Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols()));
    result.inverse = 0.5 * (raw + raw.transpose());
    return result;
}

std::optional<Eigen::MatrixXd> solve_positive_definite(MatrixIn matrix, MatrixIn right) {
    expects(matrix.rows() == matrix.cols() && matrix.rows() == right.rows(),
            "solve_positive_definite: shapes");
    if (!(reciprocal_condition(matrix) > singular_below)) return std::nullopt;
    Eigen::LLT<Eigen::MatrixXd> const factor(matrix);
    if (factor.info() != Eigen::Success) return std::nullopt;
    return Eigen::MatrixXd(factor.solve(right));
}

std::optional<Eigen::MatrixXd> cholesky_inverse(MatrixIn matrix) {
    expects(matrix.rows() == matrix.cols(), "cholesky_inverse needs a square matrix");
    Eigen::LLT<Eigen::MatrixXd> const factor(matrix);
    if (factor.info() != Eigen::Success) return std::nullopt;
    Eigen::MatrixXd const raw = factor.solve(Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols()));
    if (!raw.allFinite()) return std::nullopt;
    return Eigen::MatrixXd(0.5 * (raw + raw.transpose()));
}

std::optional<Eigen::MatrixXd> inverse(MatrixIn square) {
    expects(square.rows() == square.cols(), "inverse needs a square matrix");
    Eigen::PartialPivLU<Eigen::MatrixXd> const factor(square);
    if (!(factor.rcond() > 1e-14)) return std::nullopt;
    return Eigen::MatrixXd(factor.inverse());
}

Eigen::MatrixXd nearest_orthogonal(MatrixIn square) {
    expects(square.rows() == square.cols() && square.allFinite(),
            "nearest_orthogonal needs a finite square matrix");
    Eigen::JacobiSVD<Eigen::MatrixXd> const svd(square, Eigen::ComputeFullU | Eigen::ComputeFullV);
    return svd.matrixU() * svd.matrixV().transpose();
}

}  // namespace quaestor::numeric
