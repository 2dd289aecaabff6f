#include "instrument/decode.hpp"

#include "base/text.hpp"

#include <cmath>

namespace quaestor::instrument {
namespace {

Answer of(Option const& option) {
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

bool inside(Range const& range, double number) {
    return number >= range.low && number <= range.high;
}

}  // namespace

Answer decode(ResponseSet const& set, double number) {
    for (auto const& option : set.options) {
        if (option.number == number) return of(option);
    }
    bool const whole = std::floor(number) == number;
    bool const fits = set.kind == ResponseKind::number || (set.kind == ResponseKind::integer && whole);
    if (fits && inside(set.values, number)) return {number, MissingReason::none};
    return {0, MissingReason::out_of_range};
}

Answer decode(ResponseSet const& set, std::string_view cell) {
    cell = text::trimmed(cell);
    if (cell.empty()) return {0, MissingReason::blank};
    if (auto const number = text::parse_number(cell)) return decode(set, *number);
    for (auto const& option : set.options) {
        if (!option.number && text::equal_ignoring_case(option.code, cell)) return of(option);
    }
    return {0, MissingReason::unreadable};
}

Answer decode(Covariate const& covariate, std::string_view cell) {
    cell = text::trimmed(cell);
    if (cell.empty()) return {0, MissingReason::blank};
    if (covariate.kind == CovariateKind::number) {
        auto const number = text::parse_number(cell);
        if (!number) return {0, MissingReason::unreadable};
        if (!inside(covariate.range, *number)) return {0, MissingReason::out_of_range};
        return {*number, MissingReason::none};
    }
    for (auto const& category : covariate.categories) {
        bool matches = text::equal_ignoring_case(category.name, cell);
        for (auto const& alias : category.aliases)
            matches = matches || text::equal_ignoring_case(alias, cell);
        if (matches) return {static_cast<double>(category.text), MissingReason::none};
    }
    return {0, MissingReason::out_of_range};
}

}  // namespace quaestor::instrument
