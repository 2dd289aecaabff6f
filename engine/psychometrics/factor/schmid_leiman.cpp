#include "psychometrics/factor/schmid_leiman.hpp"

#include "base/expects.hpp"
#include "psychometrics/factor/extract_minres.hpp"

#include <cmath>

namespace quaestor::factor {

SchmidLeiman schmid_leiman(MatrixIn pattern, MatrixIn phi) {
    auto const m = pattern.cols();
    expects(m >= 2 && phi.rows() == m && phi.cols() == m, "schmid_leiman needs two correlated factors");
    SchmidLeiman result;
    result.second_order.resize(m);
    if (m == 2) {
        double const loading = std::sqrt(std::abs(phi(0, 1)));
        result.second_order << loading, std::copysign(loading, phi(0, 1));
        result.convergence.converged = true;
        result.heywood = loading >= 1.0;
    } else {
        auto const extraction = extract_minres(phi, 1);
        result.second_order = extraction.loadings.col(0);
        result.convergence = extraction.convergence;
        result.heywood = !extraction.heywood.empty();
    }
    Eigen::VectorXd const own = (1.0 - result.second_order.array().square()).max(0.0).sqrt();
    result.general = pattern * result.second_order;
    result.groups = pattern * own.asDiagonal();
    return result;
}

}  // namespace quaestor::factor
