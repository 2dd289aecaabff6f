/// Quantiles of a sample.
#pragma once

#include "numeric/matrix.hpp"

#include <vector>

namespace quaestor::numeric {

/// Hyndman & Fan's type 7, as R's quantile() and Excel's PERCENTILE.INC: with the values sorted, h = (n - 1)
/// p, linear between the values at floor(h) and floor(h) + 1. Absent for no values or p outside [0, 1].
/// `values` need no order and hold no NaN.
/// Source: Hyndman & Fan (1996), The American Statistician 50, 361-365.
[[nodiscard]] double sample_quantile(std::vector<double> values, double p);

}  // namespace quaestor::numeric
