/// The bootstrap: how a statistic varies over samples drawn again from the persons there are, and intervals
/// from that.
///
/// A replication is a number from 0 on. It takes its draws from a stream of its own, so that the numbers do
/// not depend on threads. What a statistic is computed from is how often each person was drawn: a span of as
/// many numbers as persons, which add up to the number of persons.
#pragma once

#include "numeric/matrix.hpp"

#include <cstdint>
#include <functional>
#include <span>

namespace quaestor::numeric {

struct BootstrapOptions {
    std::int64_t replications = 1000;
    std::uint64_t seed = 1;
    std::size_t threads = 0;  ///< 0: as many as the machine has; changes nothing but the time
};

/// How often each person is drawn in one replication. Every person is equally likely at each of the n draws.
/// There are fewer than 2^32 persons.
void draw_persons(std::uint64_t seed, std::int64_t replication, std::span<std::uint32_t> times);

/// Writes its values; a value that does not exist in this sample is absent. Called from several threads.
using ResampledStatistic =
    std::function<void(std::span<std::uint32_t const> times, std::span<double> values)>;

/// replications x `values`: any statistic.
[[nodiscard]] Eigen::MatrixXd bootstrap(std::size_t persons, std::size_t values,
                                        ResampledStatistic const& statistic,
                                        BootstrapOptions const& options = {});

/// replications x columns: the sums of each column over the persons drawn, for statistics that are functions
/// of sums. `per_person` has a row a person and no missing values. Cost O(replications n columns).
[[nodiscard]] Eigen::MatrixXd bootstrap_sums(MatrixIn per_person, BootstrapOptions const& options = {});

/// persons x `values`: the statistic without each person in turn.
[[nodiscard]] Eigen::MatrixXd jackknife(std::size_t persons, std::size_t values,
                                        ResampledStatistic const& statistic, std::size_t threads = 0);

struct BootstrapInterval {
    double lower = absent;
    double upper = absent;
    double standard_error = absent;  ///< standard deviation of the replications
    std::int64_t replications = 0;
    std::int64_t without_value = 0;  ///< replications in which the statistic did not exist; they are left out
};

/// More replications without a value than this share leave no interval: the others would be a choice.
inline constexpr double most_without_value = 0.05;

/// From the (1 - level) / 2 and (1 + level) / 2 quantiles of the replications (type 7). `replicated` may hold
/// absent values; both bounds are absent below 20 values.
/// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
[[nodiscard]] BootstrapInterval percentile_interval(VectorIn replicated, double level);

/// Bias-corrected and accelerated: the quantiles at Phi(b + (b + z) / (1 - a (b + z))), z those of the normal
/// at (1 -+ level) / 2, b the normal quantile of the share of replications below the estimate (half of those
/// equal to it), a the acceleration.
/// Both bounds are absent where the estimate lies beyond all replications, or where 1 - a (b + z) <= 0.
/// Source: Efron (1987), Journal of the American Statistical Association 82, 171-185; Efron & Tibshirani
/// (1993), An Introduction to the Bootstrap, ch. 14.
/// Checked against plain Python in tests/golden/bootstrap.
[[nodiscard]] BootstrapInterval bca_interval(VectorIn replicated, double estimate, double acceleration,
                                             double level);

/// Of the statistic without each person in turn: sum d^3 / (6 (sum d^2)^(3/2)), d = mean - value. 0 where the
/// values do not differ; absent where one of them is.
[[nodiscard]] double acceleration(VectorIn without_each_person);

}  // namespace quaestor::numeric
