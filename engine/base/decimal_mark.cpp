#include "base/decimal_mark.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string>

namespace quaestor {
namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `1,234` and `1,234,567`: one to three digits, then threes.
bool is_grouped(std::string_view text, char group) {
    auto const first = text.find(group);
    if (first == std::string_view::npos || first == 0 || first > 3 || text.front() == '0') return false;
    if (!all_digits(text.substr(0, first))) return false;
    text.remove_prefix(first);
    while (!text.empty()) {
        if (text.size() < 4 || text.front() != group || !all_digits(text.substr(1, 3))) return false;
        text.remove_prefix(4);
    }
    return true;
}

bool is_plain_or_fraction(std::string_view text, char mark) {
    auto const at = text.find(mark);
    auto const whole = text.substr(0, at);
    auto const fraction = at == std::string_view::npos ? std::string_view("0") : text.substr(at + 1);
    return !(whole.empty() && fraction.empty()) && !fraction.empty() && all_digits(whole) &&
           all_digits(fraction);
}

std::string_view without_sign(std::string_view text) {
    text = text::trimmed(text);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return text;
}

/// What the digits say when `mark` is the decimal mark and `group` groups them.
bool says(std::string_view digits, char mark, char group) {
    auto const at = digits.find(mark);
    bool const has_fraction = at != std::string_view::npos;
    auto const whole = digits.substr(0, at);
    if (whole.find(group) == std::string_view::npos) return is_plain_or_fraction(digits, mark);
    bool const fraction_fits = !has_fraction || (at + 1 < digits.size() && all_digits(digits.substr(at + 1)));
    return fraction_fits && is_grouped(whole, group);
}

}  // namespace

NumberShape number_shape(std::string_view text) {
    auto const digits = without_sign(text);
    if (digits.empty() || digits.front() == '-' || digits.front() == '+') return NumberShape::none;
    bool const has_point = digits.find('.') != std::string_view::npos;
    bool const has_comma = digits.find(',') != std::string_view::npos;
    if (!has_point && !has_comma) return text::parse_number(digits) ? NumberShape::plain : NumberShape::none;
    bool const as_point = says(digits, '.', ',');
    bool const as_comma = says(digits, ',', '.');
    if (as_point && as_comma) return has_point ? NumberShape::point_or_group : NumberShape::comma_or_group;
    if (as_point) return NumberShape::point;
    if (as_comma) return NumberShape::comma;
    // Exponents are written by programs, and they write a point.
    return !has_comma && text::parse_number(digits) ? NumberShape::point : NumberShape::none;
}

std::optional<double> read_number(std::string_view text, NumberNotation notation) {
    text = text::trimmed(text);
    auto const shape = number_shape(text);
    bool const comma = notation.mark == DecimalMark::comma;
    switch (shape) {
        case NumberShape::none:
            return std::nullopt;
        case NumberShape::plain:
            break;
        case NumberShape::point:
            if (comma) return std::nullopt;
            break;
        case NumberShape::comma:
            if (!comma) return std::nullopt;
            break;
        case NumberShape::point_or_group:
            if (notation.mark == DecimalMark::unknown || (comma && !notation.declared)) return std::nullopt;
            break;
        case NumberShape::comma_or_group:
            if (notation.mark == DecimalMark::unknown || (!comma && !notation.declared)) return std::nullopt;
            break;
    }
    if (text.starts_with('+')) text.remove_prefix(1);
    std::string plain(text);
    if (shape != NumberShape::plain) {
        std::erase(plain, comma ? '.' : ',');
        std::replace(plain.begin(), plain.end(), ',', '.');
    }
    return text::parse_number(plain);
}

}  // namespace quaestor
