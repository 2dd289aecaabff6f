/// Fits a simple structure and says how well it holds.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"
#include "psychometrics/sem/simple_structure.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace quaestor::sem {

enum class Estimator {
    maximum_likelihood,   ///< of covariances
    diagonally_weighted,  ///< least squares of correlations, each by one over its asymptotic variance (DWLS)
    unweighted,           ///< least squares of correlations (ULS)
};
[[nodiscard]] std::string_view name_of(Estimator estimator);  ///< "maximum likelihood", "DWLS", "ULS"

/// Above this the residual correlations are called large. Hu & Bentler (1999), Structural Equation Modeling
/// 6, 1-55.
inline constexpr double large_srmr = 0.08;

/// Each factor's sign is the one that makes the sum of its loadings positive.
struct StructureFit {
    SimpleStructure structure;
    FactorModel model;        ///< in the units of what was fitted
    Eigen::MatrixXd implied;  ///< Sigma, k x k
    Estimator estimator = Estimator::maximum_likelihood;
    std::int64_t df = 0;
    double chi_squared = absent;  ///< n F, maximum likelihood alone, as are p_value and rmsea
    double p_value = absent;      ///< absent where df is 0
    double rmsea = absent;        ///< root of max(chi2 - df, 0) / (df n); absent where df is 0
    /// Root of the mean squared residual of all correlations, those of items with themselves included.
    double srmr = absent;
    std::vector<Eigen::Index> negative_residuals;  ///< items with a residual variance below 0
    bool improper_factors = false;  ///< factor correlations that are none: -1, 1, beyond, or contradictory
    Convergence convergence;        ///< criterion: F

    [[nodiscard]] bool admissible() const { return negative_residuals.empty() && !improper_factors; }
};

/// Maximum likelihood. `covariance` has n in the denominator, so that n F is what lavaan calls chi-square
/// (EQS and Amos take n - 1). It is finite; search in standardized variables, which maximum likelihood does
/// not mind. Nothing bounds residuals and correlations: a model that does not hold shows as one that is
/// inadmissible.
///
/// Refuses a singular matrix (S105). Warns of an inadmissible solution (S169) and of large residual
/// correlations (S170).
/// Cost O(p^3 + k^3) per step, p parameters.
/// Source: Joreskog (1969), Psychometrika 34, 183-202; RMSEA: Steiger (1990), Multivariate Behavioral
/// Research 25, 173-180.
/// Checked against lavaan::cfa in tests/golden/reliability/structure_*.csv.
[[nodiscard]] Outcome<StructureFit> fit_covariances(MatrixIn covariance, std::int64_t persons,
                                                    SimpleStructure const& structure,
                                                    VariableNames const& names = {});

/// Least squares of correlations; `weights` k x k, positive below the diagonal, or empty for ULS. Their scale
/// makes no difference.
///
/// Warnings as above. Cost O(p^3 + k^2 p) per step.
/// Source: Muthen (1984), Psychometrika 49, 115-132.
/// Checked against lavaan::cfa(estimator = "WLSMV", "ULSMV") in tests/golden/reliability/categorical_*.csv.
[[nodiscard]] Outcome<StructureFit> fit_correlations(MatrixIn r, MatrixIn weights,
                                                     SimpleStructure const& structure,
                                                     VariableNames const& names = {});

}  // namespace quaestor::sem
