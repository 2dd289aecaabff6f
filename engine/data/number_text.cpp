#include "data/number_text.hpp"

#include "base/expects.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace quaestor::data {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A number cut into its parts, without any rounding yet.
struct Decimal {
    bool negative = false;
    bool canonical = false;  ///< no leading zero, no plus, no zero at the end of a fraction, no minus zero
    int significant = 0;     ///< digits from the first that is not zero
    int decimals = 0;
    std::uint64_t digits = 0;  ///< all digits in a row; right for up to 19 significant ones
};

Decimal cut(std::string_view text) {
    Decimal decimal;
    if (!text.empty() && text.front() == '-') {
        decimal.negative = true;
        text.remove_prefix(1);
    }
    auto const point = text.find('.');
    auto const whole = text.substr(0, point);
    auto const fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    for (auto const part : {whole, fraction}) {
        for (char const c : part) {
            if (!is_digit(c)) return {};
            decimal.digits = decimal.digits * 10 + static_cast<unsigned>(c - '0');
            if (decimal.significant > 0 || c != '0') ++decimal.significant;
        }
    }
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return {};
    if (point != std::string_view::npos && (fraction.empty() || fraction.back() == '0')) return {};
    if (decimal.negative && decimal.significant == 0) return {};
    decimal.decimals = static_cast<int>(fraction.size());
    decimal.canonical = true;
    return decimal;
}

/// Exact powers of ten: up to 10^22 a double holds them without rounding.
constexpr std::array<double, 23> powers_of_ten{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

}  // namespace

std::optional<std::int32_t> exact_integer(std::string_view text) {
    constexpr std::size_t longest = std::string_view("-2147483648").size();
    bool const negative = !text.empty() && text.front() == '-';
    auto const digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || text.size() > longest) return std::nullopt;
    if (digits.front() == '0' && text.size() > 1) return std::nullopt;
    std::int64_t value = 0;
    for (char const c : digits) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (negative) value = -value;
    using Limits = std::numeric_limits<std::int32_t>;
    if (value < Limits::min() || value > Limits::max()) return std::nullopt;
    return static_cast<std::int32_t>(value);
}

std::optional<double> exact_real(std::string_view text) {
    constexpr std::size_t longest = 32;  // a double has 17 digits; more text is an id or padding
    if (text.empty() || text.size() > longest) return std::nullopt;
    auto const decimal = cut(text);
    if (!decimal.canonical) return std::nullopt;
    // Fifteen digits survive the way through a double and back; and integer and power are exact, so one
    // division rounds once.
    if (decimal.significant <= 15 && decimal.decimals <= 22) {
        auto const value =
            static_cast<double>(decimal.digits) / powers_of_ten[static_cast<std::size_t>(decimal.decimals)];
        return decimal.negative ? -value : value;
    }
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (number_text(value) != text) return std::nullopt;
    return value;
}

std::string number_text(std::int32_t value) {
    return std::to_string(value);
}

std::string number_text(double value) {
    expects(std::isfinite(value), "data::number_text: value is not finite");
    if (value == 0) return "0";
    std::array<char, 400> buffer{};  // the smallest double has 324 decimals before its first digit
    auto const [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    expects(error == std::errc{}, "data::number_text: buffer too small");
    return {buffer.data(), end};
}

}  // namespace quaestor::data
