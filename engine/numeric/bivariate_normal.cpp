#include "numeric/bivariate_normal.hpp"

#include "base/expects.hpp"
#include "numeric/distributions.hpp"
#include "numeric/gauss_legendre.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace quaestor::numeric {
namespace {

constexpr double half_pi = 0.5 * std::numbers::pi;
constexpr double one_over_two_pi = 0.5 * std::numbers::inv_pi;

/// How many points a piece needs, by its length over the distance of its start from the end at +-pi/2, for
/// errors below 1e-16: found by trying, and held by the golden numbers.
int points_for(double share) {
    if (share <= 0.002) return 3;
    if (share <= 0.01) return 4;
    if (share <= 0.05) return 6;
    if (share <= 0.2) return 11;
    return 20;
}

/// Calls point(t, weight) for a rule over the angles between two; `weight` carries the direction.
template <class Point>
void over_angles(double from, double to, Point const& point) {
    if (from * to < 0) {
        over_angles(from, 0.0, point);
        over_angles(0.0, to, point);
        return;
    }
    double const direction = std::abs(from) <= std::abs(to) ? 1.0 : -1.0;
    if (direction < 0) std::swap(from, to);
    double const side = to < 0 ? -1.0 : 1.0;
    double const end = std::abs(to);
    for (double begin = std::abs(from); begin < end;) {
        double const left = half_pi - begin;
        double const length = std::min(end - begin, 0.5 * left);
        auto const rule = gauss_legendre(points_for(length / left));
        for (std::size_t i = 0; i < rule.points.size(); ++i) {
            point(side * (begin + 0.5 * length * (1.0 + rule.points[i])),
                  side * direction * 0.5 * length * rule.weights[i]);
        }
        begin = length < 0.5 * left ? end : begin + length;
    }
}

double lower_tail(double z) {
    return normal_between(-std::numeric_limits<double>::infinity(), z);
}

double squeeze(double value, Interval range) {
    return std::clamp(value, range.low, range.high);
}

/// Where the density is highest within a rectangle: it falls along every ray, so that is the middle, or a
/// point of an edge, where the other coordinate is the regression on that edge.
double highest_x(Interval x, Interval y, double rho) {
    auto const inside = [](double value, Interval range) {
        return value >= range.low && value <= range.high;
    };
    if (inside(0.0, x) && inside(0.0, y)) return 0.0;
    double best = 0.0;
    double least = std::numeric_limits<double>::infinity();
    auto const look = [&](double at_x, double at_y) {
        double const form = at_x * at_x - 2.0 * rho * at_x * at_y + at_y * at_y;
        if (form < least) {
            least = form;
            best = at_x;
        }
    };
    for (double const edge : {y.low, y.high}) {
        if (std::isfinite(edge)) look(squeeze(rho * edge, x), edge);
    }
    for (double const edge : {x.low, x.high}) {
        if (std::isfinite(edge)) look(edge, squeeze(rho * edge, y));
    }
    return best;
}

}  // namespace

double bivariate_normal_density(double x, double y, double rho) {
    if (std::isnan(x) || std::isnan(y) || !(std::abs(rho) < 1)) return absent;
    if (std::isinf(x) || std::isinf(y)) return 0.0;
    double const rest = (1.0 - rho) * (1.0 + rho);
    return one_over_two_pi / std::sqrt(rest) *
           std::exp(-0.5 * ((x - rho * y) * (x - rho * y) / rest + y * y));
}

double bivariate_normal_cdf(double x, double y, double rho) {
    if (std::isnan(x) || std::isnan(y) || !(std::abs(rho) <= 1)) return absent;
    double const p = lower_tail(x);
    double const q = lower_tail(y);
    if (std::isinf(x) || std::isinf(y)) return p * q;
    if (rho == 1) return std::min(p, q);
    if (rho == -1) return x > -y ? normal_between(-y, x) : 0.0;
    double integral = 0.0;
    over_angles(0.0, std::asin(rho), [&](double t, double weight) {
        double const sine = std::sin(t);
        double const cosine = std::cos(t);
        integral += weight * std::exp(-0.5 * (x * x + y * y - 2.0 * x * y * sine) / (cosine * cosine));
    });
    return std::clamp(p * q + integral * one_over_two_pi, 0.0, std::min(p, q));
}

double bivariate_normal_rectangle(Interval x, Interval y, double rho) {
    if (!(x.low <= x.high) || !(y.low <= y.high) || !(std::abs(rho) < 1)) return absent;
    double const rest = std::sqrt((1.0 - rho) * (1.0 + rho));
    auto const slice = [&](double at) {
        return std::exp(-0.5 * at * at) *
               normal_between((y.low - rho * at) / rest, (y.high - rho * at) / rest);
    };
    // A standard normal beyond 38.5 has no probability that a double can hold.
    Interval const range{std::max(x.low, -38.5), std::min(x.high, 38.5)};
    if (!(range.low < range.high)) return 0.0;
    double const peak = squeeze(highest_x(x, y, rho), range);
    double const nearest = squeeze(rho * peak, y);
    // Pieces away from the peak, each twice as long as the one before; the first is as short as the slope
    // there asks for.
    double const first = 0.5 * rest * rest / (rest + std::abs(peak - rho * nearest));
    auto const rule = gauss_legendre(20);
    double total = 0.0;
    for (double const side : {-1.0, 1.0}) {
        double const end = side < 0 ? peak - range.low : range.high - peak;
        double length = first;
        for (double begin = 0.0; begin < end; length *= 2.0) {
            double const piece = std::min({length, end - begin, 1.0});
            double sum = 0.0;
            for (std::size_t i = 0; i < rule.points.size(); ++i)
                sum += rule.weights[i] * slice(peak + side * (begin + 0.5 * piece * (1.0 + rule.points[i])));
            total += 0.5 * piece * sum;
            if (sum * piece <= 1e-18 * total) break;  // it only falls from here
            begin += piece;
        }
    }
    return total * (std::numbers::inv_sqrtpi * 0.5 * std::numbers::sqrt2);
}

BivariateNormalGrid::BivariateNormalGrid(VectorIn x, VectorIn y) {
    expects(x.size() > 0 && y.size() > 0 && x.allFinite() && y.allFinite(),
            "a grid of finite points, and at least one");
    auto const lower = [](double z) { return lower_tail(z); };
    below_ = (x.unaryExpr(lower) * y.unaryExpr(lower).transpose()).array();
    products_ = (x * y.transpose()).array();
    squares_ = products_;
    squares_.colwise() = x.array().square();
    squares_.rowwise() += y.array().square().transpose();
    sum_.setZero(x.size(), y.size());
    density_ = one_over_two_pi * (-0.5 * squares_).exp();
}

void BivariateNormalGrid::move_to(double rho) {
    expects(std::abs(rho) < 1, "a grid moves to a rho between -1 and 1");
    sum_.setZero();
    over_angles(std::asin(rho_), std::asin(rho), [&](double t, double weight) {
        double const sine = std::sin(t);
        double const half = 0.5 / ((1.0 - sine) * (1.0 + sine));
        sum_ += weight * (products_ * (2.0 * sine * half) - squares_ * half).exp();
    });
    below_ += one_over_two_pi * sum_;
    rho_ = rho;
    double const rest = (1.0 - rho) * (1.0 + rho);
    density_ = (one_over_two_pi / std::sqrt(rest)) * ((rho * products_ - 0.5 * squares_) / rest).exp();
}

Eigen::ArrayXXd BivariateNormalGrid::density_slope() const {
    double const rest = (1.0 - rho_) * (1.0 + rho_);
    return density_ * (rho_ / rest + ((1.0 + rho_ * rho_) * products_ - rho_ * squares_) / (rest * rest));
}

}  // namespace quaestor::numeric
