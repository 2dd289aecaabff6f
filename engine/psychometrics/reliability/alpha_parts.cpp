#include "psychometrics/reliability/alpha_parts.hpp"

#include "numeric/moments.hpp"

#include <algorithm>

namespace quaestor::reliability {

Eigen::MatrixXd alpha_parts(MatrixIn answers) {
    auto const k = answers.cols();
    Eigen::MatrixXd parts(answers.rows(), k + 2);
    parts.leftCols(k) = answers.rowwise() - numeric::means(answers).transpose();
    parts.col(k) = parts.leftCols(k).rowwise().squaredNorm();
    parts.col(k + 1) = parts.leftCols(k).rowwise().sum().cwiseAbs2();
    return parts;
}

double alpha_of_sums(Eigen::Ref<Eigen::RowVectorXd const> const& sums, double n) {
    auto const k = sums.size() - 2;
    double const within = sums[k] - sums.head(k).squaredNorm() / n;
    double const total = sums[k + 1] - sums.head(k).sum() * sums.head(k).sum() / n;
    if (!(total > 1e-12 * std::max(sums[k], sums[k + 1]))) return absent;
    auto const size = static_cast<double>(k);
    return size / (size - 1.0) * (1.0 - within / total);
}

}  // namespace quaestor::reliability
