#include "psychometrics/dimensionality/kmo_bartlett.hpp"

#include "numeric/distributions.hpp"
#include "numeric/linalg.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/given_matrix.hpp"

#include <cmath>

namespace quaestor::dimensionality {

Outcome<KmoBartlett> kmo_bartlett(MatrixIn r, std::int64_t persons, KmoOptions const& options) {
    Outcome<KmoBartlett> outcome;
    outcome.diagnostics = intake::check_correlation_matrix(r, "KMO", 2, options.names);
    if (outcome.diagnostics.has_errors()) return outcome;
    Eigen::Index const k = r.cols();
    if (persons <= k) {
        outcome.diagnostics.add({.code = std::string(intake::code::too_few_persons),
                                 .message = "KMO and Bartlett's test of " + std::to_string(k) +
                                            " items need more persons than items, found " +
                                            std::to_string(persons)});
        return outcome;
    }
    auto const inverted = numeric::invert_positive_definite(r);
    if (!inverted) {
        outcome.diagnostics.add(intake::singular_matrix(
            Severity::error, r, "KMO and Bartlett's test need its inverse", options.names));
        return outcome;
    }

    Eigen::VectorXd const scale = inverted->inverse.diagonal().cwiseSqrt().cwiseInverse();
    Eigen::MatrixXd partial = (scale.asDiagonal() * inverted->inverse * scale.asDiagonal()).cwiseAbs2();
    Eigen::MatrixXd plain = r.cwiseAbs2();
    partial.diagonal().setZero();
    plain.diagonal().setZero();

    KmoBartlett result;
    auto const share = [](double of_plain, double of_partial) {
        return of_plain + of_partial > 0 ? of_plain / (of_plain + of_partial) : absent;
    };
    result.kmo = share(plain.sum(), partial.sum());
    result.item_msa.resize(k);
    for (Eigen::Index j = 0; j < k; ++j)
        result.item_msa[j] = share(plain.col(j).sum(), partial.col(j).sum());
    auto const n = static_cast<double>(persons);
    result.chi_squared = -inverted->log_determinant * (n - 1.0 - (2.0 * static_cast<double>(k) + 5.0) / 6.0);
    result.df = k * (k - 1) / 2;
    result.p_value = numeric::chi_squared_upper_tail(result.chi_squared, static_cast<double>(result.df));
    result.determinant = std::exp(inverted->log_determinant);
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::dimensionality
