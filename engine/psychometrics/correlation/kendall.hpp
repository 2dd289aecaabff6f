/// Kendall's tau-b: do two items put persons in the same order?
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "psychometrics/correlation/correlation_matrix.hpp"

namespace quaestor::correlation {

struct TauB {
    double tau = absent;  ///< absent where one of the two does not vary
    double se = absent;   ///< absent at -1 and 1
};

/// Of two columns of the same length without missing values.
///
///   tau_b = sum_i d_i / w,   w = sqrt(R C),   R = n^2 - sum r^2,   C = n^2 - sum c^2
///
/// d_i: how many persons person i is in the same order with by both items, less those in the opposite order;
/// r, c: how many share an answer. The variance, with v_i = r_i C + c_i R, is
///
///   (sum_i (2 w d_i + tau v_i)^2 - n^3 tau^2 (R + C)^2) / w^4
///
/// Cost O(n log n); for few different answers O(n).
/// Source: Kendall (1945), Biometrika 33, 239-251; Brown & Benedetti (1977), Journal of the American
/// Statistical Association 72, 309-315.
[[nodiscard]] TauB kendall_tau_b(VectorIn x, VectorIn y);

/// Of all pairs of items; each pair by those who answered both where missing answers are treated pairwise.
/// Needs, warnings and codes as `pearson`. `threads` 0: as many as the machine has; changes nothing but the
/// time.
/// Checked against R's cor(method = "kendall") in tests/golden/correlation.
[[nodiscard]] Outcome<CorrelationMatrix> kendall(MatrixIn items, CorrelationOptions const& options = {},
                                                 std::size_t threads = 0);

}  // namespace quaestor::correlation
