/// How uncertain thresholds and polychoric correlations are together: the asymptotic covariances that
/// weighted least squares of ordered items needs.
#pragma once

#include "psychometrics/correlation/polychoric.hpp"

namespace quaestor::correlation {

/// One row and column of the covariances.
struct LatentParameter {
    Eigen::Index item = 0;        ///< of a threshold, or the first of a pair
    Eigen::Index other = -1;      ///< the second of a pair; -1 for a threshold
    Eigen::Index threshold = -1;  ///< from 0; -1 for a pair
    double estimate = absent;
};

struct PolychoricCovariance {
    std::vector<LatentParameter> parameters;  ///< all thresholds, item by item, then pairs (0, 1), (0, 2) ...
    Eigen::MatrixXd covariance;               ///< of the estimates
    SampleUse use;
};

/// Sandwich covariances of the two-step estimates: with u_i the influence of person i on all estimates (see
/// polychoric_pair.hpp; on a threshold it is (1 if below, else 0, less the share below) / (n times the
/// density there)),
///
///   covariance = sum_i u_i u_i'
///
/// n times that is the matrix that lavaan calls NACOV or gamma, and the inverse of its diagonal weights DWLS.
///
/// Needs and codes as `polychoric`; `smooth` is not looked at.
/// Refuses items that do not vary (S103) and pairs without an estimate or with one at -1 or 1 (S106):
/// covariances with those do not exist. A zero cell is refused too (S111).
/// The same bits for any number of threads.
/// Cost O(n q^2) for q parameters.
/// Source: Muthen (1984), Psychometrika 49, 115-132.
/// Checked against lavInspect(fit, "gamma") of lavaan in tests/golden/correlation.
[[nodiscard]] Outcome<PolychoricCovariance> polychoric_covariance(MatrixIn items,
                                                                  PolychoricOptions const& options = {});

}  // namespace quaestor::correlation
