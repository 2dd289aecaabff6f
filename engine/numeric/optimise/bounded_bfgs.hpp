/// Smooth minimisation with lower and upper bounds on every parameter.
///
/// Projected BFGS: parameters that a bound holds are set aside, the rest take a quasi-Newton step, and the
/// step is bent back into the bounds. Ends on the projected gradient, not on a small change of the criterion,
/// so that the answer does not depend on how slowly the last steps went.
/// Source: Bertsekas (1982), SIAM Journal on Control and Optimization 20, 221-246; damped update: Powell
/// (1978), Lecture Notes in Mathematics 630, 144-157.
#pragma once

#include "numeric/estimate.hpp"

#include <functional>

namespace quaestor::numeric {

/// Value of the criterion at a point, its gradient written into the second argument (already of the right
/// length). A value that is not finite means: not defined there, step back.
using Criterion = std::function<double(Eigen::VectorXd const& at, Eigen::VectorXd& gradient)>;

struct MinimiseOptions {
    double gradient_tolerance = 1e-9;  ///< on the largest absolute element of the projected gradient
    std::int64_t most_iterations = 1000;
    /// p x p, positive definite: what is known of the second derivatives at the start, which saves the search
    /// from finding out. Empty: nothing.
    Eigen::MatrixXd curvature{};
};

struct Minimum {
    Eigen::VectorXd at;
    Eigen::VectorXd gradient;  ///< there, not projected
    Convergence convergence;
};

/// `lower` and `upper` may hold infinities; `start` is moved into the bounds first. The criterion must be
/// finite there. Cost per step O(p^3) for p parameters, which is small beside a statistical criterion for p
/// up to a few hundred.
[[nodiscard]] Minimum minimise_bounded(Criterion const& criterion, VectorIn start, VectorIn lower,
                                       VectorIn upper, MinimiseOptions const& options = {});

/// Largest absolute difference between the criterion's gradient and central differences, relative to the
/// larger of 1 and the gradient's size. For tests: every criterion is held against it.
[[nodiscard]] double gradient_error(Criterion const& criterion, VectorIn at, double step = 1e-5);

}  // namespace quaestor::numeric
