#include "document/number_format.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"

#include <cmath>

namespace quaestor::document {
namespace {

std::string without_leading_zero(std::string digits) {
    auto const zero = digits.find_first_of("0123456789");
    if (digits[zero] == '0' && zero + 1 < digits.size() && digits[zero + 1] == '.') digits.erase(zero, 1);
    return digits;
}

/// "12,345.67" from "12345.67".
std::string grouped(std::string digits) {
    auto const first = digits.find_first_of("0123456789");
    auto const point = std::min(digits.find('.'), digits.size());
    for (auto at = point; at > first + 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string p_digits(double p, int decimals) {
    auto const smallest = std::pow(10.0, -decimals);
    if (p < smallest) return "< " + without_leading_zero(text::fixed(smallest, decimals));
    auto digits = without_leading_zero(text::fixed(p, decimals));
    // Rounded up to one it would claim certainty.
    if (digits.front() == '1') return "> " + without_leading_zero(text::fixed(1 - smallest, decimals));
    return digits;
}

std::string repeated(char c, int count) {
    return std::string(static_cast<std::size_t>(count), c);
}

}  // namespace

int decimals_of(Kind kind, std::optional<int> decimals) {
    if (decimals) return *decimals;
    switch (kind) {
        case Kind::p_value:
            return 3;
        case Kind::number:
        case Kind::coefficient:
            return 2;
        case Kind::percent:
            return 1;
        case Kind::text:
        case Kind::flag:
        case Kind::count:
            break;
    }
    return 0;
}

std::string shown(double value, Kind kind, std::optional<int> decimals) {
    expects(std::isfinite(value), "document: a number that is not finite cannot be shown");
    auto const digits = decimals_of(kind, decimals);
    switch (kind) {
        case Kind::count:
            return grouped(text::fixed(value, digits));
        case Kind::number:
            return text::fixed(value, digits);
        case Kind::coefficient:
            return without_leading_zero(text::fixed(value, digits));
        case Kind::p_value:
            return p_digits(value, digits);
        case Kind::percent:
            return text::fixed(100 * value, digits) + "%";
        case Kind::text:
        case Kind::flag:
            break;
    }
    return text::number(value);
}

std::string shown(std::int64_t value, Kind kind, std::optional<int> decimals) {
    if (kind == Kind::text || kind == Kind::flag) return std::to_string(value);
    if (kind == Kind::count && decimals_of(kind, decimals) == 0) return grouped(std::to_string(value));
    return shown(static_cast<double>(value), kind, decimals);
}

std::string shown(Cell const& cell, Column const& column) {
    struct Show {
        Column const& column;
        std::string operator()(Absent const& absent) const { return absent.reason; }
        std::string operator()(std::int64_t number) const {
            return shown(number, column.kind, column.decimals);
        }
        std::string operator()(double number) const { return shown(number, column.kind, column.decimals); }
        std::string operator()(std::string const& words) const { return words; }
    };
    return std::visit(Show{column}, cell.value);
}

std::string shown_interval(double lower, double upper, Kind kind, std::optional<int> decimals) {
    return "[" + shown(lower, kind, decimals) + ", " + shown(upper, kind, decimals) + "]";
}

std::string p_phrase(double p) {
    auto const digits = shown(p, Kind::p_value);
    return digits.front() == '<' || digits.front() == '>' ? "p " + digits : "p = " + digits;
}

std::string spreadsheet_format(Kind kind, std::optional<int> decimals) {
    auto const digits = decimals_of(kind, decimals);
    auto const fraction = digits > 0 ? "." + repeated('0', digits) : std::string();
    switch (kind) {
        case Kind::count:
            return "#,##0" + fraction;
        case Kind::number:
            return "0" + fraction;
        case Kind::coefficient:
            return digits > 0 ? fraction + ";-" + fraction : "0";
        case Kind::percent:
            return "0" + fraction + "%";
        case Kind::p_value: {
            auto const smallest = std::pow(10.0, -digits);
            return "[<" + text::fixed(smallest, digits) + "]\"" + p_digits(0, digits) +
                   "\";[>=" + text::fixed(1 - smallest / 2, digits + 1) + "]\"" + p_digits(1, digits) +
                   "\";" + fraction;
        }
        case Kind::text:
        case Kind::flag:
            break;
    }
    return "General";
}

bool shown_as_zero(double value, Kind kind, std::optional<int> decimals) {
    bool const number =
        kind == Kind::count || kind == Kind::number || kind == Kind::coefficient || kind == Kind::percent;
    return number && value < 0 && !shown(value, kind, decimals).starts_with('-');
}

std::string spreadsheet_format_of_zero(Kind kind, std::optional<int> decimals) {
    auto const format = spreadsheet_format(kind, decimals);
    auto const positive = format.substr(0, format.find(';'));
    return positive + ";" + positive;
}

}  // namespace quaestor::document
