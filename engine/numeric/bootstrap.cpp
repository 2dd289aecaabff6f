#include "numeric/bootstrap.hpp"

#include "base/expects.hpp"
#include "numeric/distributions.hpp"
#include "numeric/parallel.hpp"
#include "numeric/quantiles.hpp"
#include "numeric/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace quaestor::numeric {
namespace {

/// Fewer rows than any machine's matrix product takes at once, as in moments.cpp.
constexpr Eigen::Index block_rows = 256;
/// Replications of one piece of work: enough for a matrix product, few enough to stay near the processor.
constexpr Eigen::Index piece_size = 8;

/// Uniform whole numbers below a bound, two from each 64 random bits, without bias.
/// Source: Lemire (2019), ACM Transactions on Modeling and Computer Simulation 29, 3.
class Below {
public:
    Below(Random& random, std::uint32_t bound)
        : random_(random), bound_(bound), uneven_((0U - bound) % bound) {}

    std::uint32_t operator()() {
        for (;;) {
            std::uint64_t const product = std::uint64_t{half()} * bound_;
            if (static_cast<std::uint32_t>(product) >= uneven_)
                return static_cast<std::uint32_t>(product >> 32U);
        }
    }

private:
    std::uint32_t half() {
        have_half_ = !have_half_;
        if (have_half_) bits_ = random_.bits();
        return static_cast<std::uint32_t>(have_half_ ? bits_ >> 32U : bits_);
    }

    Random& random_;
    std::uint32_t bound_;
    std::uint32_t uneven_;
    std::uint64_t bits_ = 0;
    bool have_half_ = false;
};

std::vector<double> those_there(VectorIn replicated) {
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(replicated.size()));
    for (double const value : replicated) {
        if (std::isfinite(value)) values.push_back(value);
    }
    std::sort(values.begin(), values.end());
    return values;
}

struct Replicated {
    std::vector<double> values;  ///< sorted
    BootstrapInterval interval;  ///< without bounds
    bool enough = false;
};

Replicated look_at(VectorIn replicated) {
    Replicated out;
    out.values = those_there(replicated);
    out.interval.replications = replicated.size();
    out.interval.without_value = replicated.size() - static_cast<std::int64_t>(out.values.size());
    out.enough = out.values.size() >= 20 && static_cast<double>(out.interval.without_value) <=
                                                most_without_value * static_cast<double>(replicated.size());
    if (!out.enough) return out;
    auto const n = static_cast<double>(out.values.size());
    double sum = 0;
    for (double const value : out.values)
        sum += value - out.values.front();
    double const mean = out.values.front() + sum / n;
    double squares = 0;
    for (double const value : out.values)
        squares += (value - mean) * (value - mean);
    out.interval.standard_error = std::sqrt(squares / (n - 1));
    return out;
}

}  // namespace

void draw_persons(std::uint64_t seed, std::int64_t replication, std::span<std::uint32_t> times) {
    expects(!times.empty() && times.size() < std::numeric_limits<std::uint32_t>::max(),
            "draw_persons needs 1 to 2^32 - 2 persons");
    Random random(seed, static_cast<std::uint64_t>(replication));
    Below below(random, static_cast<std::uint32_t>(times.size()));
    std::fill(times.begin(), times.end(), 0U);
    for (std::size_t draw = 0; draw < times.size(); ++draw)
        ++times[below()];
}

Eigen::MatrixXd bootstrap(std::size_t persons, std::size_t values, ResampledStatistic const& statistic,
                          BootstrapOptions const& options) {
    auto const count = static_cast<Eigen::Index>(values);
    Eigen::MatrixXd by_replication(count, options.replications);
    auto const pieces = static_cast<std::size_t>((options.replications + piece_size - 1) / piece_size);
    run_pieces(pieces, options.threads, [&](std::size_t piece) {
        std::vector<std::uint32_t> times(persons);
        auto const from = static_cast<Eigen::Index>(piece) * piece_size;
        auto const to = std::min<Eigen::Index>(from + piece_size, options.replications);
        for (auto b = from; b < to; ++b) {
            draw_persons(options.seed, b, times);
            statistic(times, {by_replication.col(b).data(), values});
        }
    });
    return by_replication.transpose();
}

Eigen::MatrixXd bootstrap_sums(MatrixIn per_person, BootstrapOptions const& options) {
    auto const n = per_person.rows();
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(per_person.cols(), options.replications);
    auto const pieces = static_cast<std::size_t>((options.replications + piece_size - 1) / piece_size);
    run_pieces(pieces, options.threads, [&](std::size_t piece) {
        auto const from = static_cast<Eigen::Index>(piece) * piece_size;
        auto const size = std::min<Eigen::Index>(piece_size, options.replications - from);
        Eigen::Matrix<std::uint32_t, Eigen::Dynamic, Eigen::Dynamic> times(n, size);
        for (Eigen::Index b = 0; b < size; ++b)
            draw_persons(options.seed, from + b, {times.col(b).data(), static_cast<std::size_t>(n)});
        Eigen::MatrixXd block;
        for (Eigen::Index row = 0; row < n; row += block_rows) {
            auto const rows = std::min(block_rows, n - row);
            block = times.middleRows(row, rows).cast<double>();
            sums.middleCols(from, size).noalias() += per_person.middleRows(row, rows).transpose() * block;
        }
    });
    return sums.transpose();
}

Eigen::MatrixXd jackknife(std::size_t persons, std::size_t values, ResampledStatistic const& statistic,
                          std::size_t threads) {
    Eigen::MatrixXd by_person(static_cast<Eigen::Index>(values), static_cast<Eigen::Index>(persons));
    constexpr std::size_t size = 64;
    run_pieces((persons + size - 1) / size, threads, [&](std::size_t piece) {
        std::vector<std::uint32_t> times(persons, 1U);
        for (std::size_t i = piece * size; i < std::min(persons, (piece + 1) * size); ++i) {
            times[i] = 0;
            statistic(times, {by_person.col(static_cast<Eigen::Index>(i)).data(), values});
            times[i] = 1;
        }
    });
    return by_person.transpose();
}

BootstrapInterval percentile_interval(VectorIn replicated, double level) {
    auto found = look_at(replicated);
    if (!found.enough) return found.interval;
    found.interval.lower = sample_quantile(found.values, 0.5 * (1.0 - level));
    found.interval.upper = sample_quantile(found.values, 0.5 * (1.0 + level));
    return found.interval;
}

BootstrapInterval bca_interval(VectorIn replicated, double estimate, double acceleration, double level) {
    auto found = look_at(replicated);
    if (!found.enough || !std::isfinite(estimate) || !std::isfinite(acceleration)) return found.interval;
    auto const [below, above] = std::equal_range(found.values.begin(), found.values.end(), estimate);
    auto const share =
        (0.5 * static_cast<double>(above - below) + static_cast<double>(below - found.values.begin())) /
        static_cast<double>(found.values.size());
    if (!(share > 0 && share < 1)) return found.interval;
    double const bias = normal_quantile(share);
    auto const bound = [&](double p) {
        double const shifted = bias + normal_quantile(p);
        double const stretch = 1.0 - acceleration * shifted;
        if (!(stretch > 0)) return absent;
        return sample_quantile(found.values, normal_cdf(bias + shifted / stretch));
    };
    double const lower = bound(0.5 * (1.0 - level));
    double const upper = bound(0.5 * (1.0 + level));
    if (std::isfinite(lower) && std::isfinite(upper)) {
        found.interval.lower = lower;
        found.interval.upper = upper;
    }
    return found.interval;
}

double acceleration(VectorIn without_each_person) {
    if (without_each_person.size() == 0 || !without_each_person.allFinite()) return absent;
    double const mean = without_each_person.mean();
    double squares = 0;
    double cubes = 0;
    for (double const value : without_each_person) {
        double const d = mean - value;
        squares += d * d;
        cubes += d * d * d;
    }
    return squares > 0 ? cubes / (6.0 * squares * std::sqrt(squares)) : 0.0;
}

}  // namespace quaestor::numeric
