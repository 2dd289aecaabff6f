#include "instrument/decode.hpp"

#include "base/text.hpp"

#include <chrono>
#include <cmath>

namespace quaestor::instrument {
namespace {

/// Digits only, as a number; none where something else stands there.
std::optional<int> digits(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 4) return std::nullopt;
    for (auto const c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// Minutes after midnight of `7:05` or `23:30`.
std::optional<double> clock_time(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos || text.size() - colon != 3 || colon > 2) return std::nullopt;
    auto const hours = digits(text.substr(0, colon));
    auto const minutes = digits(text.substr(colon + 1));
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return *hours * 60 + *minutes;
}

/// Days after 1970-01-01 of `2024-02-29`.
std::optional<double> calendar_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto const year = digits(text.substr(0, 4));
    auto const month = digits(text.substr(5, 2));
    auto const day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    auto const date = std::chrono::year{*year} / *month / *day;
    if (!date.ok()) return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

Answer or_unreadable(std::optional<double> value) {
    if (!value) return {0, MissingReason::unreadable};
    return {*value, MissingReason::none};
}

bool inside(Range const& range, double number) {
    return number >= range.low && number <= range.high;
}

}  // namespace

Answer answer_of(Option const& option) {
    switch (option.kind) {
        case OptionKind::answer:
            return {option.value, MissingReason::none};
        case OptionKind::missing:
            return {0, MissingReason::declared};
        case OptionKind::not_applicable:
            return {0, MissingReason::not_applicable};
    }
    return {0, MissingReason::unreadable};
}

Answer decode(ResponseSet const& set, double number) {
    for (auto const& option : set.options) {
        if (option.number == number) return answer_of(option);
    }
    if (set.kind == ResponseKind::text) return {0, MissingReason::none};
    if (set.kind == ResponseKind::time || set.kind == ResponseKind::date)
        return {0, MissingReason::unreadable};
    bool const whole = std::floor(number) == number;
    bool const fits = set.kind == ResponseKind::number || (set.kind == ResponseKind::integer && whole);
    if (fits && inside(set.values, number)) return {number, MissingReason::none};
    return {0, MissingReason::out_of_range};
}

Answer decode(ResponseSet const& set, std::string_view cell, NumberNotation notation) {
    cell = text::trimmed(cell);
    if (cell.empty()) return {0, MissingReason::blank};
    if (auto const number = read_number(cell, notation)) return decode(set, *number);
    for (auto const& option : set.options) {
        if (!option.number && text::equal_ignoring_case(option.code, cell)) return answer_of(option);
    }
    switch (set.kind) {
        case ResponseKind::time:
            return or_unreadable(clock_time(cell));
        case ResponseKind::date:
            return or_unreadable(calendar_date(cell));
        case ResponseKind::text:
            return {0, MissingReason::none};
        default:
            return {0, MissingReason::unreadable};
    }
}

Answer decode(Covariate const& covariate, std::string_view cell, NumberNotation notation) {
    cell = text::trimmed(cell);
    if (cell.empty()) return {0, MissingReason::blank};
    if (covariate.kind == CovariateKind::number) {
        auto const number = read_number(cell, notation);
        if (!number) return {0, MissingReason::unreadable};
        if (!inside(covariate.range, *number)) return {0, MissingReason::out_of_range};
        return {*number, MissingReason::none};
    }
    for (auto const& category : covariate.categories) {
        auto const number = text::parse_number(cell);
        bool matches = text::equal_ignoring_case(category.name, cell);
        for (auto const& alias : category.aliases) {
            auto const code = text::parse_number(alias);
            matches = matches || text::equal_ignoring_case(alias, cell) || (number && code == number);
        }
        if (matches) return {static_cast<double>(category.text), MissingReason::none};
    }
    return {0, MissingReason::out_of_range};
}

}  // namespace quaestor::instrument
