#include "scoring/short_answers.hpp"

#include "instrument/decode.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::scoring {

std::optional<ShortAnswers> ShortAnswers::of(instrument::ResponseSet const& set, NumberNotation notation) {
    if (set.kind != instrument::ResponseKind::options) return std::nullopt;
    for (auto const& option : set.options) {
        if (option.kind == instrument::OptionKind::answer && std::floor(option.value) != option.value)
            return std::nullopt;
    }
    auto const span = set.values.high - set.values.low;
    if (!(span >= 0 && span < most_values) || std::floor(set.values.low) != set.values.low) return std::nullopt;
    return ShortAnswers(set, notation, set.values.low, static_cast<unsigned>(span) + 1);
}

ShortAnswers::ShortAnswers(instrument::ResponseSet const& set, NumberNotation notation, double lowest, unsigned values)
    : set_(&set), notation_(notation), labels_(set), lowest_(lowest), values_(values) {
    by_byte_.fill(other);
    for (char const c : std::string_view("0123456789 \t"))
        by_byte_[static_cast<unsigned char>(c)] = plain({&c, 1});
    by_byte_[0] = none;
    by_two_digits_.fill(other);
    bool const has_long_codes = std::any_of(set.options.begin(), set.options.end(), [](instrument::Option const& option) {
        constexpr double longer = 10;
        return option.number && *option.number >= longer;
    });
    for (unsigned number = 0; number < by_two_digits_.size() && has_long_codes; ++number) {
        char const digits[2]{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
        by_two_digits_[number] = plain({digits, 2});
    }
}

std::uint8_t ShortAnswers::plain(std::string_view cell) const {
    auto const found = find(cell);
    bool const is_plain = found.reason == MissingReason::none || found.reason == MissingReason::blank;
    return is_plain && !found.by_label ? found.answer : other;
}

ShortAnswers::Found ShortAnswers::find(std::string_view cell) const {
    auto answer = instrument::decode(*set_, cell, notation_);
    bool by_label = false;
    if (answer.reason == MissingReason::unreadable) {
        if (auto const labelled = labels_.find(cell)) {
            answer = *labelled;
            by_label = true;
        }
    }
    bool const told = answer.reason == MissingReason::blank ||
                      std::find(gap_reasons.begin(), gap_reasons.end(), answer.reason) != gap_reasons.end();
    if (told) return {none, answer.reason, by_label};
    auto const place = answer.value - lowest_;
    bool const known = answer.reason == MissingReason::none && place >= 0 && place < values_;
    return {known ? static_cast<std::uint8_t>(place + 1) : other, answer.reason, by_label};
}

}  // namespace quaestor::scoring
