/// A sum of numbers without any rounding until it is asked for, so that it is the same in whatever order and in however
/// many parts the numbers came.
#pragma once

#include <array>
#include <cstdint>

namespace quaestor::numeric {

class ExactSum {
public:
    /// A Bug where `number` is not finite.
    void add(double number);
    /// `number` as often as `times` says.
    void add(double number, std::uint64_t times);
    void add(ExactSum const& other);

    /// To the precision of a long double. Up to 2^60 numbers may have been added.
    [[nodiscard]] long double value() const;

private:
    void settle();

    /// The sum in digits of 32 bits, from 2^-1074 on; each may hold more until it is settled.
    static constexpr std::size_t digits = 70;
    std::array<std::int64_t, digits> digits_{};
    std::uint32_t unsettled_ = 0;  ///< additions since
};

}  // namespace quaestor::numeric
