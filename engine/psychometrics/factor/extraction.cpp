#include "psychometrics/factor/extraction.hpp"

#include "psychometrics/intake/codes.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::factor {

Eigen::VectorXd starting_communalities(MatrixIn r) {
    if (auto const inverted = numeric::invert_positive_definite(r)) {
        return 1.0 - inverted->inverse.diagonal().array().inverse();
    }
    Eigen::MatrixXd without_diagonal = r.cwiseAbs();
    without_diagonal.diagonal().setZero();
    return without_diagonal.rowwise().maxCoeff();
}

Eigen::MatrixXd leading_loadings(numeric::SymmetricEigen const& eigen, Eigen::Index factors,
                                 double subtract) {
    Eigen::VectorXd const roots = (eigen.values.head(factors).array() - subtract).max(0.0).sqrt();
    return eigen.vectors.leftCols(factors) * roots.asDiagonal();
}

std::int64_t degrees_of_freedom(Eigen::Index items, Eigen::Index factors) {
    Eigen::Index const rest = items - factors;
    return (rest * rest - (items + factors)) / 2;
}

Diagnostic heywood_case(std::vector<Eigen::Index> const& items, std::string const& hint,
                        VariableNames const& names) {
    return {.severity = Severity::warning,
            .code = std::string(intake::code::heywood_case),
            .message = names.items(items) + (items.size() == 1 ? " has" : " have") +
                       " no variance of its own left in the factor model (a Heywood case)",
            .hint = hint};
}

void turn_positive(Eigen::MatrixXd& loadings) {
    for (Eigen::Index j = 0; j < loadings.cols(); ++j) {
        if (loadings.col(j).sum() < 0) loadings.col(j) = -loadings.col(j);
    }
}

}  // namespace quaestor::factor
