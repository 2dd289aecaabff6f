#include "scoring/column_match.hpp"

#include "base/text.hpp"
#include "scoring/name_key.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

namespace quaestor::scoring {
namespace {

/// Places of the sought ones by one form of their names.
using Places = std::unordered_map<std::string, std::vector<std::size_t>>;

template <class Form>
Places places_by(std::vector<Sought> const& sought, Form form) {
    Places places;
    for (std::size_t i = 0; i < sought.size(); ++i) {
        for (auto const& name : sought[i].names) {
            auto key = form(name);
            if (key.empty()) continue;
            auto& there = places[std::move(key)];
            if (there.empty() || there.back() != i) there.push_back(i);
        }
    }
    return places;
}

void add(Found& found, Places const& places, std::string const& key, std::size_t column) {
    auto const there = places.find(key);
    if (there == places.end()) return;
    for (auto const i : there->second) {
        if (found[i].empty() || found[i].back() != column) found[i].push_back(column);
    }
}

class Reader {
public:
    Reader(std::vector<Sought> const& sought, std::vector<std::string> const& columns)
        : sought_(sought), columns_(columns), places_(places_by(sought, name_key)) {
        plain_.found.resize(sought.size());
    }

    void plain(std::size_t column) { add(plain_.found, places_, name_key(columns_[column]), column); }

    void with_affix(std::size_t column) {
        constexpr std::size_t longest = 200;  // every place of a name is tried
        std::string_view const name = columns_[column];
        if (name.size() > longest) return;
        auto const parts = name_parts(name);
        for (std::size_t k = 1; k < parts.size(); ++k) {
            auto const end = parts[k - 1].end;
            auto const begin = parts[k].begin;
            if (end == begin) continue;  // a letter meets a digit: nothing sets words apart here
            if (auto const there = places_.find(name_key(name.substr(begin))); there != places_.end())
                note(name.substr(0, begin), "", there->second, column);
            if (auto const there = places_.find(name_key(name.substr(0, end))); there != places_.end())
                note("", name.substr(end), there->second, column);
        }
    }

    std::vector<Reading> done() {
        // 'base_mood_q1' is 'q1' behind 'base_mood_', and 'mood_q1' behind 'base_': that is one reading.
        std::set<Found> said{plain_.found};
        std::vector<Reading> out{std::move(plain_)};
        for (auto& affixed : affixed_) {
            auto reading = dense(affixed);
            if (finds_most(reading.found) && said.insert(reading.found).second)
                out.push_back(std::move(reading));
        }
        return out;
    }

private:
    /// Most readings of a wide file are of a few columns that happen to end alike.
    struct Affixed {
        std::string before;
        std::string behind;
        std::vector<std::pair<std::size_t, std::size_t>> found;  ///< sought, column
    };

    void note(std::string_view before, std::string_view behind, std::vector<std::size_t> const& sought,
              std::size_t column) {
        auto const key = name_key(before) + "\n" + name_key(behind);
        auto const [there, is_new] = by_affix_.try_emplace(key, affixed_.size());
        if (is_new) affixed_.push_back({std::string(before), std::string(behind), {}});
        for (auto const i : sought)
            affixed_[there->second].found.emplace_back(i, column);
    }

    [[nodiscard]] Reading dense(Affixed& affixed) const {
        Reading reading{std::move(affixed.before), std::move(affixed.behind), Found(sought_.size())};
        for (auto const& [i, column] : affixed.found) {
            auto& columns = reading.found[i];
            if (columns.empty() || columns.back() != column) columns.push_back(column);
        }
        return reading;
    }

    [[nodiscard]] bool finds_most(Found const& found) const {
        std::size_t needed = 0;
        std::size_t there = 0;
        for (std::size_t i = 0; i < sought_.size(); ++i) {
            if (!sought_[i].needed) continue;
            ++needed;
            if (!found[i].empty()) ++there;
        }
        return 2 * there > needed;
    }

    std::vector<Sought> const& sought_;
    std::vector<std::string> const& columns_;
    Places places_;
    Reading plain_;
    std::vector<Affixed> affixed_;
    std::unordered_map<std::string, std::size_t> by_affix_;
};

struct Count {
    std::size_t needed = 0;
    std::size_t found = 0;
    bool once = true;  ///< nobody has several columns, no column belongs to several
};

Count count(Reading const& reading, std::vector<Sought> const& sought, std::vector<bool> const& open) {
    Count count;
    std::set<std::size_t> used;
    for (std::size_t i = 0; i < sought.size(); ++i) {
        if (!open[i]) continue;
        auto const& columns = reading.found[i];
        if (sought[i].needed) {
            ++count.needed;
            if (!columns.empty()) ++count.found;
        }
        count.once = count.once && columns.size() < 2;
        for (auto const column : columns)
            count.once = used.insert(column).second && count.once;
    }
    return count;
}

}  // namespace

Found columns_as_named(std::vector<Sought> const& sought, std::vector<std::string> const& columns,
                       std::vector<bool> const& free) {
    auto const places = places_by(sought, text::lower_ascii);
    Found found(sought.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (free[c]) add(found, places, text::lower_ascii(columns[c]), c);
    }
    return found;
}

std::vector<Reading> readings(std::vector<Sought> const& sought, std::vector<std::string> const& columns,
                              std::vector<bool> const& free, bool with_affix) {
    Reader reader(sought, columns);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!free[c]) continue;
        reader.plain(c);
        if (with_affix) reader.with_affix(c);
    }
    return reader.done();
}

Choice choose(std::vector<Reading> const& readings, std::vector<Sought> const& sought,
              std::vector<bool> const& open) {
    Choice choice;
    std::optional<std::size_t> complete;
    for (std::size_t r = 0; r < readings.size(); ++r) {
        auto const counted = count(readings[r], sought, open);
        bool const all = counted.found == counted.needed;
        if (all && !complete) complete = r;
        if (all || 2 * counted.found > counted.needed) choice.possible.push_back(r);
    }
    if (!complete) {
        choice.possible.clear();
    } else if (choice.possible.size() == 1 && count(readings[*complete], sought, open).once) {
        choice.only = complete;
        choice.possible.clear();
    }
    return choice;
}

}  // namespace quaestor::scoring
