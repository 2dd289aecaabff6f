#include "scoring/short_answers.hpp"

#include "instrument/decode.hpp"

#include <cmath>
#include <functional>

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
    for (char const c : std::string_view("0123456789 \t")) {
        auto const found = find({&c, 1});
        if (!found.by_label) by_byte_[static_cast<unsigned char>(c)] = found.answer;
    }
    by_byte_[0] = blank;
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
    if (answer.reason == MissingReason::blank) return {blank, by_label};
    auto const place = answer.value - lowest_;
    bool const known = answer.reason == MissingReason::none && place >= 0 && place < values_;
    return {known ? static_cast<std::uint8_t>(place + 1) : other, by_label};
}

ShortMemory::Known const& ShortMemory::look(ShortAnswers const& answers, std::string_view cell) {
    auto& entry = entries_[(std::hash<std::string_view>{}(cell) + 7 * answers.values()) % entries_.size()];
    if (entry.set != &answers.set() || entry.cell != cell) {
        entry.cell = cell;
        entry.set = &answers.set();
        entry.known = {answers.find(cell), number_shape(cell)};
    }
    return entry.known;
}

}  // namespace quaestor::scoring
