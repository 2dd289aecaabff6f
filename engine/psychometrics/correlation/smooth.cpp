#include "psychometrics/correlation/smooth.hpp"

#include "base/text.hpp"
#include "numeric/linalg.hpp"
#include "psychometrics/intake/codes.hpp"

#include <string>
#include <vector>

namespace quaestor::correlation {
namespace {

/// Four decimals, or that it is too small for them.
std::string shown(double eigenvalue) {
    return eigenvalue < -0.00005 ? text::fixed(eigenvalue, 4) : "just below 0";
}

/// The items that the direction of the smallest eigenvalue is made of.
std::vector<Eigen::Index> involved(Eigen::VectorXd const& direction) {
    std::vector<Eigen::Index> items;
    double const most = direction.cwiseAbs().maxCoeff();
    for (Eigen::Index j = 0; j < direction.size(); ++j) {
        if (std::abs(direction[j]) > 0.5 * most) items.push_back(j);
    }
    return items;
}

}  // namespace

std::optional<Smoothing> smooth(Eigen::MatrixXd& r) {
    constexpr double too_small = 1e-12;
    auto eigen = numeric::eigen_symmetric(r);
    Eigen::Index const k = r.cols();
    Smoothing done;
    done.smallest_before = eigen.values[k - 1];
    if (done.smallest_before >= too_small) return std::nullopt;
    eigen.values = (eigen.values.array() < too_small).select(100.0 * too_small, eigen.values);
    eigen.values *= static_cast<double>(k) / eigen.values.sum();
    Eigen::MatrixXd const product = eigen.vectors * eigen.values.asDiagonal() * eigen.vectors.transpose();
    Eigen::VectorXd const scale = product.diagonal().cwiseSqrt().cwiseInverse();
    Eigen::MatrixXd smoothed = scale.asDiagonal() * product * scale.asDiagonal();
    smoothed = (0.5 * (smoothed + smoothed.transpose())).eval();
    smoothed.diagonal().setOnes();
    done.largest_change = (smoothed - r).cwiseAbs().maxCoeff(&done.row, &done.column);
    r = std::move(smoothed);
    return done;
}

Diagnostics make_proper(CorrelationMatrix& matrix, bool wanted, VariableNames const& names) {
    Diagnostics diagnostics;
    if (!matrix.r.allFinite()) return diagnostics;
    if (wanted) {
        matrix.smoothed = smooth(matrix.r);
        if (!matrix.smoothed) return diagnostics;
        auto const& done = *matrix.smoothed;
        diagnostics.add({.severity = Severity::warning,
                         .code = std::string(intake::code::smoothed),
                         .message = "the correlation matrix was not positive definite (smallest eigenvalue " +
                                    shown(done.smallest_before) + ") and was smoothed; most changed, by " +
                                    text::fixed(done.largest_change, 4) + ", the correlation of " +
                                    names.item(done.row) + " with " + names.item(done.column)});
        return diagnostics;
    }
    auto const values = numeric::eigenvalues_symmetric(matrix.r);
    double const smallest = values[values.size() - 1];
    if (smallest >= -numeric::singular_below * values[0]) return diagnostics;
    auto const eigen = numeric::eigen_symmetric(matrix.r);
    diagnostics.add(
        {.severity = Severity::warning,
         .code = std::string(intake::code::not_positive_definite),
         .message = "the correlation matrix is not positive definite (smallest eigenvalue " +
                    shown(smallest) + "); " + names.items(involved(eigen.vectors.col(values.size() - 1))) +
                    " carry most of that",
         .hint = "leave out one of them, join categories that few chose, or smooth the matrix (--smooth)"});
    return diagnostics;
}

}  // namespace quaestor::correlation
