/// Are alphas equal? Of different people, and of different scales answered by the same people.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/bootstrap.hpp"
#include "numeric/estimate.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::reliability {

/// An alpha with what its sampling distribution depends on.
struct SampleAlpha {
    double alpha = absent;     ///< below 1
    std::int64_t persons = 0;  ///< at least 3
    std::int64_t items = 0;    ///< at least 2
};

struct AlphaComparison {
    std::string method{};  ///< "Feldt W"
    double statistic = absent;
    double df1 = absent;
    double df2 = absent;      ///< absent for chi-square and t
    double p_value = absent;  ///< two-sided
};

/// W = (1 - alpha_1) / (1 - alpha_2), the product of two F when the population alphas are equal; the F with
/// the same two moments stands for it. Needs 6 persons in each sample (S102) and alphas below 1 (S165).
/// Source: Feldt (1969), Psychometrika 34, 363-373; the moments: Charter & Feldt (1996), Perceptual and Motor
/// Skills 82, 763-768.
/// Checked by simulation: see docs/methods/reliability.md.
[[nodiscard]] Outcome<AlphaComparison> compare_independent(SampleAlpha const& first,
                                                           SampleAlpha const& second);

/// Any number of independent samples, two or more:
///
///   sum w (x - mean)^2 ~ chi-square(m - 1),  x = (1 - alpha)^(1/3),  1 / w = 18 k (n - 1) x^2 / ((k - 1)(9 n
///   - 11)^2),  mean = sum w x / sum w
///
/// Needs the same. Source: Hakstian & Whalen (1976), Psychometrika 41, 219-231.
[[nodiscard]] Outcome<AlphaComparison> compare_independent(std::vector<SampleAlpha> const& samples);

/// Two scales, the same n persons, whose scores correlate r:
///
///   t = (alpha_1 - alpha_2) sqrt(n - 2) / sqrt(4 (1 - alpha_1)(1 - alpha_2)(1 - r^2)),  df = n - 2
///
/// It takes no account of the number of items: with five of them it rejects equal alphas in 8 to 9 % of
/// samples in place of 5 % (docs/methods/reliability.md). compare_same_persons does not; this one is what
/// others print. Needs 6 persons (S102), alphas below 1 and |r| below 1 (S165). Source: Feldt (1980),
/// Psychometrika 45, 99-105.
[[nodiscard]] Outcome<AlphaComparison> compare_dependent(double first, double second, double r,
                                                         std::int64_t persons);

/// Two scales, the same persons, with the difference of log(1 - alpha) over its standard error by leaving out
/// each person in turn: t with n - 1 degrees of freedom. No distribution of the answers is assumed. Both
/// matrices are complete and have a row for each person. Needs 6 persons (S102), alphas below 1 and scales
/// that are not the same (S165). Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 11.
/// Checked by simulation: see docs/methods/reliability.md.
[[nodiscard]] Outcome<AlphaComparison> compare_same_persons(MatrixIn first, MatrixIn second);

/// The difference of the alphas of two scales over resamples of the same persons; the answers of both scales
/// are complete. No distribution is assumed. An interval without 0 says that they differ.
struct BootstrapDifference {
    Estimate difference;  ///< first - second, percentile interval
    std::int64_t replications = 0;
    std::uint64_t seed = 0;
};
[[nodiscard]] BootstrapDifference bootstrap_difference(MatrixIn first, MatrixIn second, double level,
                                                       numeric::BootstrapOptions const& options = {});

}  // namespace quaestor::reliability
