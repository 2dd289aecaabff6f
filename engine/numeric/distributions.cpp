#include "numeric/distributions.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/roots.hpp>

namespace quaestor::numeric {
namespace {

namespace policies = boost::math::policies;

using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>,
                     policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;

using Normal = boost::math::normal_distribution<double, Quiet>;
using T = boost::math::students_t_distribution<double, Quiet>;
using F = boost::math::fisher_f_distribution<double, Quiet>;
using ChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using NoncentralT = boost::math::non_central_t_distribution<double, Quiet>;
using NoncentralChiSquared = boost::math::non_central_chi_squared_distribution<double, Quiet>;

bool is_probability(double p) {
    return p >= 0 && p <= 1;
}
bool is_inner_probability(double p) {
    return p > 0 && p < 1;
}
bool is_positive(double value) {
    return value > 0 && std::isfinite(value);
}

/// Whatever Boost or an allocation inside it throws ends here.
template <class Call>
double quiet(Call&& call) {
    try {
        return call();
    } catch (std::exception const&) {
        return absent;
    }
}

/// Where a function that falls is 0, between two places on either side.
template <class Function>
double root_between(Function const& function, double low, double high, double at_low, double at_high) {
    return quiet([&] {
        std::uintmax_t steps = 200;
        auto const [a, b] =
            boost::math::tools::toms748_solve(function, low, high, at_low, at_high,
                                              boost::math::tools::eps_tolerance<double>(50), steps, Quiet());
        return 0.5 * (a + b);
    });
}

}  // namespace

double normal_cdf(double z) {
    if (std::isnan(z)) return absent;
    return quiet([&] { return cdf(Normal(), z); });
}

double normal_upper_tail(double z) {
    return normal_cdf(-z);
}

double normal_quantile(double p) {
    if (!is_inner_probability(p)) return absent;
    return quiet([&] { return quantile(Normal(), p); });
}

double normal_density(double z) {
    return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

double normal_between(double low, double high) {
    auto const below = [](double z) { return 0.5 * std::erfc(-z * (0.5 * std::numbers::sqrt2)); };
    return low > 0 ? below(-low) - below(-high) : below(high) - below(low);
}

double t_cdf(double t, double df) {
    if (std::isnan(t) || !is_positive(df)) return absent;
    return quiet([&] { return cdf(T(df), t); });
}

double t_quantile(double p, double df) {
    if (!is_inner_probability(p) || !is_positive(df)) return absent;
    return quiet([&] { return quantile(T(df), p); });
}

double t_two_sided(double t, double df) {
    return 2.0 * t_cdf(-std::abs(t), df);
}

double noncentral_t_cdf(double t, double df, double noncentrality) {
    if (!std::isfinite(t) || !is_positive(df) || !std::isfinite(noncentrality)) return absent;
    if (noncentrality == 0) return t_cdf(t, df);
    return quiet([&] { return cdf(NoncentralT(df, noncentrality), t); });
}

double t_noncentrality(double t, double df, double probability) {
    if (!std::isfinite(t) || !is_positive(df) || !is_inner_probability(probability)) return absent;
    auto const excess = [&](double noncentrality) {
        return noncentral_t_cdf(t, df, noncentrality) - probability;
    };
    // P falls as the noncentrality rises, and is one half near noncentrality t.
    double step = 1.0;
    double low = t - step;
    double high = t + step;
    double at_low = excess(low);
    double at_high = excess(high);
    for (int doublings = 0; at_low < 0 || at_high > 0; ++doublings) {
        if (doublings == 60) return absent;
        step *= 2.0;
        if (at_low < 0) at_low = excess(low -= step);
        if (at_high > 0) at_high = excess(high += step);
    }
    if (std::isnan(at_low) || std::isnan(at_high)) return absent;
    return root_between(excess, low, high, at_low, at_high);
}

double f_upper_tail(double f, double df1, double df2) {
    if (!(f >= 0) || !is_positive(df1) || !is_positive(df2)) return absent;
    return quiet([&] { return cdf(complement(F(df1, df2), f)); });
}

double f_quantile(double p, double df1, double df2) {
    if (!is_inner_probability(p) || !is_positive(df1) || !is_positive(df2)) return absent;
    return quiet([&] { return quantile(F(df1, df2), p); });
}

double chi_squared_upper_tail(double x, double df) {
    if (!(x >= 0) || !is_positive(df)) return absent;
    if (std::isinf(x)) return 0.0;
    return quiet([&] { return cdf(complement(ChiSquared(df), x)); });
}

double chi_squared_quantile(double p, double df) {
    if (!is_inner_probability(p) || !is_positive(df)) return absent;
    return quiet([&] { return quantile(ChiSquared(df), p); });
}

double noncentral_chi_squared_cdf(double x, double df, double noncentrality) {
    if (!(x >= 0) || std::isinf(x) || !is_positive(df) || !(noncentrality >= 0) ||
        std::isinf(noncentrality)) {
        return absent;
    }
    if (noncentrality == 0) return quiet([&] { return cdf(ChiSquared(df), x); });
    return quiet([&] { return cdf(NoncentralChiSquared(df, noncentrality), x); });
}

double chi_squared_noncentrality(double x, double df, double probability) {
    if (!(x >= 0) || std::isinf(x) || !is_positive(df) || !is_probability(probability) || probability == 0)
        return absent;
    auto const excess = [&](double noncentrality) {
        return noncentral_chi_squared_cdf(x, df, noncentrality) - probability;
    };
    double const at_zero = excess(0.0);
    if (std::isnan(at_zero)) return absent;
    if (at_zero <= 0) return 0.0;
    // The mean of X is df + noncentrality and its variance 2 (df + 2 noncentrality): the root lies not far
    // above x.
    double low = 0.0;
    double high = x + 10.0;
    double at_low = at_zero;
    double at_high = excess(high);
    for (int doublings = 0; at_high > 0; ++doublings) {
        if (doublings == 60) return absent;
        low = high;
        at_low = at_high;
        high *= 2.0;
        at_high = excess(high);
    }
    if (std::isnan(at_high)) return absent;
    return root_between(excess, low, high, at_low, at_high);
}

}  // namespace quaestor::numeric
