#include "study/map_draft.hpp"

#include "base/text.hpp"
#include "document/write/csv.hpp"
#include "scoring/binding.hpp"
#include "scoring/codes.hpp"
#include "scoring/name_key.hpp"
#include "scoring/sought.hpp"
#include "study/likely_columns.hpp"
#include "study/mapping.hpp"

#include <algorithm>

namespace quaestor::study {
namespace {

/// One instrument and the columns that it found; none where that is open.
struct Part {
    instrument::Instrument const* instrument = nullptr;
    scoring::Binding binding;
    std::vector<Likely> likely;
};

/// A column that is called so: why it was taken for what goes by these names.
std::string how_found(scoring::Sought const& sought, std::string const& column, bool has_alias) {
    auto const& names = sought.names;
    if (text::equal_ignoring_case(column, names.front())) return "same name";
    if (has_alias && text::equal_ignoring_case(column, names[1])) return "alias";
    if (text::equal_ignoring_case(column, names.back())) return "instrument and name";
    auto const key = scoring::name_key(column);
    bool const written_otherwise = std::any_of(names.begin(), names.end(), [&](std::string const& name) {
        return !name.empty() && scoring::name_key(name) == key;
    });
    return written_otherwise ? "written otherwise" : "words before or behind";
}

class Drafter {
public:
    Drafter(data::ReadResult& read, std::string const& file, std::span<Definition const* const> definitions,
            MapDraftOptions const& options)
        : read_(read), file_(file), options_(options) {
        for (auto const* definition : definitions)
            instruments_.push_back(&*definition->instrument);
    }

    Outcome<MapDraft> run() {
        Outcome<MapDraft> outcome;
        auto mapped = mapped_columns(options_.map, instruments_, scoring::MapUse::together, read_.table,
                                     file_, read_.others, outcome.diagnostics);
        if (!mapped || outcome.diagnostics.has_errors()) return outcome;
        mapped_ = std::move(*mapped);
        for (std::size_t i = 0; i < instruments_.size(); ++i)
            bind(i, outcome.diagnostics);
        leave_out_shared(outcome.diagnostics);
        if (options_.suggest) suggest();
        outcome.value = write();
        return outcome;
    }

private:
    void bind(std::size_t i, Diagnostics& diagnostics) {
        auto const& instrument = *instruments_[i];
        auto const* mapped = mapped_for(mapped_, i);
        auto bound = scoring::bind(instrument, read_.table, file_, mapped);
        for (auto diagnostic : bound.diagnostics) {
            // The draft itself shows which items have none.
            if (diagnostic.code == scoring::code::no_column || diagnostic.severity == Severity::note)
                continue;
            diagnostic.severity = Severity::warning;
            diagnostics.add(std::move(diagnostic));
        }
        auto& part = parts_.emplace_back();
        part.instrument = &instrument;
        part.binding = bound.value ? std::move(*bound.value) : found_by_name(instrument, mapped);
        part.likely.resize(instrument.items.size());
    }

    /// What is certain where not everything is: items that one column has the very name of.
    [[nodiscard]] scoring::Binding found_by_name(instrument::Instrument const& instrument,
                                                 scoring::Mapped const* mapped) const {
        scoring::Binding binding;
        auto const items = scoring::sought_items(instrument);
        auto const names = scoring::column_names(read_.table, items);
        std::vector<bool> free(names.size(), true);
        if (mapped != nullptr) {
            free = mapped->taken;
            free.flip();
        }
        auto const take = [&](std::vector<scoring::Sought> const& sought,
                              std::vector<scoring::MappedTo> const* told) {
            auto const found = scoring::columns_as_named(sought, names, free);
            std::vector<std::optional<std::size_t>> columns(sought.size());
            for (std::size_t k = 0; k < sought.size(); ++k) {
                bool const by_map = told != nullptr && (*told)[k].told;
                if (by_map) columns[k] = (*told)[k].column;
                if (!by_map && found[k].size() == 1) columns[k] = found[k].front();
            }
            return columns;
        };
        binding.item_columns = take(items, mapped != nullptr ? &mapped->items : nullptr);
        binding.covariate_columns =
            take(scoring::sought_covariates(instrument), mapped != nullptr ? &mapped->covariates : nullptr);
        for (std::size_t k = 0; k < items.size(); ++k) {
            auto const column = binding.item_columns[k];
            if (column && text::equal_ignoring_case(names[*column], instrument.items[k].id))
                binding.by_id.push_back(*column);
        }
        return binding;
    }

    /// A column that two instruments would read by no more than a bare id is neither's.
    void leave_out_shared(Diagnostics& diagnostics) {
        std::vector<scoring::Binding const*> bindings;
        for (auto const& part : parts_)
            bindings.push_back(&part.binding);
        for (auto diagnostic : scoring::shared_columns(instruments_, bindings, read_.table, file_)) {
            diagnostic.severity = Severity::warning;
            diagnostics.add(std::move(diagnostic));
        }
        std::vector<std::vector<std::size_t>> doubtful(parts_.size());
        for (std::size_t a = 0; a < parts_.size(); ++a) {
            for (std::size_t b = 0; b < parts_.size(); ++b) {
                auto const& others = parts_[b].binding.item_columns;
                for (auto const column : parts_[a].binding.by_id) {
                    if (a != b && std::find(others.begin(), others.end(), column) != others.end())
                        doubtful[a].push_back(column);
                }
            }
        }
        for (std::size_t a = 0; a < parts_.size(); ++a) {
            for (auto& column : parts_[a].binding.item_columns) {
                if (column && std::find(doubtful[a].begin(), doubtful[a].end(), *column) != doubtful[a].end())
                    column.reset();
            }
        }
    }

    /// By column: nobody has it.
    [[nodiscard]] std::vector<bool> free_columns() const {
        std::vector<bool> free(read_.table.column_count(), true);
        for (auto const& part : parts_) {
            for (auto const* columns : {&part.binding.item_columns, &part.binding.covariate_columns}) {
                for (auto const& column : *columns) {
                    if (column) free[*column] = false;
                }
            }
        }
        return free;
    }

    void suggest() {
        auto free = free_columns();
        for (std::size_t c = 0; c < free.size(); ++c)
            free[c] = free[c] && !read_.table.column(c).of_program() &&
                      !(mapped_for(mapped_, 0) != nullptr && mapped_[0].taken[c]);
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            auto& part = parts_[i];
            std::vector<bool> open;
            for (std::size_t k = 0; k < part.instrument->items.size(); ++k) {
                bool const told = !mapped_.empty() && mapped_[i].items[k].told;
                open.push_back(!part.binding.item_columns[k] && !told);
            }
            part.likely = likely_columns(*part.instrument, read_, open, free);
        }
    }

    [[nodiscard]] document::Table header() const {
        document::Table table;
        table.columns = {
            {"instrument", "Instrument"}, {"item", "Item"}, {"column", "Column"}, {"how", "How"}};
        if (options_.suggest) table.columns.push_back({"suggestion", "Suggestion"});
        table.columns.push_back({"topic", "Topic"});
        return table;
    }

    using Row = std::vector<document::Cell>;

    static document::Cell cell(std::string text) {
        return text.empty() ? document::Cell() : document::Cell(std::move(text));
    }

    [[nodiscard]] Row row(std::string instrument, std::string item, std::string column, std::string how,
                          std::string suggestion, std::string topic) const {
        Row cells{cell(std::move(instrument)), cell(std::move(item)), cell(std::move(column)),
                  cell(std::move(how))};
        if (options_.suggest) cells.push_back(cell(std::move(suggestion)));
        cells.push_back(cell(std::move(topic)));
        return cells;
    }

    [[nodiscard]] std::string name(std::size_t column) const { return read_.table.column(column).name(); }

    void add_items(Part const& part, std::size_t i, std::vector<Row>& rows, MapDraftPart& counts) const {
        auto const& instrument = *part.instrument;
        auto const sought = scoring::sought_items(instrument);
        auto const names = scoring::column_names(read_.table, sought);
        counts.instrument = instrument.id;
        counts.items = instrument.items.size();
        for (std::size_t k = 0; k < instrument.items.size(); ++k) {
            auto const& item = instrument.items[k];
            bool const told = !mapped_.empty() && mapped_[i].items[k].told;
            bool const needed = !item.optional && !item.unscored;
            auto const column = part.binding.item_columns[k];
            if (column) {
                ++counts.found;
                auto const how = told ? "the map" : how_found(sought[k], names[*column], !item.alias.empty());
                rows.push_back(row(instrument.id, item.id, name(*column), how, {}, item.label));
                continue;
            }
            std::vector<std::string> suggested;
            for (auto const c : part.likely[k].columns)
                suggested.push_back(name(c));
            if (needed) ++counts.to_be_filled;
            if (!suggested.empty()) ++counts.suggested;
            auto const how = !suggested.empty() ? "to be confirmed: " + part.likely[k].why
                             : needed           ? std::string("to be filled in")
                                                : std::string("may stay without");
            rows.push_back(row(instrument.id, item.id, {}, how, text::join(suggested, " | "), item.label));
        }
        auto const facts = scoring::sought_covariates(instrument);
        for (std::size_t k = 0; k < instrument.covariates.size(); ++k) {
            auto const column = part.binding.covariate_columns[k];
            bool const told = !mapped_.empty() && mapped_[i].covariates[k].told;
            auto const how = !column ? "may stay without"
                             : told  ? "the map"
                                     : how_found(facts[k], names[*column], false);
            rows.push_back(row(instrument.id, instrument.covariates[k].id, column ? name(*column) : "", how,
                               {}, "about the respondent"));
        }
    }

    [[nodiscard]] MapDraft write() const {
        MapDraft draft;
        std::vector<Row> rows;
        for (std::size_t i = 0; i < parts_.size(); ++i)
            add_items(parts_[i], i, rows, draft.parts.emplace_back());
        auto const free = free_columns();
        for (std::size_t c = 0; c < free.size(); ++c) {
            if (!free[c]) continue;
            ++draft.not_used;
            auto said = said_of_column(read_, c);
            rows.push_back(
                row({}, {}, name(c), "not used", {}, said == name(c) ? std::string() : std::move(said)));
        }
        auto table = header();
        table.hold(std::move(rows));
        (void)document::write_csv(table, [&](std::string_view bytes) {
            draft.text += bytes;
            return Diagnostics{};
        });
        return draft;
    }

    data::ReadResult& read_;
    std::string const& file_;
    MapDraftOptions const& options_;
    std::vector<instrument::Instrument const*> instruments_;
    std::vector<scoring::Mapped> mapped_;
    std::vector<Part> parts_;
};

}  // namespace

Outcome<MapDraft> draft_map(data::ReadResult& read, std::string const& file,
                            std::span<Definition const* const> definitions, MapDraftOptions const& options) {
    return Drafter(read, file, definitions, options).run();
}

}  // namespace quaestor::study
