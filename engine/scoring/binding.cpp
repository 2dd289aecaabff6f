#include "scoring/binding.hpp"

#include "base/text.hpp"
#include "instrument/library.hpp"
#include "scoring/codes.hpp"
#include "scoring/declared.hpp"
#include "scoring/column_match.hpp"
#include "scoring/name_key.hpp"
#include "scoring/near_columns.hpp"
#include "scoring/sought.hpp"

#include <algorithm>
#include <map>

namespace quaestor::scoring {
namespace {

constexpr std::size_t most_listed = 12;

std::string listed(std::vector<std::string> names) {
    auto const count = names.size();
    if (count > most_listed) names.resize(most_listed);
    auto out = text::join(names, ", ");
    if (count > most_listed) out += " and " + std::to_string(count - most_listed) + " more";
    return out;
}

bool needs(instrument::Expression const& e, std::size_t covariate) {
    if (e.op == instrument::Op::covariate && e.index == covariate) return true;
    return std::any_of(e.arguments.begin(), e.arguments.end(),
                       [&](instrument::Expression const& part) { return needs(part, covariate); });
}

/// What nobody gets when a fact about the respondent is not there.
std::string lost_without(instrument::Instrument const& instrument, std::size_t covariate) {
    bool bands = false;
    auto const look = [&](instrument::Presentation const& shown) {
        for (auto const& set : shown.band_sets)
            bands = bands || (set.when && needs(*set.when, covariate));
    };
    for (auto const& scale : instrument.scales)
        look(scale.shown);
    for (auto const& score : instrument.scores)
        look(score.shown);
    auto const any = [&](auto const& list, auto const& formula) {
        return std::any_of(list.begin(), list.end(),
                           [&](auto const& one) { return needs(formula(one), covariate); });
    };
    bool const norms =
        std::any_of(instrument.norms.begin(), instrument.norms.end(), [&](instrument::Norms const& n) {
            return std::any_of(n.rows.begin(), n.rows.end(),
                               [&](auto const& row) { return row.when && needs(*row.when, covariate); });
        });
    std::vector<std::string> what;
    if (any(instrument.skips, [](auto const& skip) -> auto const& { return skip.unless; }))
        what.emplace_back("what was not asked");
    if (any(instrument.scores, [](auto const& score) -> auto const& { return score.expression; }))
        what.emplace_back("scores");
    if (bands) what.emplace_back("bands");
    if (norms) what.emplace_back("norm values");
    if (any(instrument.flags, [](auto const& flag) -> auto const& { return flag.when; })) what.emplace_back("flags");
    if (any(instrument.checks, [](auto const& check) -> auto const& { return check.when; }))
        what.emplace_back("checks");
    if (what.empty()) return "nothing that is scored needs it";
    return text::join(what, ", ") + " that depend on it cannot be told for anybody";
}

class Binder {
public:
    Binder(instrument::Instrument const& instrument, data::Table const& table, std::string const& file,
           Mapped const* mapped)
        : instrument_(instrument),
          file_(file),
          mapped_(mapped),
          items_(sought_items(instrument)),
          columns_(column_names(table, items_)),
          free_(columns_.size(), true),
          open_(items_.size(), false) {}

    Outcome<Binding> run() {
        binding_.item_columns.resize(items_.size());
        by_map();
        by_name();
        by_like_name();
        covariates();
        if (!outcome_.diagnostics.has_errors()) outcome_.value = std::move(binding_);
        return std::move(outcome_);
    }

private:
    void by_map();
    void by_name();
    void by_like_name();
    void take(Reading const& reading);
    void covariates();

    void report_several(std::size_t item, std::vector<std::size_t> const& columns);
    void report_not_once(Reading const& reading);
    void report_readings(std::vector<Reading> const& all, std::vector<std::size_t> const& possible);
    void report_left(Reading const& plain);
    void report_missing();

    /// Items that have a column by the first rule, and by the second one more.
    [[nodiscard]] std::vector<std::size_t> doubled(Reading const& plain) const;
    /// The names say the instrument and the item: no other can be meant.
    [[nodiscard]] bool names_all(Reading const& plain) const;
    /// Names of another instrument's items are not ours, though they end alike.
    [[nodiscard]] bool of_another(Reading const& reading) const;
    [[nodiscard]] bool lacking(std::size_t item) const { return items_[item].needed && open_[item]; }
    [[nodiscard]] bool any_lacking() const;
    [[nodiscard]] bool mapped(std::size_t item) const { return mapped_ != nullptr && mapped_->items[item].told; }
    [[nodiscard]] std::string quoted(std::size_t column) const { return "'" + columns_[column] + "'"; }
    [[nodiscard]] std::string const& id(std::size_t item) const { return instrument_.items[item].id; }
    void tell(Severity severity, std::string_view code, std::string message, std::string hint) {
        outcome_.diagnostics.add(
            {severity, std::string(code), std::move(message), {}, std::move(hint), file_});
    }

    instrument::Instrument const& instrument_;
    std::string const& file_;
    Mapped const* mapped_;  ///< none: there is no map
    std::vector<Sought> const items_;
    std::vector<std::string> const columns_;
    std::vector<bool> free_;  ///< by column: no item has it
    std::vector<bool> open_;  ///< by item: not found yet
    Outcome<Binding> outcome_;
    Binding binding_;
};

void Binder::by_map() {
    if (mapped_ == nullptr) return;
    for (std::size_t i = 0; i < items_.size(); ++i)
        binding_.item_columns[i] = mapped_->items[i].column;
    for (std::size_t c = 0; c < free_.size(); ++c)
        free_[c] = !mapped_->taken[c];
    if (auto const columns = mapped_->columns(); columns > 0) {
        binding_.decisions.push_back("columns: " + text::counted(columns, "column", "columns") + " of " +
                                     instrument_.id + " as the map says");
    }
}

void Binder::by_name() {
    auto const found = columns_as_named(items_, columns_, free_);
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (mapped(i)) continue;
        open_[i] = found[i].empty();
        for (auto const column : found[i])
            free_[column] = false;
        if (found[i].size() > 1) report_several(i, found[i]);
        if (found[i].size() != 1) continue;
        auto const column = found[i].front();
        binding_.item_columns[i] = column;
        if (text::equal_ignoring_case(columns_[column], id(i))) binding_.by_id.push_back(column);
    }
}

void Binder::by_like_name() {
    std::size_t needed = 0;
    bool none_found = true;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (items_[i].needed) ++needed;
        none_found = none_found && open_[i];
    }
    // Words before a single item are no evidence, and none where other items stand by themselves.
    auto all = readings(items_, columns_, free_, none_found && needed > 1);
    all.erase(
        std::remove_if(all.begin(), all.end(), [&](Reading const& reading) { return of_another(reading); }),
        all.end());
    if (names_all(all.front())) all.resize(1);
    auto const choice = choose(all, items_, open_);
    if (choice.only) {
        auto const& reading = all[*choice.only];
        // q01 to q09 are q1 to q9; but where a q1 stands beside them, nobody knows which is meant.
        if (any_lacking() && reading.plain() && !doubled(reading).empty()) return report_not_once(reading);
        if (!any_lacking()) report_left(reading);
        take(reading);
    } else if (choice.possible.size() == 1) {
        report_not_once(all[choice.possible.front()]);
    } else if (!choice.possible.empty()) {
        report_readings(all, choice.possible);
    } else {
        report_missing();
    }
}

void Binder::take(Reading const& reading) {
    std::vector<std::size_t> taken;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (!open_[i] || reading.found[i].empty()) continue;
        auto const column = reading.found[i].front();
        binding_.item_columns[i] = column;
        free_[column] = false;
        // Anybody may call a column so: another instrument that reads it too is told of.
        if (!reading.plain() || name_key(columns_[column]) == name_key(id(i)))
            binding_.by_id.push_back(column);
        taken.push_back(i);
    }
    if (taken.empty()) return;
    auto const count = text::counted(taken.size(), "item", "items") + " of " + instrument_.id;
    auto const first = taken.front();
    auto const example = quoted(*binding_.item_columns[first]) + " for " + id(first);
    auto const how = reading.plain()          ? std::string("by names that are written otherwise")
                     : reading.behind.empty() ? "behind '" + reading.before + "'"
                                              : "before '" + reading.behind + "'";
    binding_.decisions.push_back("columns: " + count + " found " + how + ", such as " + example);
    tell(Severity::note, code::like_names,
         count + (taken.size() == 1 ? " is" : " are") + " found " + how + ", such as " + example,
         "where that is wrong, call the columns by the items: " + id(first));
}

bool Binder::names_all(Reading const& plain) const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (!lacking(i)) continue;
        auto const& found = plain.found[i];
        if (found.size() != 1 || name_key(columns_[found.front()]) != name_key(instrument_.id + "_" + id(i)))
            return false;
    }
    return true;
}

bool Binder::any_lacking() const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (lacking(i)) return true;
    }
    return false;
}

bool Binder::of_another(Reading const& reading) const {
    if (reading.plain()) return false;
    auto const key = name_key(reading.before + reading.behind);
    if (key == name_key(instrument_.id)) return false;
    auto const known = instrument::embedded_ids();
    return std::any_of(known.begin(), known.end(),
                       [&](std::string const& id) { return name_key(id) == key; });
}

std::vector<std::size_t> Binder::doubled(Reading const& plain) const {
    std::vector<std::size_t> items;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (!open_[i] && !mapped(i) && !plain.found[i].empty()) items.push_back(i);
    }
    return items;
}

void Binder::covariates() {
    auto const sought = sought_covariates(instrument_);
    binding_.covariate_columns.resize(sought.size());
    std::vector<bool> unmapped(columns_.size(), true);  // an item's column may be that of a fact too
    if (mapped_ != nullptr) {
        unmapped = mapped_->taken;
        unmapped.flip();
    }
    auto const named = columns_as_named(sought, columns_, unmapped);
    auto const like = readings(sought, columns_, free_, false).front().found;
    for (std::size_t i = 0; i < sought.size(); ++i) {
        auto const& name = instrument_.covariates[i].id;
        if (mapped_ != nullptr && mapped_->covariates[i].told) {
            binding_.covariate_columns[i] = mapped_->covariates[i].column;
            if (!binding_.covariate_columns[i])
                tell(Severity::warning, code::no_covariate,
                     "the map has no column for '" + name + "' of " + instrument_.id + ": " +
                         lost_without(instrument_, i),
                     "where there is one, write it into the map");
            continue;
        }
        auto const& found = named[i].empty() ? like[i] : named[i];
        if (found.size() != 1) {
            tell(Severity::warning, code::no_covariate,
                 (found.empty() ? "there is no column for '" : "there are several columns for '") + name +
                     "' of " + instrument_.id + ": " + lost_without(instrument_, i),
                 "call the column '" + name + "'");
            continue;
        }
        binding_.covariate_columns[i] = found.front();
        if (!named[i].empty()) continue;
        auto const what = name + " of " + instrument_.id + " is the column " + quoted(found.front());
        binding_.decisions.push_back("columns: " + what);
        tell(Severity::note, code::like_names, what, "where that is wrong, rename the column");
    }
}

void Binder::report_several(std::size_t item, std::vector<std::size_t> const& columns) {
    std::vector<std::string> names;
    for (auto const column : columns)
        names.push_back(quoted(column));
    tell(Severity::error, code::several_columns,
         "item '" + id(item) + "' of " + instrument_.id + " could be any of the columns " + listed(names),
         "rename or delete the ones that are not meant");
}

void Binder::report_not_once(Reading const& reading) {
    std::map<std::size_t, std::vector<std::string>> items_of;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        auto columns = reading.found[i];
        if (mapped(i)) continue;
        if (!open_[i]) {
            if (columns.empty() || !binding_.item_columns[i] || !any_lacking()) continue;
            columns.insert(columns.begin(), *binding_.item_columns[i]);
        }
        for (auto const column : columns)
            items_of[column].push_back("'" + id(i) + "'");
        if (columns.size() > 1) report_several(i, columns);
    }
    for (auto const& [column, items] : items_of) {
        if (items.size() < 2) continue;
        tell(Severity::error, code::several_readings,
             "column " + quoted(column) + " could be any of the items " + listed(items) + " of " +
                 instrument_.id,
             "call it by the item that is meant");
    }
}

void Binder::report_readings(std::vector<Reading> const& all, std::vector<std::size_t> const& possible) {
    std::vector<std::string> names;
    for (auto const r : possible) {
        std::size_t item = 0;
        while (!lacking(item) || all[r].found[item].empty())
            ++item;
        names.push_back(quoted(all[r].found[item].front()));
    }
    tell(Severity::error, code::several_readings,
         "the items of " + instrument_.id + " stand in the file in " + std::to_string(possible.size()) +
             " ways, which begin with " + listed(names),
         "call the columns that are meant by the items: " + id(0));
}

void Binder::report_left(Reading const& plain) {
    auto const items = doubled(plain);
    if (items.empty()) return;
    std::vector<std::string> left;
    for (auto const i : items) {
        for (auto const column : plain.found[i])
            left.push_back(quoted(column));
    }
    tell(Severity::note, code::like_name_left,
         text::counted(left.size(), "column is", "columns are") + " called much like an item of " +
             instrument_.id + " that has a column of its own, and not read: " + listed(left) + "; " +
             id(items.front()) + " is " + quoted(*binding_.item_columns[items.front()]),
         "");
}

void Binder::report_missing() {
    std::vector<std::string> without;
    std::string near;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (!lacking(i)) continue;
        without.push_back(id(i));
        if (near.size() >= 200) continue;
        // Of two that are equally near, either would be a guess.
        auto const columns = near_columns(items_[i], columns_, free_, 2);
        if (columns.empty() || (columns.size() == 2 && columns[0].distance == columns[1].distance)) continue;
        near += (near.empty() ? "" : ", ") + id(i) + " may be " + quoted(columns.front().column);
    }
    auto const& first = instrument_.items.front().id;
    tell(Severity::error, code::no_column,
         text::counted(without.size(), "item", "items") + " of " + instrument_.id + " " +
             (without.size() == 1 ? "has" : "have") + " no column: " + listed(without) +
             "; the columns are: " + listed(columns_),
         near.empty()
             ? "a column is found by the item's id (" + first + ") or as " + instrument_.id + "_" + first
             : near + "; call the columns by the items, or give the items these names as alias in a definition of your own");
}

}  // namespace

Outcome<Binding> bind(instrument::Instrument const& instrument, data::Table const& table,
                      std::string const& file, Mapped const* mapped) {
    auto binding = Binder(instrument, table, file, mapped).run();
    if (binding.ok())
        binding.diagnostics.append(declared_answers(instrument, binding.value->item_columns, table, file));
    return binding;
}

Diagnostics shared_columns(std::vector<instrument::Instrument const*> const& instruments,
                           std::vector<Binding const*> const& bindings, data::Table const& table,
                           std::string const& file) {
    Diagnostics diagnostics;
    for (std::size_t a = 0; a < bindings.size(); ++a) {
        for (std::size_t b = 0; b < bindings.size(); ++b) {
            if (a == b) continue;
            std::vector<std::string> shared;
            for (auto const column : bindings[a]->by_id) {
                auto const& others = bindings[b]->item_columns;
                bool const both = std::find(others.begin(), others.end(), column) != others.end();
                bool const said = b < a && std::find(bindings[b]->by_id.begin(), bindings[b]->by_id.end(),
                                                     column) != bindings[b]->by_id.end();
                if (both && !said) shared.push_back(table.column(column).name());
            }
            if (shared.empty()) continue;
            auto const& id = instruments[a]->id;
            diagnostics.add({Severity::error,
                             std::string(code::shared_column),
                             "both " + id + " and " + instruments[b]->id + " would read the " +
                                 (shared.size() == 1 ? "column " : "columns ") + listed(shared),
                             {},
                             "name the columns by instrument: " + id + "_" + instruments[a]->items.front().id,
                             file});
        }
    }
    return diagnostics;
}

}  // namespace quaestor::scoring
