#include "psychometrics/factor/rotate/align.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace quaestor::factor {
namespace {

Alignment rearranged(MatrixIn loadings, MatrixIn phi, std::vector<Eigen::Index> order,
                     std::vector<double> sign) {
    Alignment result;
    Eigen::Index const m = loadings.cols();
    result.loadings.resize(loadings.rows(), m);
    result.phi.resize(m, m);
    for (Eigen::Index j = 0; j < m; ++j) {
        auto const to = static_cast<std::size_t>(j);
        result.loadings.col(j) = sign[to] * loadings.col(order[to]);
        for (Eigen::Index i = 0; i < m; ++i) {
            auto const other = static_cast<std::size_t>(i);
            result.phi(i, j) = sign[to] * sign[other] * phi(order[other], order[to]);
        }
    }
    result.order = std::move(order);
    result.sign = std::move(sign);
    return result;
}

}  // namespace

Alignment align(MatrixIn loadings, MatrixIn phi, bool keep_first) {
    Eigen::Index const m = loadings.cols();
    expects(phi.rows() == m && phi.cols() == m, "align: shapes");
    Eigen::VectorXd const squares = (phi * (loadings.transpose() * loadings)).diagonal();
    std::vector<Eigen::Index> order(static_cast<std::size_t>(m));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::stable_sort(order.begin() + (keep_first && m > 0 ? 1 : 0), order.end(),
                     [&](Eigen::Index a, Eigen::Index b) { return squares[a] > squares[b]; });
    std::vector<double> sign;
    sign.reserve(order.size());
    for (Eigen::Index const column : order)
        sign.push_back(loadings.col(column).sum() < 0 ? -1.0 : 1.0);
    return rearranged(loadings, phi, std::move(order), std::move(sign));
}

Alignment align_to(MatrixIn loadings, MatrixIn phi, MatrixIn target) {
    Eigen::Index const m = loadings.cols();
    expects(target.cols() == m && target.rows() == loadings.rows(), "align_to: shapes");
    Eigen::MatrixXd congruence(m, m);  // of target column i with our column j
    for (Eigen::Index j = 0; j < m; ++j) {
        for (Eigen::Index i = 0; i < m; ++i) {
            double const scale = target.col(i).norm() * loadings.col(j).norm();
            congruence(i, j) = scale > 0 ? target.col(i).dot(loadings.col(j)) / scale : 0.0;
        }
    }
    std::vector<Eigen::Index> order(static_cast<std::size_t>(m));
    std::vector<double> sign(static_cast<std::size_t>(m));
    Eigen::MatrixXd left = congruence.cwiseAbs();
    for (Eigen::Index round = 0; round < m; ++round) {
        Eigen::Index i = 0;
        Eigen::Index j = 0;
        (void)left.maxCoeff(&i, &j);
        order[static_cast<std::size_t>(i)] = j;
        sign[static_cast<std::size_t>(i)] = congruence(i, j) < 0 ? -1.0 : 1.0;
        left.row(i).setConstant(-1.0);
        left.col(j).setConstant(-1.0);
    }
    return rearranged(loadings, phi, std::move(order), std::move(sign));
}

}  // namespace quaestor::factor
