#include "numeric/exact_sum.hpp"

#include "base/expects.hpp"

#include <bit>
#include <cmath>

namespace quaestor::numeric {
namespace {

constexpr std::uint32_t most_unsettled = 1U << 29U;  // of numbers below 2^33 each
constexpr std::int64_t low_digit = 0xFFFFFFFF;

}  // namespace

void ExactSum::add(double number) {
    expects(std::isfinite(number), "ExactSum: a number that is not finite");
    auto const bits = std::bit_cast<std::uint64_t>(number);
    auto const exponent = static_cast<unsigned>((bits >> 52U) & 0x7FFU);
    auto mantissa = bits & ((std::uint64_t{1} << 52U) - 1);
    // A number is mantissa * 2^(place - 1074).
    auto const place = exponent == 0 ? 0U : exponent - 1;
    if (exponent != 0) mantissa |= std::uint64_t{1} << 52U;
    auto const shift = place % 32;
    auto const low = mantissa << shift;
    auto const high = shift == 0 ? 0 : mantissa >> (64 - shift);
    auto const sign = (bits >> 63U) != 0 ? std::int64_t{-1} : std::int64_t{1};
    auto* digit = &digits_[place / 32];
    digit[0] += sign * (static_cast<std::int64_t>(low) & low_digit);
    digit[1] += sign * static_cast<std::int64_t>(low >> 32U);
    digit[2] += sign * static_cast<std::int64_t>(high);
    if (++unsettled_ >= most_unsettled) settle();
}

void ExactSum::add(double number, std::uint64_t times) {
    // In parts whose product has no rounding: 53 bits are two of 26 and 27, and so is what they are multiplied by.
    auto const count = static_cast<double>(times & 0x3FFFFFFU);
    auto const product = number * count;
    add(product);
    add(std::fma(number, count, -product));
    if (auto const rest = times >> 26U; rest > 0) {
        ExactSum more;
        more.add(number, rest);
        for (int i = 0; i < 26; ++i)
            more.add(ExactSum(more));
        add(more);
    }
}

void ExactSum::add(ExactSum const& other) {
    auto addend = other;
    addend.settle();
    settle();
    for (std::size_t i = 0; i < digits; ++i)
        digits_[i] += addend.digits_[i];
    settle();
}

/// Every digit but the last becomes one of 32 bits, which makes it the only way to write this sum.
void ExactSum::settle() {
    std::int64_t carry = 0;
    for (std::size_t i = 0; i + 1 < digits; ++i) {
        auto const all = digits_[i] + carry;
        digits_[i] = all & low_digit;
        carry = (all - digits_[i]) / (low_digit + 1);
    }
    digits_.back() += carry;
    unsettled_ = 0;
}

long double ExactSum::value() const {
    auto settled = *this;
    settled.settle();
    bool const negative = settled.digits_.back() < 0;
    if (negative) {
        for (auto& digit : settled.digits_)
            digit = -digit;
        settled.settle();
    }
    long double sum = 0;
    // From the largest on: a few digits decide, and the rest is below what the result can hold.
    for (std::size_t i = digits; i-- > 0;)
        sum += std::ldexp(static_cast<long double>(settled.digits_[i]), static_cast<int>(i) * 32 - 1074);
    return negative ? -sum : sum;
}

}  // namespace quaestor::numeric
