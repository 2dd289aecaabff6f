#include "study/likely_columns.hpp"

#include "base/fold.hpp"
#include "base/text.hpp"
#include "scoring/name_key.hpp"
#include "scoring/near_columns.hpp"
#include "scoring/sought.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace quaestor::study {
namespace {

constexpr std::size_t most_proposed = 3;

// ---- by words

/// Words that say nothing of what a question is about.
bool says_little(std::string_view word) {
    constexpr std::array<std::string_view, 22> words{
        "been", "being", "could", "days", "feel",  "feeling", "felt",  "from", "have", "having", "last",
        "more", "over",  "past",  "that", "their", "this",    "weeks", "were", "when", "with",   "your"};
    return word.size() < 4 || std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_of(std::string_view said) {
    constexpr std::size_t longest = 1000;
    auto const text = text::folded(said.substr(0, longest));
    std::vector<std::string> words;
    std::string word;
    auto const end_word = [&] {
        if (!says_little(word) && std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(word);
        word.clear();
    };
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const letter = byte >= 0x80 || (byte | 0x20U) - 'a' < 26U;
        if (letter) word += c;
        if (!letter) end_word();
    }
    end_word();
    return words;
}

/// "tired" and "tiredness", "hopeless" and "hopelessness": one begins the other, or all but their ends are
/// alike.
bool alike(std::string_view a, std::string_view b) {
    auto const shorter = std::min(a.size(), b.size());
    std::size_t same = 0;
    while (same < shorter && a[same] == b[same])
        ++same;
    return same >= 4 && 4 * same >= 3 * shorter;
}

/// How many of the words of a topic a column has.
std::size_t shared(std::vector<std::string> const& topic, std::vector<std::string> const& column) {
    return static_cast<std::size_t>(std::count_if(topic.begin(), topic.end(), [&](std::string const& word) {
        return std::any_of(column.begin(), column.end(),
                           [&](std::string const& other) { return alike(word, other); });
    }));
}

std::vector<std::optional<std::size_t>> by_words(instrument::Instrument const& instrument,
                                                 data::ReadResult const& read, std::vector<bool> const& open,
                                                 std::vector<bool> const& free) {
    std::vector<std::vector<std::string>> columns(free.size());
    for (std::size_t c = 0; c < free.size(); ++c) {
        if (free[c]) columns[c] = words_of(said_of_column(read, c));
    }
    std::vector<std::optional<std::size_t>> best(open.size());
    std::vector<std::size_t> wanted_by(free.size(), 0);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!open[i]) continue;
        auto const topic = words_of(instrument.items[i].label);
        std::size_t most = 0;
        for (std::size_t c = 0; c < free.size(); ++c) {
            auto const count = columns[c].empty() ? 0 : shared(topic, columns[c]);
            if (count == 0 || 2 * count < topic.size()) continue;
            if (count == most) best[i].reset();  // either would be a guess
            if (count > most) best[i] = c;
            most = std::max(most, count);
        }
        if (best[i]) ++wanted_by[*best[i]];
    }
    for (auto& column : best) {
        if (column && wanted_by[*column] > 1) column.reset();
    }
    return best;
}

// ---- by numbers

/// A name around its last number.
struct Numbered {
    std::string around;
    std::string number;  ///< without leading zeros; empty where the name has none
};

Numbered numbered(std::string_view name) {
    auto const parts = scoring::name_parts(name);
    for (auto k = parts.size(); k-- > 0;) {
        auto const part = name.substr(parts[k].begin, parts[k].end - parts[k].begin);
        if (part.front() < '0' || part.front() > '9') continue;
        return {scoring::name_key(name.substr(0, parts[k].begin)) + "\n" +
                    scoring::name_key(name.substr(parts[k].end)),
                scoring::name_key(part)};
    }
    return {};
}

/// By item the columns of each series that has the numbers of all open items that must have one.
std::vector<std::vector<std::size_t>> by_numbers(instrument::Instrument const& instrument,
                                                 std::vector<std::string> const& names,
                                                 std::vector<bool> const& open,
                                                 std::vector<bool> const& free) {
    std::vector<std::vector<std::size_t>> found(open.size());
    std::set<std::string> wanted;
    for (std::size_t i = 0; i < open.size(); ++i) {
        auto const& item = instrument.items[i];
        if (!open[i] || item.optional || item.unscored) continue;
        auto const number = numbered(item.id).number;
        if (number.empty() || !wanted.insert(number).second) return found;
    }
    if (wanted.size() < 2) return found;  // one number is found anywhere
    struct Series {
        std::size_t first = 0;
        std::map<std::string, std::size_t> columns;
        bool once = true;
    };
    std::map<std::string, Series> series;
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (!free[c]) continue;
        auto const [around, number] = numbered(names[c]);
        if (number.empty()) continue;
        auto& one = series.try_emplace(around, Series{c, {}, true}).first->second;
        one.once = one.columns.emplace(number, c).second && one.once;
    }
    std::vector<Series const*> complete;
    for (auto const& [around, one] : series) {
        bool const all =
            std::all_of(wanted.begin(), wanted.end(), [&](auto const& n) { return one.columns.contains(n); });
        if (all && one.once) complete.push_back(&one);
    }
    // One that has these numbers and no others is the likeliest.
    std::sort(complete.begin(), complete.end(), [](Series const* a, Series const* b) {
        return std::pair(a->columns.size(), a->first) < std::pair(b->columns.size(), b->first);
    });
    if (complete.size() > most_proposed) complete.resize(most_proposed);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!open[i]) continue;
        auto const number = numbered(instrument.items[i].id).number;
        for (auto const* one : complete) {
            if (auto const column = one->columns.find(number); column != one->columns.end())
                found[i].push_back(column->second);
        }
    }
    return found;
}

}  // namespace

std::string said_of_column(data::ReadResult const& read, std::size_t column) {
    auto const& one = read.table.column(column);
    if (!one.info().label.empty()) return one.info().label;
    if (read.exported.dictionary) {
        auto const place = read.exported.dictionary->place_of(one.name());
        if (place && place->field != nullptr && !place->field->label.empty()) return place->field->label;
    }
    // A heading of several words is a question itself.
    return std::count(one.name().begin(), one.name().end(), ' ') >= 2 ? one.name() : std::string();
}

std::vector<Likely> likely_columns(instrument::Instrument const& instrument, data::ReadResult const& read,
                                   std::vector<bool> const& open, std::vector<bool> const& free) {
    auto const sought = scoring::sought_items(instrument);
    auto const names = scoring::column_names(read.table, sought);
    auto const worded = by_words(instrument, read, open, free);
    auto const counted = by_numbers(instrument, names, open, free);
    std::vector<Likely> likely(open.size());
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (!open[i]) continue;
        auto const near = scoring::near_columns(sought[i], names, free, most_proposed);
        bool const very_near = !near.empty() && near.front().distance <= 1;
        if (!very_near && worded[i]) {
            likely[i] = {{*worded[i]}, "words of the topic"};
        } else if (!very_near && !counted[i].empty()) {
            likely[i] = {counted[i], "numbered alike"};
        } else if (!near.empty()) {
            likely[i].why = "called much alike";
            for (auto const& one : near)
                likely[i].columns.push_back(one.column);
        }
    }
    return likely;
}

}  // namespace quaestor::study
