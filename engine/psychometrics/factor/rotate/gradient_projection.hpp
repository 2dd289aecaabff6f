/// Rotation of loadings by gradient projection, for any criterion.
///
/// A: k items x m factors, unrotated. Orthogonal: L = A T with T'T = I. Oblique: L = A (T')^-1 with the
/// columns of T of length 1, and factor correlations Phi = T'T; L Phi L' = A A' either way.
#pragma once

#include "numeric/estimate.hpp"
#include "psychometrics/factor/rotate/criteria.hpp"

#include <cstdint>

namespace quaestor::factor {

struct RotationOptions {
    bool oblique = true;
    /// Kaiser normalisation: each item's row is given length 1 before, and its own length back after, so that
    /// items with small communality count as much as others. Criterion values are then those of the
    /// normalised loadings.
    bool kaiser = false;
    std::int64_t starts = 10;  ///< the unrotated position and starts - 1 random orthogonal ones; at least 1
    std::uint64_t seed = 1;
    double gradient_tolerance = 1e-8;  ///< on the Frobenius norm of the projected gradient
    std::int64_t most_iterations = 5000;
};

struct Rotated {
    Eigen::MatrixXd loadings;            ///< k x m pattern; signs and order as found
    Eigen::MatrixXd phi;                 ///< m x m, the identity when orthogonal
    Eigen::MatrixXd transformation;      ///< T
    Eigen::VectorXd criterion_by_start;  ///< where each start ended; the first is the unrotated one
    Eigen::Index best_start = 0;         ///< the lowest of these; the first of those that are equal to 1e-7
    Convergence convergence;             ///< of the best start; its gradient is the norm
};

/// m >= 1; with one factor there is nothing to rotate. Cost per step O(k m^2), some hundred steps per start.
/// Source: Jennrich (2001), Psychometrika 66, 289-306, and (2002), Psychometrika 67, 7-19; Bernaards &
/// Jennrich (2005), Educational and Psychological Measurement 65, 676-696; step length: Barzilai & Borwein
/// (1988), IMA Journal of Numerical Analysis 8, 141-148; Kaiser (1958), Psychometrika 23, 187-200.
/// Checked against GPArotation, stats::varimax and psych::fa in tests/golden/rotation.
[[nodiscard]] Rotated rotate(MatrixIn unrotated, RotationCriterion const& criterion,
                             RotationOptions const& options = {});

}  // namespace quaestor::factor
