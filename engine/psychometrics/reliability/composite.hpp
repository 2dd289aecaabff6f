/// Reliability of scores that are made of other scores: of several subscales, weighted, or of a difference.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <vector>

namespace quaestor::reliability {

/// Reliability of sum_p w_p X_p, when the parts' errors are uncorrelated:
///
///   1 - sum_p w_p^2 s_p^2 (1 - r_p) / (w' C w)
///
/// C: covariances of the parts, s_p^2 their variances, r_p their reliabilities. With weights 1 and -1 it is
/// the reliability of a difference; with the alphas of strata it is stratified alpha. Absent where the sum
/// does not vary or a reliability is absent. Source: Mosier (1943), Psychometrika 8, 161-168.
[[nodiscard]] double composite_reliability(MatrixIn covariance, VectorIn reliabilities, VectorIn weights);

/// Of X - Y: composite_reliability with weights 1 and -1.
/// Source: Lord & Novick (1968), Statistical Theories of Mental Test Scores, ch. 3.
[[nodiscard]] double difference_reliability(MatrixIn covariance, double first, double second);

struct StratifiedAlpha {
    double stratified = absent;  ///< 1 - sum_p s_p^2 (1 - alpha_p) / s^2
    double parcels = absent;     ///< alpha of the strata's sums as if each were one item
    Eigen::VectorXd alphas;      ///< of each stratum
    Eigen::VectorXd variances;   ///< of each stratum's sum
    SampleUse use;
};

/// A stratum is a set of columns, of which a column has one at most. Every stratum has 2 items (S101).
/// Needs what cronbach_alpha needs, in every stratum.
/// Source: Rajaratnam, Cronbach & Gleser (1965), Psychometrika 30, 39-56.
/// Checked against plain R in tests/golden/reliability.
[[nodiscard]] Outcome<StratifiedAlpha> stratified_alpha(MatrixIn items,
                                                        std::vector<std::vector<Eigen::Index>> const& strata,
                                                        VariableNames const& names = {});

/// The correlation of two true scores: r / sqrt(r_x r_y). Above 1 it says that the reliabilities are too low
/// for it, or their errors correlated. Absent unless both reliabilities are above 0.
/// Source: Spearman (1904), American Journal of Psychology 15, 72-101.
[[nodiscard]] double disattenuated(double correlation, double first, double second);

}  // namespace quaestor::reliability
