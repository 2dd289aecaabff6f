/// The one correlation that makes a likelihood largest.
#pragma once

#include "numeric/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::correlation {

/// First and second derivative of a log-likelihood by rho.
struct Derivatives {
    double score = absent;
    double curvature = absent;
};

struct RhoFound {
    double rho = absent;
    bool at_limit = false;    ///< the likelihood rises up to -1 or 1, and rho is that
    Convergence convergence;  ///< `gradient` and `criterion` are left to the caller
};

/// Newton's method on the score, held in the bracket in which it changes sign; where a step leaves that, or
/// the likelihood bends upwards, half the angle between its ends is taken. `at(rho)` gives the derivatives.
template <class At>
[[nodiscard]] RhoFound most_likely_rho(double start, At const& at) {
    constexpr double limit = 1.0 - 1e-8;  // nearer to -1 or 1 there is nothing to tell apart
    constexpr int most_steps = 40;
    RhoFound found;
    found.rho = start;
    auto& search = found.convergence;
    double low = -1.0;
    double high = 1.0;
    while (!search.converged && search.iterations < most_steps) {
        ++search.iterations;
        Derivatives const here = at(found.rho);
        if (here.score == 0) {
            search.converged = true;
            break;
        }
        if (std::abs(found.rho) >= limit && here.score * found.rho > 0) {
            found.rho = found.rho > 0 ? 1.0 : -1.0;
            found.at_limit = search.converged = true;
            break;
        }
        (here.score > 0 ? low : high) = found.rho;
        double next = here.curvature < 0 ? found.rho - here.score / here.curvature : absent;
        bool const newton = next > low && next < high;
        if (!newton) next = std::sin(0.5 * (std::asin(low) + std::asin(high)));
        next = std::clamp(next, -limit, limit);
        double const step = std::abs(next - found.rho);
        found.rho = next;
        // Each step squares the error: after one of this size there is none left to see.
        search.converged =
            (newton && step < std::max(1e-6 * (1.0 - next * next), 1e-11)) || high - low < 1e-11;
    }
    return found;
}

}  // namespace quaestor::correlation
