#include "study/wave_columns.hpp"

#include "base/text.hpp"
#include "scoring/sought.hpp"
#include "scoring/binding.hpp"
#include "scoring/codes.hpp"
#include "scoring/name_key.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace quaestor::study {
namespace {

using instrument::Instrument;
using scoring::name_key;

constexpr std::size_t most_listed = 12;

std::string quoted(std::string const& name) {
    return "'" + name + "'";
}

std::string listed(std::vector<std::string> names) {
    auto const count = names.size();
    if (count > most_listed) names.resize(most_listed);
    auto out = text::join(names, ", ");
    if (count > most_listed) out += " and " + std::to_string(count - most_listed) + " more";
    return out;
}

/// The columns that have a mark at one place, and what they are without it.
struct Marked {
    MarkPlace place = MarkPlace::front;
    std::vector<std::size_t> columns;
    std::vector<std::string> rests;
    std::vector<bool> whole;                   ///< by instrument: its items are all there
    std::map<std::string, std::size_t> items;  ///< keys of the rests that are items, and their columns

    [[nodiscard]] bool fits() const { return std::find(whole.begin(), whole.end(), true) != whole.end(); }
};

/// A column that has the mark of a wave.
struct Place {
    std::size_t wave = 0;
    std::string rest;
};

class Divider {
public:
    Divider(std::vector<std::string> const& names, std::vector<WaveMark> const& marks,
            std::vector<Instrument const*> const& instruments, std::string const& file)
        : names_(names), marks_(marks), instruments_(instruments), file_(file) {}

    Outcome<DividedColumns> run() {
        for (auto const& mark : marks_)
            find_place(mark);
        if (outcome_.diagnostics.has_errors()) return std::move(outcome_);
        for (auto const& marked : chosen_) {
            for (auto const& [key, column] : marked.items)
                items_.insert(key);
        }
        place_columns();
        group();
        if (!outcome_.diagnostics.has_errors()) outcome_.value = done();
        return std::move(outcome_);
    }

private:
    void refuse(std::string_view code, std::string message, std::string hint) {
        outcome_.diagnostics.add(
            {Severity::error, std::string(code), std::move(message), {}, std::move(hint), file_});
    }

    [[nodiscard]] Marked marked(std::string const& mark, MarkPlace place) const {
        Marked found{place, {}, {}, {}, {}};
        std::vector<data::Column> columns;
        for (std::size_t c = 0; c < names_.size(); ++c) {
            auto rest = without_mark(names_[c], mark, place);
            if (!rest || name_key(*rest).empty()) continue;
            found.columns.push_back(c);
            columns.push_back(data::Column::integer(*rest, {}, {}));
            found.rests.push_back(std::move(*rest));
        }
        data::Table const nobody(std::move(columns), {});
        for (auto const* instrument : instruments_) {
            auto const bound = found.columns.empty() ? Outcome<scoring::Binding>{}
                                                     : scoring::bind(*instrument, nobody, file_);
            found.whole.push_back(bound.ok());
            if (!bound.ok()) continue;
            for (auto const& column : bound.value->item_columns) {
                if (column) found.items.emplace(name_key(found.rests[*column]), found.columns[*column]);
            }
        }
        return found;
    }

    void find_place(WaveMark const& mark) {
        if (mark.mark.empty()) {
            chosen_.emplace_back();
            return;
        }
        std::vector<Marked> all;
        std::vector<Marked> fitting;
        for (auto const place : mark_places) {
            if (mark.place && *mark.place != place) continue;
            auto& found = all.emplace_back(marked(mark.mark, place));
            if (found.fits()) fitting.push_back(found);
        }
        if (fitting.empty()) return report_nowhere(mark, all);
        if (fitting.size() > 1) return report_several(mark, fitting);
        chosen_.push_back(std::move(fitting.front()));
    }

    void report_several(WaveMark const& mark, std::vector<Marked> const& fitting) {
        std::vector<std::string> ways;
        std::vector<std::string> written;
        for (auto const& way : fitting) {
            ways.push_back(std::string(word(way.place)) + " the items in " +
                           quoted(names_[way.items.rbegin()->second]));
            written.push_back(WaveMark::written(mark.mark, way.place) + " where it stands " +
                              std::string(word(way.place)) + " them");
        }
        refuse(scoring::code::wave_place,
               "--waves: " + quoted(mark.mark) + " fits in " + std::to_string(ways.size()) +
                   " ways: " + text::join(ways, ", and "),
               "write " + text::join(written, ", "));
    }

    void report_nowhere(WaveMark const& mark, std::vector<Marked> const& all) {
        std::vector<std::size_t> columns;
        for (auto const& way : all)
            columns.insert(columns.end(), way.columns.begin(), way.columns.end());
        if (columns.empty()) {
            std::string const where = !mark.place                       ? "has the mark "
                                      : mark.place == MarkPlace::front  ? "begins with "
                                      : mark.place == MarkPlace::behind ? "ends with "
                                                                        : "has inside the mark ";
            return refuse(scoring::code::wave_mark, "--waves: no column " + where + quoted(mark.mark),
                          "something sets a mark apart from the name, as in " + mark.mark + "_" + item() +
                              " or " + item() + "_" + mark.mark + "; the columns are: " + all_names());
        }
        std::vector<std::string> lacking;
        for (auto const* instrument : instruments_) {
            auto const open = fewest_lacking(*instrument, all);
            if (!open.empty()) lacking.push_back(listed(open) + " of " + instrument->id);
        }
        if (lacking.empty()) {
            std::vector<std::string> shown;
            for (auto const column : columns)
                shown.push_back(quoted(names_[column]));
            return refuse(scoring::code::wave_mark,
                          "--waves: no instrument has all its items once among the columns with the mark " +
                              quoted(mark.mark) + ": " + listed(shown),
                          "the rest of a column's name is the item's id, as in " + mark.mark + "_" + item());
        }
        refuse(scoring::code::wave_mark,
               "--waves: among the columns with the mark " + quoted(mark.mark) + ", such as " +
                   quoted(names_[columns.front()]) + ", there is none for " +
                   text::join(lacking, ", nor for "),
               "the rest of a column's name is the item's id, as in " + mark.mark + "_" + item());
    }

    /// Needed items without a column, at the place where there are the fewest.
    static std::vector<std::string> fewest_lacking(Instrument const& instrument,
                                                   std::vector<Marked> const& all) {
        auto const sought = scoring::sought_items(instrument);
        std::optional<std::vector<std::string>> fewest;
        for (auto const& way : all) {
            if (way.columns.empty()) continue;
            auto const found =
                scoring::readings(sought, way.rests, std::vector<bool>(way.rests.size(), true), false)
                    .front()
                    .found;
            std::vector<std::string> open;
            for (std::size_t i = 0; i < sought.size(); ++i) {
                if (sought[i].needed && found[i].empty()) open.push_back(instrument.items[i].id);
            }
            if (!fewest || open.size() < fewest->size()) fewest = std::move(open);
        }
        return fewest.value_or(std::vector<std::string>{});
    }

    /// Each column to the wave whose mark it has; of `post` and `post2` to that of the longer one.
    void place_columns() {
        places_.resize(names_.size());
        for (std::size_t w = 0; w < marks_.size(); ++w) {
            auto const& found = chosen_[w];
            for (std::size_t i = 0; i < found.columns.size(); ++i) {
                auto const column = found.columns[i];
                auto& place = places_[column];
                if (!place) {
                    place = Place{w, found.rests[i]};
                    continue;
                }
                bool const same_place = chosen_[place->wave].place == found.place;
                auto const longer =
                    name_key(marks_[w].mark).size() > name_key(marks_[place->wave].mark).size();
                if (same_place && longer) *place = Place{w, found.rests[i]};
                if (same_place) continue;
                if (is_item(place->rest) || is_item(found.rests[i])) {
                    refuse(scoring::code::wave_columns,
                           "--waves: column " + quoted(names_[column]) + " has the marks of two waves, " +
                               quoted(marks_[place->wave].mark) + " and " + quoted(marks_[w].mark),
                           "rename the column");
                }
                place.reset();
            }
        }
    }

    [[nodiscard]] bool is_item(std::string const& rest) const { return items_.contains(name_key(rest)); }

    /// Columns that are one without their marks.
    struct Group {
        std::string name;
        std::vector<std::vector<std::size_t>> by_wave;
    };

    void group() {
        for (std::size_t c = 0; c < names_.size(); ++c) {
            if (places_[c]) group_of(places_[c]->rest).by_wave[places_[c]->wave].push_back(c);
        }
        auto const without = std::find_if(marks_.begin(), marks_.end(),
                                          [](WaveMark const& mark) { return mark.mark.empty(); });
        for (std::size_t c = 0; c < names_.size(); ++c) {
            if (places_[c]) continue;
            auto const there = by_key_.find(name_key(names_[c]));
            if (there == by_key_.end()) {
                look_elsewhere(c);
            } else if (without != marks_.end()) {
                groups_[there->second].by_wave[static_cast<std::size_t>(without - marks_.begin())].push_back(
                    c);
            } else {
                stands_without(c, groups_[there->second]);
            }
        }
        for (auto& group : groups_)
            settle(group);
    }

    Group& group_of(std::string const& rest) {
        auto const [there, is_new] = by_key_.try_emplace(name_key(rest), groups_.size());
        if (is_new) groups_.push_back({rest, std::vector<std::vector<std::size_t>>(marks_.size())});
        return groups_[there->second];
    }

    /// 'q1' beside 'q1_t1': of which wave is it?
    void stands_without(std::size_t column, Group& group) {
        if (!is_item(group.name)) {
            group.by_wave.clear();  // nobody asks for it by that name
            return;
        }
        std::vector<std::string> written;
        for (std::size_t w = 0; w < marks_.size(); ++w)
            written.push_back(WaveMark::written(marks_[w].mark, chosen_[w].place));
        refuse(scoring::code::wave_columns,
               "--waves: column " + quoted(names_[column]) + " has no mark of a wave, and stands beside " +
                   quoted(names_[first_of(group)]),
               "if it is a wave of its own, --waves base=," + text::join(written, ",") +
                   " names it; else rename or delete the column");
    }

    static std::size_t first_of(Group const& group) {
        for (auto const& columns : group.by_wave) {
            if (!columns.empty()) return columns.front();
        }
        return 0;
    }

    /// A mark that stands in front of the items, and behind one that would be an item too.
    void look_elsewhere(std::size_t column) {
        for (std::size_t w = 0; w < marks_.size(); ++w) {
            if (marks_[w].place || marks_[w].mark.empty()) continue;
            for (auto const place : mark_places) {
                if (place == chosen_[w].place) continue;
                auto const rest = without_mark(names_[column], marks_[w].mark, place);
                if (!rest || !is_item(*rest)) continue;
                auto const beside = chosen_[w].items.find(name_key(*rest));
                refuse(scoring::code::wave_columns,
                       "--waves: " + quoted(names_[column]) + " could be '" + *rest + "' of wave " +
                           quoted(marks_[w].wave) +
                           (beside == chosen_[w].items.end()
                                ? ", but the mark stands " + std::string(word(chosen_[w].place)) +
                                      " the other items"
                                : ", and so could " + quoted(names_[beside->second])),
                       "rename or delete the one that is not meant, or write " +
                           WaveMark::written(marks_[w].mark, chosen_[w].place));
                return;
            }
        }
    }

    void settle(Group& group) {
        for (std::size_t w = 0; w < group.by_wave.size(); ++w) {
            auto const& columns = group.by_wave[w];
            if (columns.size() < 2) continue;
            if (!is_item(group.name)) {
                group.by_wave.clear();
                return;
            }
            std::vector<std::string> shown;
            for (auto const column : columns)
                shown.push_back(quoted(names_[column]));
            refuse(scoring::code::wave_columns,
                   "--waves: '" + group.name + "' of wave " + quoted(marks_[w].wave) +
                       " could be any of the columns " + listed(shown),
                   "rename or delete the ones that are not meant");
        }
    }

    DividedColumns done() {
        DividedColumns divided;
        std::set<std::size_t> taken;
        for (auto const& mark : marks_)
            divided.sides.waves.push_back(mark.wave);
        std::vector<std::size_t> counts(marks_.size());
        std::vector<std::size_t> example(marks_.size());
        std::vector<bool> shows_item(marks_.size());
        for (auto const& group : groups_) {
            if (group.by_wave.empty()) continue;
            data::WaveColumn column{group.name, {}};
            for (std::size_t w = 0; w < marks_.size(); ++w) {
                auto const& columns = group.by_wave[w];
                column.by_wave.push_back(columns.empty() ? std::nullopt : std::optional(columns.front()));
                if (columns.empty()) continue;
                taken.insert(columns.front());
                bool const better = is_item(group.name) && !shows_item[w];
                if (counts[w]++ == 0 || better) example[w] = columns.front();
                shows_item[w] = shows_item[w] || better;
            }
            divided.sides.columns.push_back(std::move(column));
        }
        for (std::size_t c = 0; c < names_.size(); ++c) {
            if (!taken.contains(c)) divided.sides.common.push_back(c);
        }
        for (std::size_t w = 0; w < marks_.size(); ++w) {
            auto const& mark = marks_[w];
            divided.decisions.push_back(
                "waves: " + quoted(mark.wave) + " has " + text::counted(counts[w], "column", "columns") +
                (mark.mark.empty() ? " without a mark"
                                   : ", with " + quoted(mark.mark) + " " +
                                         std::string(word(chosen_[w].place)) + " the names") +
                (counts[w] > 0 ? ", such as " + quoted(names_[example[w]]) : ""));
        }
        return divided;
    }

    [[nodiscard]] std::string const& item() const { return instruments_.front()->items.front().id; }
    [[nodiscard]] std::string all_names() const { return listed(names_); }

    std::vector<std::string> const& names_;
    std::vector<WaveMark> const& marks_;
    std::vector<Instrument const*> const& instruments_;
    std::string const& file_;
    Outcome<DividedColumns> outcome_;
    std::vector<Marked> chosen_;                ///< by wave
    std::set<std::string> items_;               ///< keys of what is an item in any wave
    std::vector<std::optional<Place>> places_;  ///< by column
    std::vector<Group> groups_;
    std::map<std::string, std::size_t> by_key_;  ///< in groups_
};

}  // namespace

std::vector<std::string> names_with_marks(data::Table const& table) {
    std::vector<std::string> names;
    for (auto const& column : table.columns())
        names.push_back(column.other_name().empty() ? column.name() : column.other_name());
    return names;
}

Outcome<DividedColumns> divide_by_waves(std::vector<std::string> const& names,
                                        std::vector<WaveMark> const& marks,
                                        std::vector<Instrument const*> const& instruments,
                                        std::string const& file) {
    return Divider(names, marks, instruments, file).run();
}

}  // namespace quaestor::study
