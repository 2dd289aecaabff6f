/// How well a factor model reproduces a correlation matrix.
///
/// Conventions are those of psych::fa, which differ from those of confirmatory software such as lavaan: the
/// sample size in chi-square is Bartlett's, and BIC counts degrees of freedom instead of parameters.
#pragma once

#include "numeric/estimate.hpp"

#include <cstdint>

namespace quaestor::factor {

/// Everything but the residuals is absent where r or the reproduced matrix is singular.
struct FactorFit {
    /// F = tr(S^-1 r) - log|S^-1 r| - k, S reproduced with diagonal 1, whatever was minimised
    double discrepancy = absent;
    /// F (n - 1 - (2 k + 5) / 6 - 2 m / 3), at least 0
    double chi_squared = absent;
    std::int64_t df = 0;
    /// absent when df is 0, as are rmsea, tli, bic and crms
    double p_value = absent;
    /// root of max(chi2 / (df n) - 1 / (n - 1), 0); bounds from the noncentral chi-square over df (n - 1)
    Estimate rmsea{};
    /// (b0 / df0 - chi2 / df) / (b0 / df0 - 1), b0 the null model's chi-square by the same sample size
    double tli = absent;
    /// chi2 - df log n
    double bic = absent;
    /// of no common factor: - log|r| (n - 1 - (2 k + 5) / 6)
    double null_chi_squared = absent;
    std::int64_t null_df = 0;
    /// root mean square of the off-diagonal residuals
    double rmsr = absent;
    /// the same corrected for degrees of freedom: root of rmsr^2 k (k - 1) / (2 df)
    double crms = absent;
};

/// `reproduced` is L Phi L'; its diagonal is not used. `level` is the coverage of the interval of RMSEA.
/// Source: Bartlett (1951), Biometrika 38, 337-344; Steiger (1990), Multivariate Behavioral Research 25,
/// 173-180; Tucker & Lewis (1973), Psychometrika 38, 1-10; the forms of psych::fa: Revelle, psych 2.5.3.
/// Checked against psych::fa in tests/golden/factor.
[[nodiscard]] FactorFit factor_fit(MatrixIn r, MatrixIn reproduced, Eigen::Index factors,
                                   std::int64_t persons, double level);

}  // namespace quaestor::factor
