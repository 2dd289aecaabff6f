/// Random numbers that are the same on every machine, for every compiler and with any number of threads.
///
/// Only additions, shifts and IEEE basic operations are used: no library distribution and no library
/// logarithm, whose last digit may differ. Work that is split takes one stream per piece, never one generator
/// shared by the pieces.
#pragma once

#include <array>
#include <cstdint>

namespace quaestor::numeric {

/// xoshiro256++ with the state filled by splitmix64.
/// Source: Blackman & Vigna (2021), ACM Transactions on Mathematical Software 47, 36.
class Random {
public:
    /// Streams of one seed are independent for all practical purposes: their states are far apart in a period
    /// of 2^256.
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

    /// 64 random bits.
    [[nodiscard]] std::uint64_t bits();
    /// In the open interval (0, 1), in steps of 2^-52.
    [[nodiscard]] double uniform();
    /// 0 ... bound - 1, each equally likely (no modulo bias). `bound` is at least 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
    /// Mean 0, variance 1, by inversion of the distribution function.
    /// Source: Wichura (1988), Applied Statistics 37, 477-484 (algorithm AS 241, PPND16).
    [[nodiscard]] double normal();
    /// Chi-squared with so many degrees of freedom, 1 or more: mean `degrees`, variance twice that.
    /// Source: Marsaglia & Tsang (2000), ACM Transactions on Mathematical Software 26, 363-372.
    [[nodiscard]] double chi_squared(std::int64_t degrees);

private:
    std::array<std::uint64_t, 4> state_;
};

/// Natural logarithm of a positive normal number, within 2 units of the last place, by basic operations only.
[[nodiscard]] double portable_log(double x);

}  // namespace quaestor::numeric
