/// Distribution functions and quantiles, thin over Boost.Math. None of them throws: an argument outside the
/// domain, or a result that does not exist, is absent.
#pragma once

#include "numeric/matrix.hpp"

namespace quaestor::numeric {

[[nodiscard]] double normal_cdf(double z);
[[nodiscard]] double normal_upper_tail(double z);
[[nodiscard]] double normal_quantile(double p);
/// 0 at an infinite z.
[[nodiscard]] double normal_density(double z);
/// P(low < Z <= high), from the tail in which it lies, so that a small one keeps its digits.
[[nodiscard]] double normal_between(double low, double high);

[[nodiscard]] double t_cdf(double t, double df);
[[nodiscard]] double t_quantile(double p, double df);
/// P(|T| >= |t|)
[[nodiscard]] double t_two_sided(double t, double df);

[[nodiscard]] double noncentral_t_cdf(double t, double df, double noncentrality);
/// The noncentrality at which P(T <= t) equals `probability`. The bounds of standardized mean differences
/// come from here (Steiger & Fouladi, 1997).
[[nodiscard]] double t_noncentrality(double t, double df, double probability);

[[nodiscard]] double f_upper_tail(double f, double df1, double df2);
[[nodiscard]] double f_quantile(double p, double df1, double df2);

/// P(X >= x): kept accurate far into the tail, where 1 - cdf would be 0.
[[nodiscard]] double chi_squared_upper_tail(double x, double df);
[[nodiscard]] double chi_squared_quantile(double p, double df);
[[nodiscard]] double noncentral_chi_squared_cdf(double x, double df, double noncentrality);

/// The noncentrality at which P(X <= x) equals `probability`; 0 when even without noncentrality less than
/// that lies below x. The bounds of RMSEA come from here (Steiger, 1990).
[[nodiscard]] double chi_squared_noncentrality(double x, double df, double probability);

}  // namespace quaestor::numeric
