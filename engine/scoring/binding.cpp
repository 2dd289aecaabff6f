#include "scoring/binding.hpp"

#include "base/text.hpp"
#include "scoring/codes.hpp"

#include <algorithm>
#include <set>

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

/// The columns that answer to any of `names`, each once.
std::vector<std::size_t> columns_named(data::Table const& table, std::vector<std::string> const& names) {
    std::set<std::size_t> found;
    for (auto const& name : names) {
        if (name.empty()) continue;
        for (auto const column : table.find_ignoring_case(name))
            found.insert(column);
    }
    return {found.begin(), found.end()};
}

std::vector<std::string> column_names(data::Table const& table) {
    std::vector<std::string> names;
    for (auto const& column : table.columns())
        names.push_back(column.name());
    return names;
}

class Binder {
public:
    Binder(instrument::Instrument const& instrument, data::Table const& table, std::string const& file)
        : instrument_(instrument), table_(table), file_(file) {}

    Outcome<Binding> run();

private:
    void item(std::size_t index);
    void covariates();
    void report_missing();

    instrument::Instrument const& instrument_;
    data::Table const& table_;
    std::string const& file_;
    Outcome<Binding> outcome_;
    Binding binding_;
    std::vector<std::string> without_;
};

void Binder::item(std::size_t index) {
    auto const& item = instrument_.items[index];
    auto const found = columns_named(table_, {item.id, item.alias, instrument_.id + "_" + item.id});
    if (found.size() > 1) {
        std::vector<std::string> names;
        for (auto const column : found)
            names.push_back("'" + table_.column(column).name() + "'");
        outcome_.diagnostics.add({Severity::error,
                                  std::string(code::several_columns),
                                  "item '" + item.id + "' of " + instrument_.id +
                                      " could be any of the columns " + text::join(names, ", "),
                                  {},
                                  "rename or delete the ones that are not meant",
                                  file_});
        return;
    }
    if (found.empty()) {
        if (!item.optional && !item.unscored) without_.push_back(item.id);
        return;
    }
    binding_.item_columns[index] = found.front();
    if (text::equal_ignoring_case(table_.column(found.front()).name(), item.id))
        binding_.by_id.push_back(found.front());
}

void Binder::covariates() {
    for (std::size_t i = 0; i < instrument_.covariates.size(); ++i) {
        auto const& covariate = instrument_.covariates[i];
        auto const found = columns_named(table_, {covariate.id, instrument_.id + "_" + covariate.id});
        if (found.size() == 1) {
            binding_.covariate_columns[i] = found.front();
            continue;
        }
        outcome_.diagnostics.add(
            {Severity::warning,
             std::string(code::no_covariate),
             (found.empty() ? "there is no column for '" : "there are several columns for '") + covariate.id +
                 "' of " + instrument_.id + ": scores that need it are missing for everybody",
             {},
             "call the column '" + covariate.id + "'",
             file_});
    }
}

void Binder::report_missing() {
    if (without_.empty()) return;
    // Only names that no item has taken can be meant.
    std::set<std::size_t> taken;
    for (auto const& column : binding_.item_columns) {
        if (column) taken.insert(*column);
    }
    std::vector<std::string> free;
    for (std::size_t c = 0; c < table_.column_count(); ++c) {
        if (!taken.contains(c)) free.push_back(table_.column(c).name());
    }
    std::string near;
    for (auto const& id : without_) {
        if (auto const name = text::nearest(id, free); name && near.size() < 200) {
            near += (near.empty() ? "" : ", ") + id + " may be '" + *name + "'";
        }
    }
    auto const& first = instrument_.items.front().id;
    auto hint = near.empty() ? "a column is found by the item's id (" + first + ") or as " + instrument_.id +
                                   "_" + first
                             : near;
    outcome_.diagnostics.add({Severity::error,
                              std::string(code::no_column),
                              text::counted(without_.size(), "item", "items") + " of " + instrument_.id +
                                  " " + (without_.size() == 1 ? "has" : "have") + " no column: " +
                                  listed(without_) + "; the columns are: " + listed(column_names(table_)),
                              {},
                              hint,
                              file_});
}

Outcome<Binding> Binder::run() {
    binding_.item_columns.resize(instrument_.items.size());
    binding_.covariate_columns.resize(instrument_.covariates.size());
    for (std::size_t i = 0; i < instrument_.items.size(); ++i)
        item(i);
    report_missing();
    covariates();
    if (!outcome_.diagnostics.has_errors()) outcome_.value = std::move(binding_);
    return std::move(outcome_);
}

}  // namespace

Outcome<Binding> bind(instrument::Instrument const& instrument, data::Table const& table,
                      std::string const& file) {
    return Binder(instrument, table, file).run();
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
