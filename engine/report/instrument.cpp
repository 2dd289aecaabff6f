#include "report/instrument.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace quaestor::report {
namespace {

std::string padded(std::string text, std::size_t width) {
    auto const shown = text::display_width(text);
    if (shown < width) text.append(width - shown, ' ');
    return text;
}

/// `text` in lines of at most 100 characters, the later ones indented below the first.
std::string wrapped(std::string const& text, std::size_t indent) {
    constexpr std::size_t width = 100;
    std::string out;
    std::size_t column = indent;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const end = std::min(text.find(' ', at), text.size());
        auto const word = text.substr(at, end - at);
        if (column > indent && column + 1 + text::display_width(word) > width) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += text::display_width(word);
        at = end + 1;
    }
    return out;
}

std::string field(std::string const& name, std::string const& value) {
    if (value.empty()) return {};
    return "  " + padded(name, 12) + wrapped(value, 14) + "\n";
}

std::string range_of(instrument::Range const& range) {
    return text::number(range.low) + " to " + text::number(range.high);
}

std::string bands_of(instrument::BandSet const& set) {
    std::vector<std::string> parts;
    for (auto const& band : set.bands)
        parts.push_back("from " + text::number(band.from) + " " + band.name);
    auto out = (set.name.empty() ? "" : set.name + ": ") + text::join(parts, ", ");
    if (set.when) out += ", under a condition";
    if (!set.source.empty()) out += " (" + set.source + ")";
    return out;
}

std::string card(instrument::Instrument const& instrument, std::string const& origin) {
    auto const& c = instrument.card;
    std::string out = instrument.id + "  " + instrument.title + "\n\n";
    if (c.status == instrument::Status::provisional)
        out += field("PROVISIONAL", "not verified: " + c.unverified);
    out += field("version", c.version);
    for (auto const& source : c.sources) {
        out += field("source", source.text + (source.doi.empty() ? "" : ", doi " + source.doi));
    }
    out += field("licence", std::string(word(c.licence)) + ": " + c.licence_text);
    out += field("recall", c.recall) + field("population", c.population) + field("language", c.language);
    for (auto const& note : c.notes)
        out += field("note", note);
    out += field("definition", origin);
    return out;
}

std::string answers(instrument::ResponseSet const& set) {
    switch (set.kind) {
        case instrument::ResponseKind::options:
            break;
        case instrument::ResponseKind::time:
            return "a clock time, such as 23:30";
        case instrument::ResponseKind::date:
            return "a date, such as 2024-02-29";
        case instrument::ResponseKind::text:
            return "a text";
        case instrument::ResponseKind::integer:
        case instrument::ResponseKind::number:
            return (set.kind == instrument::ResponseKind::integer ? "a whole number, " : "a number, ") +
                   range_of(set.values) + (set.unit.empty() ? "" : " " + set.unit);
    }
    std::vector<std::string> parts;
    for (auto const& option : set.options) {
        auto part = option.code + " " + option.label;
        bool const recoded = option.kind == instrument::OptionKind::answer && option.number != option.value;
        if (recoded) part += " (scored " + text::number(option.value) + ")";
        if (option.kind == instrument::OptionKind::missing) part += " (missing)";
        if (option.kind == instrument::OptionKind::not_applicable) part += " (not applicable)";
        parts.push_back(part);
    }
    return text::join(parts, ", ");
}

std::string items(instrument::Instrument const& instrument) {
    std::string out = "\nItems (topics in our own words; the sentences are on the form)\n";
    std::size_t width = 0;
    for (auto const& item : instrument.items)
        width = std::max(width, item.id.size());
    std::optional<std::size_t> before;
    for (auto const& item : instrument.items) {
        if (item.responses != before) {
            out += "  answers: " + wrapped(answers(instrument.responses[item.responses]), 11) + "\n";
            before = item.responses;
        }
        std::vector<std::string> marks;
        if (item.reversed) marks.push_back("reversed");
        if (item.optional) marks.push_back("may be left out");
        if (item.unscored) marks.push_back("not scored");
        out += "  " + padded(item.id, width + 2) + item.label +
               (marks.empty() ? "" : " (" + text::join(marks, ", ") + ")") + "\n";
    }
    return out;
}

std::string scoring(instrument::Instrument const& instrument) {
    std::string out = "\nScoring\n";
    for (auto const ref : instrument.declared) {
        auto const& shown = instrument.shown(ref);
        out += "  " + instrument.id_of(ref) + "  " + instrument.title_of(ref) + "\n";
        if (ref.kind == instrument::ResultKind::scale) {
            out += "      " + wrapped(scoring_in_words(instrument, instrument.scales[ref.index]), 6) + "\n";
        } else {
            auto const& score = instrument.scores[ref.index];
            std::string text = score.expression.type == instrument::ValueType::number    ? "a number"
                               : score.expression.type == instrument::ValueType::boolean ? "yes or no"
                                                                                         : "a category";
            if (shown.range) text += ", " + range_of(*shown.range);
            out += "      " + text + "\n";
        }
        for (auto const& set : shown.band_sets)
            out += "      bands: " + wrapped(bands_of(set), 13) + "\n";
    }
    if (instrument.flags.empty()) return out;
    out += "\nFlags (yes, no, or undetermined where the answer is missing)\n";
    for (auto const& flag : instrument.flags) {
        out += "  " + flag.id + "  " + std::string(word(flag.level)) + ": " + flag.message + "\n";
    }
    return out;
}

}  // namespace

std::string scoring_in_words(instrument::Instrument const& instrument, instrument::Scale const& scale) {
    std::vector<std::string> reversed;
    for (auto const& member : scale.members) {
        if (member.reversed) reversed.push_back(instrument.items[member.item].id);
    }
    auto out =
        std::string(word(scale.aggregate)) + " of " + text::counted(scale.members.size(), "item", "items");
    if (!reversed.empty()) out += " (reversed: " + text::join(reversed, ", ") + ")";
    out += ", " + describe(scale.missing) + ", " + range_of(scale.attainable);
    if (scale.shown.higher == instrument::Direction::better) out += ", higher is better";
    if (scale.shown.higher == instrument::Direction::worse) out += ", higher is worse";
    return out;
}

std::string instrument_text(instrument::Instrument const& instrument, std::string const& origin) {
    return card(instrument, origin) + items(instrument) + scoring(instrument);
}

}  // namespace quaestor::report
