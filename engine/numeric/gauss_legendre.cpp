#include "numeric/gauss_legendre.hpp"

#include "base/expects.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace quaestor::numeric {
namespace {

struct Rule {
    std::vector<double> points;
    std::vector<double> weights;
};

/// P_n(x) and its derivative, by the three-term recurrence.
struct Legendre {
    double value;
    double slope;
};

Legendre legendre(int n, double x) {
    double before = 1.0;
    double value = x;
    for (int m = 2; m <= n; ++m) {
        double const next = ((2.0 * m - 1.0) * x * value - (m - 1.0) * before) / m;
        before = value;
        value = next;
    }
    return {value, n * (x * value - before) / (x * x - 1.0)};
}

Rule rule_of(int n) {
    auto const size = static_cast<std::size_t>(n);
    Rule rule{std::vector<double>(size), std::vector<double>(size)};
    for (int i = 0; i < (n + 1) / 2; ++i) {
        double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
        for (int step = 0; step < 6; ++step) {  // from this start Newton needs four
            auto const p = legendre(n, x);
            x -= p.value / p.slope;
        }
        if (2 * i + 1 == n) x = 0.0;
        double const slope = legendre(n, x).slope;
        double const weight = 2.0 / ((1.0 - x * x) * slope * slope);
        auto const low = static_cast<std::size_t>(i);
        rule.points[low] = -x;
        rule.points[size - 1 - low] = x;
        rule.weights[low] = rule.weights[size - 1 - low] = weight;
    }
    return rule;
}

}  // namespace

GaussLegendre gauss_legendre(int n) {
    expects(n >= 1 && n <= most_legendre_points, "a Gauss-Legendre rule of that many points");
    static std::array<Rule, most_legendre_points> const rules = [] {
        std::array<Rule, most_legendre_points> made;
        for (int points = 1; points <= most_legendre_points; ++points)
            made[static_cast<std::size_t>(points - 1)] = rule_of(points);
        return made;
    }();
    auto const& rule = rules[static_cast<std::size_t>(n - 1)];
    return {rule.points, rule.weights};
}

}  // namespace quaestor::numeric
