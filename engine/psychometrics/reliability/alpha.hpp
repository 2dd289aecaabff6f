/// Internal-consistency reliability of one scale.
///
/// Items X: n persons (rows) x k items (columns), already reversed, in the instrument's units, NaN where an
/// answer is missing.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>
#include <vector>

namespace quaestor::reliability {

enum class AlphaInterval {
    feldt,               ///< from F with n - 1 and (n - 1)(k - 1) degrees of freedom
    duhachek_iacobucci,  ///< normal, alpha +- z times the asymptotic standard error
};

struct AlphaOptions {
    double level = 0.95;  ///< in (0, 1)
    AlphaInterval interval = AlphaInterval::feldt;
    VariableNames names{};  ///< for messages
};

/// Vectors have one element per item.
struct Alpha {
    Estimate alpha;                  ///< at most 1, may be negative
    double standard_error = absent;  ///< asymptotic, of Duhachek & Iacobucci
    double standardized = absent;    ///< from the mean correlation; absent when an item does not vary
    double average_r = absent;       ///< mean inter-item correlation; absent when an item does not vary
    double sum_mean = absent;        ///< mean of the sum score
    double sum_sd = absent;          ///< its standard deviation
    double sem = absent;             ///< standard error of measurement of the sum; absent when alpha < 0
    Eigen::VectorXd item_total_r;    ///< with the sum of all items; absent for an item that does not vary
    Eigen::VectorXd item_rest_r;     ///< with the sum of the others; absent where either does not vary
    Eigen::VectorXd item_standardized_r;  ///< with the sum of standardized items; absent as `standardized`
    Eigen::VectorXd alpha_if_dropped;     ///< absent when k is 2 or nothing else varies
    Eigen::VectorXd standardized_if_dropped;  ///< absent when k is 2 or an item does not vary
    std::vector<Eigen::Index> constant;       ///< items that do not vary
    std::vector<Eigen::Index> against;        ///< items whose item_rest_r is negative
    SampleUse use;
};

/// alpha of a covariance matrix; absent when the sum does not vary or k < 2.
[[nodiscard]] double alpha_of(MatrixIn covariance);

/// Asymptotic standard error, variance by denominator n.
///   Q = 2 k^2 / ((k - 1)^2 s^3) (s (tr C^2 + tr^2 C) - 2 tr C (1'C^2 1)),   s = 1'C 1,   se = sqrt(Q / n)
[[nodiscard]] double alpha_standard_error(MatrixIn covariance, std::int64_t persons);

/// Cronbach's alpha with its interval, by listwise deletion.
///
///   alpha = k / (k - 1) (1 - tr C / 1'C 1),   C the covariances with denominator n - 1
///
/// Feldt: 1 - (1 - alpha) F, F the (1 + level) / 2 and (1 - level) / 2 quantiles, for the lower and upper
/// bound. standardized = k r / (1 + (k - 1) r), r the mean correlation; sem = sum_sd sqrt(1 - alpha).
/// Needs 2 items (S101) and 3 complete persons (S102), finite answers (S113), a sum that varies (S104) and a
/// level in (0, 1) (S111).
/// Warns of items that do not vary (S103) and of items that run against the others (S114).
/// Cost O(n k^2).
/// Source: Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370; Duhachek &
/// Iacobucci (2004), Journal of Applied Psychology 89, 792-808.
/// Checked against psych::alpha and plain R in tests/golden/reliability.
[[nodiscard]] Outcome<Alpha> cronbach_alpha(MatrixIn items, AlphaOptions const& options = {});
/// The same of items that were looked at before.
[[nodiscard]] Outcome<Alpha> cronbach_alpha(intake::CompleteItems const& items,
                                            AlphaOptions const& options = {});

}  // namespace quaestor::reliability
