#include "scoring/mapped.hpp"

#include "base/text.hpp"
#include "instrument/library.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace quaestor::scoring {
namespace {

constexpr std::size_t most_told = 20;

/// An item or a covariate of one of the instruments.
struct Target {
    std::size_t instrument = 0;
    bool covariate = false;
    std::size_t index = 0;
};

/// Names without regard to case, and where each leads.
template <class Place>
using Names = std::unordered_map<std::string, std::vector<Place>>;

class Mapper {
public:
    Mapper(ColumnMap const& map, std::span<instrument::Instrument const* const> instruments, MapUse use,
           data::Table const& table, std::string const& file)
        : map_(map), instruments_(instruments), use_(use), table_(table), file_(file) {
        for (std::size_t c = 0; c < table.column_count(); ++c) {
            auto const& column = table.column(c);
            columns_[text::lower_ascii(column.name())].push_back(c);
            column_names_.push_back(column.name());
        }
        // What else a column goes by counts where no column is called so.
        Names<std::size_t> others;
        for (std::size_t c = 0; c < table.column_count(); ++c) {
            auto const& name = table.column(c).other_name();
            if (!name.empty()) others[text::lower_ascii(name)].push_back(c);
        }
        columns_.merge(others);
        for (std::size_t i = 0; i < instruments.size(); ++i)
            list(i);
    }

    MappedColumns run() {
        if (!swapped()) {
            for (auto const& row : map_.rows)
                look_at(row);
            tell_twice();
            tell_of_others();
            for (auto const& [code, count] : told_) {
                if (count > most_told)
                    add(Severity::error, code, map_.name,
                        "and " + text::counted(count - most_told, "more line", "more lines") +
                            " of that kind",
                        "");
            }
        }
        return std::move(out_);
    }

private:
    void list(std::size_t i) {
        auto const& instrument = *instruments_[i];
        auto& mapped = out_.instruments.emplace_back();
        mapped.items.resize(instrument.items.size());
        mapped.covariates.resize(instrument.covariates.size());
        mapped.taken.resize(table_.column_count(), false);
        for (std::size_t k = 0; k < instrument.items.size(); ++k)
            targets_[text::lower_ascii(instrument.items[k].id)].push_back({i, false, k});
        for (std::size_t k = 0; k < instrument.covariates.size(); ++k)
            targets_[text::lower_ascii(instrument.covariates[k].id)].push_back({i, true, k});
    }

    void add(Severity severity, std::string_view code, std::string where, std::string message,
             std::string hint) {
        out_.diagnostics.add(
            {severity, std::string(code), std::move(message), {}, std::move(hint), std::move(where)});
    }

    void tell(std::string_view code, std::string where, std::string message, std::string hint) {
        if (++told_[code] <= most_told)
            add(Severity::error, code, std::move(where), std::move(message), std::move(hint));
    }

    /// More lines can be read the other way round than as they stand, and most of all.
    bool swapped() {
        std::size_t both = 0;
        std::size_t right = 0;
        std::size_t turned = 0;
        MapRow const* example = nullptr;
        for (auto const& row : map_.rows) {
            if (row.item.empty() || row.column.empty()) continue;
            ++both;
            auto const reads = [&](std::string const& item, std::string const& column) {
                return targets_.contains(text::lower_ascii(item)) && !columns_called(column).empty();
            };
            if (reads(row.item, row.column)) ++right;
            if (!reads(row.column, row.item)) continue;
            if (example == nullptr) example = &row;
            ++turned;
        }
        if (turned <= right || 2 * turned <= both) return false;
        add(Severity::error, code::map_swapped, map_.place(*example),
            "the map has items where columns belong: '" + example->column + "' is an item, and '" +
                example->item + "' a column of " + file_,
            "swap 'item' and 'column' in the first line of the map");
        return true;
    }

    /// Those of exactly that name, else those of that name in any case.
    [[nodiscard]] std::vector<std::size_t> columns_called(std::string const& name) const {
        auto const found = columns_.find(text::lower_ascii(name));
        if (found == columns_.end()) return {};
        for (auto const c : found->second) {
            if (table_.column(c).name() == name) return {c};
        }
        return found->second;
    }

    /// Of one row; none where that is told, or the row may well be without.
    std::optional<std::size_t> column_of(MapRow const& row, bool used) {
        auto found = columns_called(row.column);
        // A spreadsheet's apostrophe before what it would take for a formula.
        if (found.empty() && row.column.starts_with('\'')) found = columns_called(row.column.substr(1));
        if (found.size() == 1) return found.front();
        if (found.size() > 1) {
            std::vector<std::string> names;
            for (auto const c : found)
                names.push_back("'" + table_.column(c).name() + "'");
            tell(code::map_column, map_.place(row),
                 "column '" + row.column + "' could be any of " + text::join(names, ", ") + " of " + file_,
                 "write it as it stands in the file");
            return std::nullopt;
        }
        auto const message = file_ + " has no column '" + row.column + "'";
        auto const hint = nearest_column(row.column);
        if (used) {
            tell(code::map_column, map_.place(row), message, hint);
        } else {
            add(Severity::note, code::map_column, map_.place(row),
                message + ", which the map says is not used", hint);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string nearest_column(std::string const& name) const {
        constexpr std::size_t too_many = 20'000;  // each is compared letter by letter
        if (column_names_.size() > too_many || name.size() > 200) return {};
        auto const near = text::nearest(name, column_names_);
        if (near) return "did you mean '" + *near + "'?";
        constexpr std::size_t few = 12;
        if (column_names_.size() <= few) return "the columns are: " + text::join(column_names_, ", ");
        return "the first line of " + file_ + " has the names of its columns";
    }

    /// Which instruments a row may be about; none, with what is wrong told.
    std::vector<bool> instruments_of(MapRow const& row, bool& elsewhere) {
        std::vector<bool> meant(instruments_.size(), row.instrument.empty());
        if (row.instrument.empty()) return meant;
        bool any = false;
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < instruments_.size(); ++i) {
            meant[i] = text::equal_ignoring_case(instruments_[i]->id, row.instrument);
            any = any || meant[i];
            ids.push_back(instruments_[i]->id);
        }
        if (any) return meant;
        elsewhere = instrument::find_embedded(row.instrument).has_value();
        if (elsewhere) return meant;
        auto const near = text::nearest(row.instrument, ids);
        tell(code::map_instrument, map_.place(row), "'" + row.instrument + "' is no instrument of this run",
             near ? "did you mean '" + *near + "'?"
                  : "this run has " + text::join(ids, ", ") + "; -i names further ones");
        return meant;
    }

    /// What a row gives a column to; empty where what is wrong is told.
    std::vector<Target> targets_of(MapRow const& row, std::vector<bool> const& meant) {
        std::vector<Target> found;
        if (auto const known = targets_.find(text::lower_ascii(row.item)); known != targets_.end()) {
            for (auto const& target : known->second) {
                if (meant[target.instrument]) found.push_back(target);
            }
        }
        if (found.empty()) {
            tell(code::map_item, map_.place(row), no_such_item(row, meant), nearest_item(row, meant));
            return found;
        }
        bool const facts =
            std::all_of(found.begin(), found.end(), [](Target const& t) { return t.covariate; });
        if (found.size() == 1 || facts || use_ == MapUse::versions) return found;
        std::vector<std::string> ids;
        for (auto const& target : found)
            ids.push_back(instruments_[target.instrument]->id);
        tell(code::map_instrument, map_.place(row),
             "item '" + row.item + "' is in " + text::join(ids, " and in "),
             "write under 'instrument' which is meant; for both, a line each");
        for (auto const& target : found)
            place_of(target).told = true;
        return {};
    }

    [[nodiscard]] std::string no_such_item(MapRow const& row, std::vector<bool> const& meant) const {
        auto const what = "no item or fact about the respondent '" + row.item + "'";
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < meant.size(); ++i) {
            if (meant[i]) ids.push_back(instruments_[i]->id);
        }
        return text::join(ids, " and ") + (ids.size() > 1 ? " have " : " has ") + what;
    }

    [[nodiscard]] std::string nearest_item(MapRow const& row, std::vector<bool> const& meant) const {
        if (auto const known = targets_.find(text::lower_ascii(row.item)); known != targets_.end()) {
            auto const& other = instruments_[known->second.front().instrument]->id;
            return "it is one of " + other + ": write that under 'instrument'";
        }
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < meant.size(); ++i) {
            if (!meant[i]) continue;
            auto const& instrument = *instruments_[i];
            for (auto const& item : instrument.items) {
                bool const by_another = text::equal_ignoring_case(item.alias, row.item) ||
                                        text::equal_ignoring_case(instrument.id + "_" + item.id, row.item);
                if (by_another)
                    return "write '" + item.id + "', as the definition of " + instrument.id + " calls it";
                ids.push_back(item.id);
            }
            for (auto const& covariate : instrument.covariates)
                ids.push_back(covariate.id);
        }
        if (auto const near = text::nearest(row.item, ids)) return "did you mean '" + *near + "'?";
        constexpr std::size_t few = 12;
        auto const count = ids.size();
        if (count > few) ids.resize(few);
        return "there are " + text::join(ids, ", ") +
               (count > few ? " and " + std::to_string(count - few) + " more" : "");
    }

    MappedTo& place_of(Target const& target) {
        auto& mapped = out_.instruments[target.instrument];
        return target.covariate ? mapped.covariates[target.index] : mapped.items[target.index];
    }

    [[nodiscard]] std::string const& id_of(Target const& target) const {
        auto const& instrument = *instruments_[target.instrument];
        return target.covariate ? instrument.covariates[target.index].id : instrument.items[target.index].id;
    }

    [[nodiscard]] bool needed(Target const& target) const {
        if (target.covariate) return false;
        auto const& item = instruments_[target.instrument]->items[target.index];
        return !item.optional && !item.unscored;
    }

    void take(std::size_t column) {
        for (auto& mapped : out_.instruments)
            mapped.taken[column] = true;
    }

    void look_at(MapRow const& row) {
        bool elsewhere = false;
        auto const meant = instruments_of(row, elsewhere);
        if (elsewhere) {
            others_[text::lower_ascii(row.instrument)].push_back(&row);
            for (auto const c : columns_called(row.column))
                take(c);
            return;
        }
        if (row.item.empty()) {
            // One that another line gives to an item is used all the same: people fill in drafts from the
            // top.
            if (auto const column = column_of(row, false)) take(*column);
            return;
        }
        bool const known = std::find(meant.begin(), meant.end(), true) != meant.end();
        auto const targets = known ? targets_of(row, meant) : std::vector<Target>();
        auto const column = row.column.empty() ? std::nullopt : column_of(row, true);
        if (column) take(*column);
        for (auto const& target : targets)
            give(row, target, column);
    }

    void give(MapRow const& row, Target const& target, std::optional<std::size_t> column) {
        auto& place = place_of(target);
        auto const key = std::pair(target.instrument, id_of(target));
        auto& lines = lines_[key];
        lines.push_back(&row);
        if (lines.size() > 1) return;
        place.told = true;
        place.column = column;
        if (column) given_[{target.instrument, *column}].emplace_back(id_of(target), &row);
        if (!row.column.empty() || !needed(target)) return;
        auto const item = "item '" + id_of(target) + "' of " + instruments_[target.instrument]->id;
        if (row.suggestion.empty()) {
            tell(code::map_to_be_filled, map_.place(row), item + " has no column in the map",
                 "write under 'column' what it is called in " + file_ +
                     ", or take the line out and it is looked for by its name");
        } else {
            tell(code::map_to_be_filled, map_.place(row),
                 item + " has no column in the map, only the suggestion '" + row.suggestion + "'",
                 "where that is right, write the name of the column under 'column'");
        }
    }

    void tell_twice() {
        auto const listed = [](std::vector<MapRow const*> const& rows) {
            std::vector<std::string> lines;
            for (auto const* row : rows)
                lines.push_back(std::to_string(row->line));
            if (lines.size() > 12) lines.resize(12);
            return text::join(lines, ", ");
        };
        for (auto const& [key, rows] : lines_) {
            if (rows.size() < 2) continue;
            tell(code::map_item_twice, map_.place(*rows[1]),
                 "item '" + key.second + "' of " + instruments_[key.first]->id +
                     " stands in the map on lines " + listed(rows),
                 "keep the one that is meant");
        }
        for (auto const& [key, uses] : given_) {
            if (uses.size() < 2) continue;
            std::vector<std::string> items;
            for (auto const& [item, row] : uses)
                items.push_back("'" + item + "' (line " + std::to_string(row->line) + ")");
            if (items.size() > 12) items.resize(12);
            tell(code::map_column_twice, map_.place(*uses[1].second),
                 "column '" + table_.column(key.second).name() + "' is given to several items of " +
                     instruments_[key.first]->id + ": " + text::join(items, ", "),
                 "each has a column of its own");
        }
    }

    void tell_of_others() {
        for (auto const& [id, rows] : others_) {
            add(Severity::note, code::map_of_others, map_.place(*rows.front()),
                text::counted(rows.size(), "line of the map is", "lines of the map are") + " about " + id +
                    ", which is not of this run",
                "-i " + id + " adds it");
        }
    }

    ColumnMap const& map_;
    std::span<instrument::Instrument const* const> instruments_;
    MapUse use_;
    data::Table const& table_;
    std::string const& file_;
    Names<std::size_t> columns_;
    Names<Target> targets_;
    std::vector<std::string> column_names_;
    MappedColumns out_;
    std::map<std::string_view, std::size_t> told_;  ///< by code
    std::map<std::pair<std::size_t, std::string>, std::vector<MapRow const*>>
        lines_;  ///< by instrument and item
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::pair<std::string, MapRow const*>>>
        given_;                                                 ///< by instrument and column
    std::map<std::string, std::vector<MapRow const*>> others_;  ///< by instrument that is not of this run
};

}  // namespace

std::size_t Mapped::columns() const {
    auto const has = [](MappedTo const& to) { return to.column.has_value(); };
    return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), has) +
                                    std::count_if(covariates.begin(), covariates.end(), has));
}

MappedColumns map_columns(ColumnMap const& map, std::span<instrument::Instrument const* const> instruments,
                          MapUse use, data::Table const& table, std::string const& file) {
    return Mapper(map, instruments, use, table, file).run();
}

}  // namespace quaestor::scoring
