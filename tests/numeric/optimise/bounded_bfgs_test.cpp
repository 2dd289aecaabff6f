#include "numeric/optimise/bounded_bfgs.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

namespace numeric = quaestor::numeric;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double rosenbrock(Eigen::VectorXd const& x, Eigen::VectorXd& gradient) {
    double value = 0;
    gradient.setZero(x.size());
    for (Eigen::Index i = 0; i + 1 < x.size(); ++i) {
        double const a = x[i + 1] - x[i] * x[i];
        double const b = 1.0 - x[i];
        value += 100.0 * a * a + b * b;
        gradient[i] += -400.0 * a * x[i] - 2.0 * b;
        gradient[i + 1] += 200.0 * a;
    }
    return value;
}

Eigen::VectorXd all(Eigen::Index p, double value) {
    return Eigen::VectorXd::Constant(p, value);
}

}  // namespace

TEST_CASE("minimise_bounded: finds the bottom of a curved valley", "[numeric][optimise]") {
    for (Eigen::Index const p : {2, 10, 30}) {
        auto const got =
            numeric::minimise_bounded(rosenbrock, all(p, 0.5), all(p, -infinity), all(p, infinity));
        CAPTURE(p, got.convergence.iterations, got.convergence.gradient);
        CHECK(got.convergence.converged);
        CHECK((got.at - all(p, 1.0)).cwiseAbs().maxCoeff() < 1e-7);
    }
}

TEST_CASE("minimise_bounded: needs few steps where the curvature is known", "[numeric][optimise]") {
    Eigen::MatrixXd curvature = Eigen::MatrixXd::Constant(12, 12, 0.5);
    curvature.diagonal() = Eigen::VectorXd::LinSpaced(12, 1.0, 1e4);
    auto const bowl = [&](Eigen::VectorXd const& x, Eigen::VectorXd& gradient) {
        gradient = curvature * (x - all(12, 3.0));
        return 0.5 * gradient.dot(x - all(12, 3.0));
    };
    auto const blind = numeric::minimise_bounded(bowl, all(12, -5.0), all(12, -infinity), all(12, infinity));
    auto const told = numeric::minimise_bounded(bowl, all(12, -5.0), all(12, -infinity), all(12, infinity),
                                                {.curvature = curvature});
    CHECK(told.convergence.converged);
    CHECK((told.at - all(12, 3.0)).cwiseAbs().maxCoeff() < 1e-9);
    CHECK(told.convergence.iterations <= 2);
    CHECK(blind.convergence.iterations > 5);
}

TEST_CASE("minimise_bounded: ends at the bound that holds it with a gradient pointing outwards",
          "[numeric][optimise]") {
    // Half a squared distance to (2, -1, 0.5) inside the unit cube: the nearest point is (1, 0, 0.5).
    auto const distance = [](Eigen::VectorXd const& x, Eigen::VectorXd& gradient) {
        gradient = x - Eigen::Vector3d(2, -1, 0.5);
        return 0.5 * gradient.squaredNorm();
    };
    auto const got = numeric::minimise_bounded(distance, all(3, 0.3), all(3, 0.0), all(3, 1.0));
    CHECK(got.convergence.converged);
    CHECK((got.at - Eigen::Vector3d(1, 0, 0.5)).cwiseAbs().maxCoeff() < 1e-9);
    CHECK(got.gradient[0] == -1.0);
    CHECK(got.gradient[1] == 1.0);

    auto const valley = numeric::minimise_bounded(rosenbrock, all(2, -0.5), all(2, -1.0), all(2, 0.25));
    CHECK(valley.convergence.converged);
    CHECK(std::abs(valley.at[1] - 0.0625) < 1e-3);
    CHECK(valley.at[0] == 0.25);
}

TEST_CASE("minimise_bounded: moves the start into the bounds and steps back from where nothing is defined",
          "[numeric][optimise]") {
    auto const barrier = [](Eigen::VectorXd const& x, Eigen::VectorXd& gradient) {
        if (x[0] <= 0) return quaestor::absent;
        gradient = all(1, 1.0 - 1.0 / x[0]);
        return x[0] - std::log(x[0]);
    };
    auto const got = numeric::minimise_bounded(barrier, all(1, 500.0), all(1, -infinity), all(1, 40.0));
    CHECK(got.convergence.converged);
    CHECK(std::abs(got.at[0] - 1.0) < 1e-8);
}

TEST_CASE("minimise_bounded: says when it ran out of steps", "[numeric][optimise]") {
    auto const got = numeric::minimise_bounded(rosenbrock, all(10, -1.5), all(10, -infinity),
                                               all(10, infinity), {.most_iterations = 3});
    CHECK_FALSE(got.convergence.converged);
    CHECK(got.convergence.iterations == 3);
    CHECK(got.convergence.gradient > 1e-9);
}

TEST_CASE("gradient_error: sees a wrong gradient", "[numeric][optimise]") {
    CHECK(numeric::gradient_error(rosenbrock, Eigen::Vector3d(0.3, -0.2, 0.7)) < 1e-8);
    auto const wrong = [](Eigen::VectorXd const& x, Eigen::VectorXd& gradient) {
        double const value = rosenbrock(x, gradient);
        gradient[1] *= 1.1;
        return value;
    };
    CHECK(numeric::gradient_error(wrong, Eigen::Vector3d(0.3, -0.2, 0.7)) > 1e-3);
}
