/// What every method of factor extraction takes and gives.
///
/// r: k x k correlation matrix, checked by the caller. The model is r = L L' + diag(u) with L of k x m and u
/// the uniquenesses. For given u the best L follows from an eigen decomposition, so the search runs over u
/// alone.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "numeric/linalg.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <string>
#include <vector>

namespace quaestor::factor {

struct ExtractionOptions {
    /// A uniqueness is not let below this; one that ends here is a Heywood case. psych::fa and factanal use
    /// 0.005 too.
    double lowest_uniqueness = 0.005;
    double gradient_tolerance = 1e-9;
    std::int64_t most_iterations = 2000;
};

struct Extraction {
    Eigen::MatrixXd loadings;  ///< k x m, columns by falling eigenvalue, each with a sum that is not negative
    Eigen::VectorXd uniquenesses;       ///< length k, as the search left them
    std::vector<Eigen::Index> heywood;  ///< items whose uniqueness stopped at its lower bound
    Convergence convergence;            ///< criterion: each method's own
};

/// Squared multiple correlation of each item with the others, 1 - 1 / (r^-1)_jj. Where r is singular,
/// instead, the largest absolute correlation of the item with another.
/// Source: Guttman (1956), Psychometrika 21, 273-285.
[[nodiscard]] Eigen::VectorXd starting_communalities(MatrixIn r);

/// Eigenvectors of the m largest eigenvalues, each times the root of max(eigenvalue - subtract, 0).
[[nodiscard]] Eigen::MatrixXd leading_loadings(numeric::SymmetricEigen const& eigen, Eigen::Index factors,
                                               double subtract = 0.0);

/// Degrees of freedom ((k - m)^2 - (k + m)) / 2; negative: more factors than the correlations can determine.
[[nodiscard]] std::int64_t degrees_of_freedom(Eigen::Index items, Eigen::Index factors);

/// S108: a warning that names the items of `Extraction::heywood`, which is not empty.
[[nodiscard]] Diagnostic heywood_case(std::vector<Eigen::Index> const& items, std::string const& hint,
                                      VariableNames const& names = {});

/// Turns each column so that its sum is not negative.
void turn_positive(Eigen::MatrixXd& loadings);

}  // namespace quaestor::factor
