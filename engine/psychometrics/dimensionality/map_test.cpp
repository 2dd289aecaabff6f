#include "psychometrics/dimensionality/map_test.hpp"

#include "numeric/linalg.hpp"
#include "psychometrics/correlation/given_matrix.hpp"

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
    outcome.diagnostics = correlation::check_correlation_matrix(r, "the MAP test", 3, options.names);
    if (outcome.diagnostics.has_errors()) return outcome;
    Eigen::Index const k = r.cols();
    auto const pairs = static_cast<double>(k * (k - 1));
    auto const eigen = numeric::eigen_symmetric(r);

    MapTest result;
    result.squared.setConstant(k - 1, absent);
    result.fourth.setConstant(k - 1, absent);
    Eigen::MatrixXd left = r;
    for (Eigen::Index m = 0; m < k - 1; ++m) {
        if (m > 0)
            left -= eigen.values[m - 1] * eigen.vectors.col(m - 1) * eigen.vectors.col(m - 1).transpose();
        // An item that the components explain fully has no partial correlation.
        if (!(left.diagonal().minCoeff() > numeric::singular_below)) break;
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
