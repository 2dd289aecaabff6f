#include "psychometrics/dimensionality/map_test.hpp"

#include "numeric/linalg.hpp"
#include "psychometrics/intake/given_matrix.hpp"

#include <cmath>

namespace quaestor::dimensionality {
namespace {

std::int64_t place_of_minimum(VectorIn values) {
    Eigen::Index place = 0;
    for (Eigen::Index m = 1; m < values.size(); ++m) {
        if (values[m] < values[place]) place = m;  // never true for an absent one
    }
    return place;
}

}  // namespace

Outcome<MapTest> map_test(MatrixIn r, MapOptions const& options) {
    Outcome<MapTest> outcome;
    outcome.diagnostics = intake::check_correlation_matrix(r, "the MAP test", 3, options.names);
    if (outcome.diagnostics.has_errors()) return outcome;
    Eigen::Index const k = r.cols();
    auto const pairs = static_cast<double>(k * (k - 1));
    auto const eigen = numeric::eigen_symmetric(r);

    MapTest result;
    result.squared.setConstant(k - 1, absent);
    result.fourth.setConstant(k - 1, absent);
    // From the last component backwards: what is left is a sum then, and no difference that eats digits.
    Eigen::MatrixXd left = Eigen::MatrixXd::Zero(k, k);
    for (Eigen::Index m = k - 1; m >= 0; --m) {
        left += eigen.values[m] * eigen.vectors.col(m) * eigen.vectors.col(m).transpose();
        if (m == k - 1) continue;  // one component left: all its correlations are 1
        // An item that the components explain fully has no partial correlation.
        if (!(left.diagonal().minCoeff() > numeric::singular_below)) continue;
        Eigen::VectorXd const scale = left.diagonal().cwiseSqrt().cwiseInverse();
        Eigen::MatrixXd partial = scale.asDiagonal() * left * scale.asDiagonal();
        partial.diagonal().setZero();
        Eigen::MatrixXd const squares = partial.cwiseAbs2();
        result.squared[m] = squares.sum() / pairs;
        result.fourth[m] = squares.squaredNorm() / pairs;
    }
    result.suggested_squared = place_of_minimum(result.squared);
    result.suggested_fourth = place_of_minimum(result.fourth);
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::dimensionality
