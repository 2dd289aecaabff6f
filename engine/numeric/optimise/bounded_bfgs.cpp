#include "numeric/optimise/bounded_bfgs.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <Eigen/Cholesky>

namespace quaestor::numeric {
namespace {

/// The part of the gradient that a step inside the bounds can follow.
Eigen::VectorXd projected(VectorIn gradient, VectorIn at, VectorIn lower, VectorIn upper) {
    Eigen::VectorXd result = gradient;
    for (Eigen::Index i = 0; i < result.size(); ++i) {
        if (at[i] <= lower[i]) result[i] = std::min(result[i], 0.0);
        if (at[i] >= upper[i]) result[i] = std::max(result[i], 0.0);
    }
    return result;
}

/// Newton step of the quadratic model with matrix `curvature` over the parameters that no bound holds; 0 for
/// the others.
Eigen::VectorXd quasi_newton_step(MatrixIn curvature, VectorIn gradient, VectorIn at, VectorIn lower,
                                  VectorIn upper) {
    std::vector<Eigen::Index> open;
    for (Eigen::Index i = 0; i < at.size(); ++i) {
        bool const held = (at[i] <= lower[i] && gradient[i] > 0) || (at[i] >= upper[i] && gradient[i] < 0);
        if (!held) open.push_back(i);
    }
    Eigen::VectorXd step = Eigen::VectorXd::Zero(at.size());
    if (open.empty()) return step;
    Eigen::MatrixXd const part = curvature(open, open);
    Eigen::VectorXd const g = gradient(open);
    Eigen::LDLT<Eigen::MatrixXd> const factor(part);
    Eigen::VectorXd direction = factor.solve(g);
    if (factor.info() != Eigen::Success || !direction.allFinite() || !(direction.dot(g) > 0)) direction = g;
    for (std::size_t i = 0; i < open.size(); ++i)
        step[open[i]] = -direction[static_cast<Eigen::Index>(i)];
    return step;
}

/// BFGS update of the curvature after the move `s` with gradient change `y`, damped so that it stays positive
/// definite.
void update(Eigen::MatrixXd& curvature, VectorIn s, VectorIn y) {
    Eigen::VectorXd const bs = curvature * s;
    double const sbs = s.dot(bs);
    if (!(sbs > 0)) return;
    double const sy = s.dot(y);
    double const keep = sy >= 0.2 * sbs ? 1.0 : 0.8 * sbs / (sbs - sy);
    Eigen::VectorXd const r = keep * y + (1.0 - keep) * bs;
    double const sr = s.dot(r);
    if (!(sr > 0)) return;
    curvature += r * r.transpose() / sr - bs * bs.transpose() / sbs;
}

}  // namespace

Minimum minimise_bounded(Criterion const& criterion, VectorIn start, VectorIn lower, VectorIn upper,
                         MinimiseOptions const& options) {
    Eigen::Index const p = start.size();
    expects(lower.size() == p && upper.size() == p, "minimise_bounded: shapes");
    Minimum best;
    best.at = start.cwiseMax(lower).cwiseMin(upper);
    best.gradient.setZero(p);
    double value = criterion(best.at, best.gradient);
    expects(std::isfinite(value) && best.gradient.allFinite(),
            "minimise_bounded needs a start where the criterion exists");

    bool const known = options.curvature.size() > 0;
    expects(!known || (options.curvature.rows() == p && options.curvature.cols() == p),
            "minimise_bounded: shape of the curvature");
    Eigen::MatrixXd curvature = known ? options.curvature : Eigen::MatrixXd(Eigen::MatrixXd::Identity(p, p));
    bool fresh = !known;  // the curvature knows nothing yet
    auto const size_of = [&](VectorIn gradient, VectorIn at) {
        return p == 0 ? 0.0 : projected(gradient, at, lower, upper).cwiseAbs().maxCoeff();
    };
    double size = size_of(best.gradient, best.at);
    std::int64_t iteration = 0;
    for (; iteration < options.most_iterations && size > options.gradient_tolerance; ++iteration) {
        Eigen::VectorXd step = quasi_newton_step(curvature, best.gradient, best.at, lower, upper);
        if (fresh && step.cwiseAbs().maxCoeff() > 0.1) step *= 0.1 / step.cwiseAbs().maxCoeff();
        Eigen::VectorXd candidate(p);
        Eigen::VectorXd gradient(p);
        bool moved = false;
        // Differences below this are rounding: there the gradient decides whether a step was good.
        double const noise = 1e-14 * std::max(1.0, std::abs(value));
        double length = 1.0;
        for (int halvings = 0; halvings < 60; ++halvings, length *= 0.5) {
            candidate = (best.at + length * step).cwiseMax(lower).cwiseMin(upper);
            double const expected = best.gradient.dot(candidate - best.at);
            gradient.setZero(p);
            double const next = criterion(candidate, gradient);
            if (!std::isfinite(next) || !gradient.allFinite()) continue;
            bool const lower_value = next <= value + 1e-4 * expected && expected < 0;
            bool const smaller_gradient = next <= value + noise && size_of(gradient, candidate) < size;
            if (!lower_value && !smaller_gradient) continue;
            if (fresh) {
                // Scale of the curvature along the first step.
                Eigen::VectorXd const s = candidate - best.at;
                Eigen::VectorXd const y = gradient - best.gradient;
                if (s.dot(y) > 0) curvature *= y.dot(y) / s.dot(y);
                fresh = false;
            }
            update(curvature, candidate - best.at, gradient - best.gradient);
            best.at = candidate;
            best.gradient = gradient;
            value = next;
            moved = true;
            break;
        }
        size = size_of(best.gradient, best.at);
        if (!moved) {
            if (fresh) break;
            curvature.setIdentity();  // a bad model of the curvature: start it anew before giving up
            fresh = true;
        }
    }
    best.convergence = {size <= options.gradient_tolerance, iteration, size, value};
    return best;
}

double gradient_error(Criterion const& criterion, VectorIn at, double step) {
    Eigen::VectorXd gradient = Eigen::VectorXd::Zero(at.size());
    (void)criterion(at, gradient);
    Eigen::VectorXd unused(at.size());
    double worst = 0.0;
    for (Eigen::Index i = 0; i < at.size(); ++i) {
        Eigen::VectorXd point = at;
        point[i] = at[i] + step;
        double const above = criterion(point, unused);
        point[i] = at[i] - step;
        double const below = criterion(point, unused);
        worst = std::max(worst, std::abs(gradient[i] - (above - below) / (2.0 * step)));
    }
    return worst / std::max(1.0, gradient.cwiseAbs().maxCoeff());
}

}  // namespace quaestor::numeric
