#include "numeric/moments.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::numeric {
namespace {

/// Fewer rows than any machine's matrix product takes at once, so that the order of summation is ours and not
/// the cache's.
constexpr Eigen::Index block_rows = 256;

Eigen::VectorXd column_sums(MatrixIn x) {
    Eigen::VectorXd sums = Eigen::VectorXd::Zero(x.cols());
    for (Eigen::Index from = 0; from < x.rows(); from += block_rows) {
        sums += x.middleRows(from, std::min(block_rows, x.rows() - from)).colwise().sum().transpose();
    }
    return sums;
}

/// Columns less their means. First less the first row, so that a constant column becomes exactly 0.
Eigen::MatrixXd centred(MatrixIn x) {
    Eigen::MatrixXd result = x.rowwise() - x.row(0);
    Eigen::RowVectorXd const mean = column_sums(result).transpose() / static_cast<double>(x.rows());
    result.rowwise() -= mean;
    return result;
}

}  // namespace

std::vector<Eigen::Index> complete_rows(MatrixIn x) {
    std::vector<Eigen::Index> rows;
    rows.reserve(static_cast<std::size_t>(x.rows()));
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        bool complete = true;
        for (Eigen::Index j = 0; j < x.cols() && complete; ++j)
            complete = !std::isnan(x(i, j));
        if (complete) rows.push_back(i);
    }
    return rows;
}

Eigen::MatrixXd rows_of(MatrixIn x, std::vector<Eigen::Index> const& rows) {
    Eigen::MatrixXd result(static_cast<Eigen::Index>(rows.size()), x.cols());
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            result(static_cast<Eigen::Index>(i), j) = x(rows[i], j);
    }
    return result;
}

Eigen::VectorXd means(MatrixIn x) {
    expects(x.rows() > 0, "means of no rows");
    Eigen::MatrixXd const shifted = x.rowwise() - x.row(0);
    return x.row(0).transpose() + column_sums(shifted) / static_cast<double>(x.rows());
}

Eigen::MatrixXd covariance(MatrixIn x) {
    expects(x.rows() > 1, "covariance of fewer than two rows");
    Eigen::MatrixXd const deviations = centred(x);
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(x.cols(), x.cols());
    for (Eigen::Index from = 0; from < x.rows(); from += block_rows) {
        Eigen::Ref<Eigen::MatrixXd const> const block =
            deviations.middleRows(from, std::min(block_rows, x.rows() - from));
        sums.noalias() += block.transpose() * block;
    }
    sums /= static_cast<double>(x.rows() - 1);
    return 0.5 * (sums + sums.transpose());
}

Eigen::MatrixXd correlation_of(MatrixIn covariance) {
    Eigen::Index const k = covariance.rows();
    Eigen::MatrixXd result(k, k);
    for (Eigen::Index j = 0; j < k; ++j) {
        result(j, j) = covariance(j, j) > 0 ? 1.0 : absent;
        for (Eigen::Index i = j + 1; i < k; ++i) {
            double const scale = std::sqrt(covariance(i, i)) * std::sqrt(covariance(j, j));
            double const r = scale > 0 ? std::clamp(covariance(i, j) / scale, -1.0, 1.0) : absent;
            result(i, j) = r;
            result(j, i) = r;
        }
    }
    return result;
}

PairwiseMoments pairwise_moments(MatrixIn x) {
    Eigen::Index const k = x.cols();
    PairwiseMoments result;
    result.covariance.setConstant(k, k, absent);
    result.correlation.setConstant(k, k, absent);
    result.persons.setZero(k, k);
    Eigen::MatrixXd pair(x.rows(), 2);
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = j; i < k; ++i) {
            Eigen::Index n = 0;
            for (Eigen::Index row = 0; row < x.rows(); ++row) {
                if (std::isnan(x(row, i)) || std::isnan(x(row, j))) continue;
                pair(n, 0) = x(row, i);
                pair(n, 1) = x(row, j);
                ++n;
            }
            result.persons(i, j) = result.persons(j, i) = n;
            if (n < 2) continue;
            Eigen::MatrixXd const c = covariance(pair.topRows(n));
            Eigen::MatrixXd const r = correlation_of(c);
            result.covariance(i, j) = result.covariance(j, i) = c(1, 0);
            result.correlation(i, j) = result.correlation(j, i) = i == j ? r(0, 0) : r(1, 0);
        }
    }
    return result;
}

}  // namespace quaestor::numeric
