#include "psychometrics/factor/efa_fit.hpp"

#include "numeric/distributions.hpp"
#include "numeric/linalg.hpp"
#include "psychometrics/factor/extraction.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::factor {
namespace {

Estimate rmsea_of(double chi_squared, double df, double n, double level) {
    Estimate rmsea;
    rmsea.value = std::sqrt(std::max(chi_squared / (df * n) - 1.0 / (n - 1.0), 0.0));
    rmsea.level = level;
    rmsea.method = "noncentral chi-square";
    double const tail = 0.5 * (1.0 - level);
    auto const bound = [&](double probability) {
        return std::sqrt(numeric::chi_squared_noncentrality(chi_squared, df, probability) / (df * (n - 1.0)));
    };
    rmsea.lower = bound(1.0 - tail);
    rmsea.upper = bound(tail);
    return rmsea;
}

}  // namespace

FactorFit factor_fit(MatrixIn r, MatrixIn reproduced, Eigen::Index factors, std::int64_t persons,
                     double level) {
    auto const k = static_cast<double>(r.cols());
    auto const m = static_cast<double>(factors);
    auto const n = static_cast<double>(persons);
    FactorFit fit;
    fit.df = degrees_of_freedom(r.cols(), factors);
    fit.null_df = r.cols() * (r.cols() - 1) / 2;
    auto const df = static_cast<double>(fit.df);

    Eigen::MatrixXd model = reproduced;
    model.diagonal() = r.diagonal();
    double const squares = (r - model).squaredNorm();
    fit.rmsr = std::sqrt(squares / (k * (k - 1.0)));
    if (fit.df > 0) fit.crms = std::sqrt(squares / (2.0 * df));

    auto const of_model = numeric::invert_positive_definite(model);
    auto const of_data = numeric::invert_positive_definite(r);
    if (!of_data) return fit;
    double const bartlett = n - 1.0 - (2.0 * k + 5.0) / 6.0;
    fit.null_chi_squared = -of_data->log_determinant * bartlett;
    if (!of_model) return fit;
    // At a perfect fit rounding may leave a negative speck.
    fit.discrepancy = std::max(
        of_model->inverse.cwiseProduct(r).sum() - (of_data->log_determinant - of_model->log_determinant) - k,
        0.0);
    double const factor = bartlett - 2.0 * m / 3.0;
    fit.chi_squared = std::max(fit.discrepancy * factor, 0.0);
    if (fit.df <= 0) return fit;
    fit.p_value = numeric::chi_squared_upper_tail(fit.chi_squared, df);
    fit.rmsea = rmsea_of(fit.chi_squared, df, n, level);
    double const null_ratio = -of_data->log_determinant * factor / static_cast<double>(fit.null_df);
    if (null_ratio != 1.0) fit.tli = (null_ratio - fit.chi_squared / df) / (null_ratio - 1.0);
    fit.bic = fit.chi_squared - df * std::log(n);
    return fit;
}

}  // namespace quaestor::factor
