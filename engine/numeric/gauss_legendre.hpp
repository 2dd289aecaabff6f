/// Gauss-Legendre quadrature: the points and weights of integrals over an interval.
#pragma once

#include <span>

namespace quaestor::numeric {

/// On [-1, 1], in rising order; the weights sum to 2.
struct GaussLegendre {
    std::span<double const> points;
    std::span<double const> weights;
};

inline constexpr int most_legendre_points = 32;

/// The rule of n points, 1 to `most_legendre_points`: exact for polynomials up to degree 2 n - 1. Made once,
/// by Newton's method on the Legendre polynomial, to the last bits of a double.
/// Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 25.4.29.
[[nodiscard]] GaussLegendre gauss_legendre(int n);

}  // namespace quaestor::numeric
