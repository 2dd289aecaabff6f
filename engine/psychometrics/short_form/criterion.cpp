#include "psychometrics/short_form/criterion.hpp"

#include "numeric/moments.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "psychometrics/reliability/omega.hpp"

#include <cmath>

namespace quaestor::short_form {
namespace {

/// Sums below this share of the total are what rounding left of zero.
constexpr double nothing = 1e-14;

double correlation(double covariance, double a, double b, double total) {
    if (!(a > nothing * total) || !(b > nothing * total)) return absent;
    return covariance / std::sqrt(a * b);
}

double with_full(MatrixIn covariance, Subset const& subset, bool left_out_only) {
    double own = 0;
    double with_all = 0;
    for (auto const i : subset) {
        with_all += covariance.col(i).sum();
        for (auto const j : subset)
            own += covariance(i, j);
    }
    double const all = covariance.sum();
    double const total = covariance.trace();
    if (!left_out_only) return correlation(with_all, own, all, total);
    return correlation(with_all - own, own, all - 2.0 * with_all + own, total);
}

double omega(MatrixIn covariance) {
    if (covariance.cols() < 3 || !(covariance.diagonal().minCoeff() > 0)) return absent;
    auto const found = reliability::omega_of_correlations(numeric::correlation_of(covariance));
    return found.value ? found.value->total : absent;
}

}  // namespace

std::string_view name_of(Criterion criterion) {
    switch (criterion) {
        case Criterion::alpha:
            return "alpha";
        case Criterion::omega:
            return "omega";
        case Criterion::full_r:
            return "full";
        case Criterion::left_out_r:
            return "left-out";
    }
    return "";
}

double value_of(Criterion criterion, MatrixIn covariance, Subset const& subset) {
    switch (criterion) {
        case Criterion::alpha:
            return reliability::alpha_of(covariance(subset, subset));
        case Criterion::omega:
            return omega(covariance(subset, subset));
        case Criterion::full_r:
            return with_full(covariance, subset, false);
        case Criterion::left_out_r:
            return with_full(covariance, subset, true);
    }
    return absent;
}

Quality quality(MatrixIn covariance, Subset const& subset) {
    return {value_of(Criterion::alpha, covariance, subset), value_of(Criterion::omega, covariance, subset),
            value_of(Criterion::full_r, covariance, subset),
            value_of(Criterion::left_out_r, covariance, subset)};
}

}  // namespace quaestor::short_form
