#include "data/xlsx/sheet_table.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/messages.hpp"
#include "data/number_text.hpp"
#include "data/total_row.hpp"
#include "data/xlsx/package.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace quaestor::data::xlsx {
namespace {

constexpr std::size_t rows_looked_at = 20;

bool is_blank(Value const& value) {
    return value.kind == Value::Kind::blank ||
           (value.kind == Value::Kind::text && text::trimmed(value.text).empty());
}

std::string_view code_of(Unreadable why) {
    switch (why) {
        case Unreadable::error:
            return code::error_cell;
        case Unreadable::formula:
            return code::formula_without_value;
        case Unreadable::outside_calendar:
        case Unreadable::no_number:
            break;
    }
    return code::unusable_number;
}

/// Bytes of a number as text, roughly: only those that are very large or very small are long.
std::uint64_t text_size(double number) {
    auto const size = std::abs(number);
    return size != 0 && (size >= 1e17 || size < 1e-17) ? 350 : 0;
}

bool is_several(Area const& area) {
    return area.first.row != area.last.row || area.first.column != area.last.column;
}

}  // namespace

SheetTable::SheetTable(SheetPlace const& place, CellValues& values, XlsxLimits const& limits,
                       std::size_t file_bytes)
    : place_(place),
      values_(values),
      most_cells_(limits.cells.of(file_bytes)),
      most_text_(std::min(limits.text.of(file_bytes), limits.most_text)),
      column_at_(most_columns, -1) {}

std::optional<Diagnostic> SheetTable::row(SheetRow const& row) {
    return header_row_ == 0 ? take_header(row) : take_row(row);
}

std::optional<Diagnostic> SheetTable::not_in_list(Cell const& cell) const {
    auto diagnostic =
        not_a_workbook(place_.file, "cell " + shown(cell.address) +
                                        " refers to a text that the workbook's list does not have");
    diagnostic.where = place_.at(cell.address);
    return diagnostic;
}

std::optional<Diagnostic> SheetTable::take_header(SheetRow const& row) {
    for (auto const& cell : row.cells) {
        auto const value = values_.of(cell);
        if (!value) return not_in_list(cell);
        if (is_blank(*value)) continue;
        if (value->kind == Value::Kind::unreadable) {
            return Diagnostic{Severity::error,
                              std::string(code_of(value->why)),
                              "cell " + shown(cell.address) + " of the header cannot be read: it holds " +
                                  describe(value->why, cell),
                              {},
                              "write the name of the column there, or open the file in Excel and save it",
                              place_.at(cell.address)};
        }
        auto name = value->kind == Value::Kind::number ? number_text(value->number)
                                                       : std::string(text::trimmed(value->text));
        column_at_[cell.address.column] = static_cast<std::int32_t>(columns_.size());
        columns_.push_back({cell.address.column, name, ColumnBuilder(name)});
        header_row_ = row.number;
    }
    if (header_row_ == 0) ++blank_rows_;
    return std::nullopt;
}

std::size_t SheetTable::new_column(std::uint32_t place) {
    BuiltColumn column{place, {}, ColumnBuilder({})};
    column.cells.expect_rows(lines_.size() + 1);
    for (std::size_t i = 0; i < lines_.size(); ++i)
        column.cells.add_missing(MissingReason::blank);
    column_at_[place] = static_cast<std::int32_t>(columns_.size());
    columns_.push_back(std::move(column));
    return columns_.size() - 1;
}

void SheetTable::add_value(ColumnBuilder& column, Cell const& cell, Value const& value) {
    switch (value.kind) {
        case Value::Kind::number:
            column.add_number(value.number);
            text_bytes_ += text_size(value.number);
            if (value.was_text) numbers_as_text_.add(cell.address);
            if (value.rounded) rounded_.add(cell.address);
            if (value.beyond_fifteen) beyond_fifteen_.add(cell.address);
            break;
        case Value::Kind::text:
            column.add(value.text);
            text_bytes_ += value.text.size();
            if (value.is_date) {
                dates_.add(cell.address);
            } else if (exact_real(value.text)) {
                numbers_as_text_.add(cell.address);
            }
            break;
        case Value::Kind::unreadable:
            column.add_missing(MissingReason::unreadable);
            break;
        case Value::Kind::blank:
            break;
    }
}

std::optional<Diagnostic> SheetTable::too_large() const {
    bool const cells = lines_.size() * columns_.size() > most_cells_;
    if (!cells && text_bytes_ <= most_text_) return std::nullopt;
    return Diagnostic{Severity::error,
                      std::string(code::workbook_expands),
                      std::string("the sheet has more ") + (cells ? "cells" : "text") +
                          " than a file of its size can hold answers",
                      {},
                      "copy the rows and columns that are needed into a new workbook",
                      place_.whole()};
}

void SheetTable::take_cell(Cell const& cell, Value const& value) {
    auto at = column_at_[cell.address.column];
    if (at < 0) {
        at = static_cast<std::int32_t>(new_column(cell.address.column));
        filled_.push_back(0);
    }
    auto const index = static_cast<std::size_t>(at);
    add_value(columns_[index].cells, cell, value);
    filled_[index] = 1;
    if (value.kind == Value::Kind::unreadable) {
        unreadable_.push_back({static_cast<std::uint32_t>(lines_.size()), static_cast<std::uint32_t>(index),
                               value.why, describe(value.why, cell), std::string(cell.text)});
    } else if (cell.formula) {
        formulas_.add(cell.address);
    }
}

bool SheetTable::is_blank_row(SheetRow const& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [&](Cell const& cell) {
        auto const value = values_.of(cell);
        return value && is_blank(*value);
    });
}

bool SheetTable::begins_like_a_total(SheetRow const& row) {
    auto const first = std::find_if(row.cells.begin(), row.cells.end(), [&](Cell const& cell) {
        return cell.address.column == columns_.front().place;
    });
    if (first == row.cells.end()) return false;
    auto const value = values_.of(*first);
    return value && value->kind == Value::Kind::text && names_a_total(value->text);
}

std::optional<Diagnostic> SheetTable::take_row(SheetRow const& row) {
    if (is_blank_row(row)) {
        ++blank_rows_;
        return std::nullopt;
    }
    if (perhaps_total_) {
        auto const held = *std::exchange(perhaps_total_, std::nullopt);
        if (auto error = accept(held.row())) return error;
    }
    if (!begins_like_a_total(row)) return accept(row);
    perhaps_total_.emplace(row);
    return std::nullopt;
}

std::optional<Diagnostic> SheetTable::accept(SheetRow const& row) {
    std::size_t written = 0;
    filled_.assign(columns_.size(), 0);
    for (auto const& cell : row.cells) {
        auto const value = values_.of(cell);
        if (!value) return not_in_list(cell);
        if (is_blank(*value)) continue;
        ++written;
        take_cell(cell, *value);
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (filled_[i] == 0) columns_[i].cells.add_missing(MissingReason::blank);
    }
    lines_.push_back(row.number);
    if (row.hidden) ++hidden_rows_;
    if (first_rows_ < rows_looked_at) {
        ++first_rows_;
        if (written > 1) ++first_rows_wide_;
    }
    return too_large();
}

void SheetTable::refuse_total(SheetRow const& row) {
    total_cells_.resize(columns_.size());
    for (auto const& cell : row.cells) {
        auto const value = values_.of(cell);
        auto const at = column_at_[cell.address.column];
        if (!value || at < 0) continue;
        auto& text = total_cells_[static_cast<std::size_t>(at)];
        if (value->kind == Value::Kind::text) text = value->text;
        if (value->kind == Value::Kind::number) text = number_text(value->number);
    }
    for (auto& column : columns_)
        column.cells.add_missing(MissingReason::unreadable);
    lines_.push_back(row.number);
}

void SheetTable::check_header(Diagnostics& diagnostics) const {
    auto const merged = std::find_if(merged_.begin(), merged_.end(), [&](Area const& area) {
        return is_several(area) && area.first.row <= header_row_ && area.last.row >= header_row_;
    });
    if (merged != merged_.end()) {
        auto const& area = *merged;
        diagnostics.add({Severity::error,
                         std::string(code::merged_header),
                         "the cells " + shown(area) +
                             " of the header are merged: a title, or one name for several "
                             "columns or rows",
                         {},
                         "unmerge them, and let one row above the answers have the name of each column",
                         place_.at(area.first)});
        return;
    }
    auto const named = std::count_if(columns_.begin(), columns_.end(),
                                     [](BuiltColumn const& column) { return !column.name.empty(); });
    if (named == 1 && first_rows_wide_ * 2 > first_rows_) {
        diagnostics.add(
            {Severity::error,
             std::string(code::title_above_header),
             "row " + std::to_string(header_row_) +
                 " has one cell and the rows below have more: it looks like a title, and no column "
                 "has a name",
             {},
             "delete the rows above the names of the columns, or say which row has them: --header-line N",
             place_.at({columns_.front().place, header_row_})});
    }
}

void SheetTable::name_the_nameless(ReadResult& result, Diagnostics& diagnostics) {
    std::vector<std::string> called;
    for (auto& column : columns_) {
        if (!column.name.empty()) continue;
        column.name = "column " + column_letters(column.place);
        column.cells.rename(column.name);
        called.push_back("'" + column.name + "'");
    }
    if (called.empty()) return;
    auto const more = called.size() > 3 ? called.size() - 3 : 0;
    called.resize(std::min<std::size_t>(called.size(), 3));
    auto const list = text::join(called, ", ") + (more > 0 ? " and " + text::grouped(more) + " more" : "");
    result.decisions.push_back("columns without a name: called " + list);
    diagnostics.add({Severity::warning,
                     std::string(code::column_without_name),
                     "there are cells below no name; their columns are called " + list,
                     {},
                     "give the column a name in row " + std::to_string(header_row_) + " if it is needed",
                     place_.whole()});
}

void SheetTable::check_names(std::vector<BuiltColumn const*> const& ordered, Diagnostics& diagnostics) const {
    constexpr std::size_t most_shown = 20;
    std::unordered_map<std::string_view, std::uint32_t> seen;
    std::size_t found = 0;
    for (auto const* column : ordered) {
        auto const [earlier, is_new] = seen.emplace(column->name, column->place);
        if (is_new || found++ >= most_shown) continue;
        auto const cells = shown(Address{earlier->second, header_row_}) + " and " +
                           shown(Address{column->place, header_row_});
        // A name that is a number is no name but an answer: the header is missing, and an answer is never
        // shown.
        bool const number = text::parse_number(column->name).has_value();
        diagnostics.add(
            {Severity::error,
             std::string(code::duplicate_name),
             number ? "the header has the same number in cells " + cells
                    : "the header has '" + csv::shortened(column->name) + "' twice, in cells " + cells,
             {},
             number ? "the first row of the sheet must have the names of the columns"
                    : "give each column its own name, so that no answer is taken from the wrong one",
             place_.at({column->place, header_row_})});
    }
}

void SheetTable::note(std::string_view code, std::string const& decision, std::string const& message,
                      ReadResult& result, Diagnostics& diagnostics) const {
    result.decisions.push_back(decision);
    diagnostics.add({Severity::note, std::string(code), message, {}, {}, place_.whole()});
}

void SheetTable::report(ReadResult& result, Diagnostics& diagnostics, bool recalculates) const {
    auto const first = [](Tally const& tally) {
        return tally.count > 1 ? ", the first of them " + shown(tally.first)
                               : " (" + shown(tally.first) + ")";
    };
    auto const cells = [](Tally const& tally, std::string const& one, std::string const& many) {
        return text::counted(tally.count, "cell " + one, "cells " + many);
    };
    auto const warn = [&](std::string_view code, std::string message, std::string hint) {
        diagnostics.add(
            {Severity::warning, std::string(code), std::move(message), {}, std::move(hint), place_.whole()});
    };
    if (blank_rows_ > 0) {
        auto const message = text::counted(blank_rows_, "blank row", "blank rows") + " skipped";
        note(code::blank_lines, "rows: " + message, message, result, diagnostics);
    }
    if (hidden_rows_ > 0) {
        auto const message = text::counted(hidden_rows_, "row is hidden", "rows are hidden") +
                             ", by a filter or by hand, and read like all others";
        note(code::hidden_rows, "rows: " + message, message, result, diagnostics);
    }
    if (numbers_as_text_.count > 0) {
        auto const what = cells(numbers_as_text_, "holds a number as text", "hold numbers as text");
        note(code::numbers_as_text, "cells: " + what + ", read as numbers",
             what + first(numbers_as_text_) + "; read as numbers", result, diagnostics);
    }
    if (dates_.count > 0) {
        result.decisions.push_back("cells: " + cells(dates_, "is a date or time", "are dates or times") +
                                   ", read as 2024-02-29 and 23:30");
    }
    if (rounded_.count > 0) {
        result.decisions.push_back("cells: of " + text::counted(rounded_.count, "number", "numbers") +
                                   " the first 15 digits are read, as Excel shows them");
    }
    if (beyond_fifteen_.count > 0) {
        warn(code::long_numbers,
             cells(beyond_fifteen_, "holds a whole number of more than 15 digits",
                   "hold whole numbers of more than 15 digits") +
                 first(beyond_fifteen_) + ": Excel may have changed the last digits",
             "keep long ids as text in the sheet");
    }
    if (recalculates && formulas_.count > 0) {
        warn(code::stale_formulas,
             cells(formulas_, "is a formula", "are formulas") + first(formulas_) +
                 ", and the program that wrote the file left it to Excel to compute them: what is stored may "
                 "not be their value",
             "open the file in Excel, save it, and read it again");
    }
    Tally merged;
    for (auto const& area : merged_) {
        if (is_several(area) && area.first.row > header_row_) merged.add(area.first);
    }
    if (merged.count > 0) {
        warn(code::merged_cells,
             text::counted(merged.count, "area of merged cells", "areas of merged cells") + first(merged) +
                 ": only the first cell of each has the value, and the others are blank",
             "unmerge them and fill the value into each cell if it is meant for all");
    }
    if (lines_.empty()) warn(code::no_rows, "there are no rows below the header", {});
}

Outcome<ReadResult> SheetTable::finish(std::vector<std::string> decisions, bool recalculates) && {
    Outcome<ReadResult> outcome;
    if (header_row_ == 0) {
        return Outcome<ReadResult>::failure(
            {Severity::error, std::string(code::empty_file), "the sheet is empty", {}, {}, place_.whole()});
    }
    outcome.value.emplace();
    auto& result = *outcome.value;
    result.decisions = std::move(decisions);
    auto const header = "row " + std::to_string(header_row_) + header_why_;
    result.decisions.push_back("header: " + header);
    if (header_why_.starts_with(','))
        outcome.diagnostics.add({Severity::note,
                                 std::string(code::titles_skipped),
                                 "the header is " + header,
                                 {},
                                 {},
                                 place_.whole()});
    if (perhaps_total_) refuse_total(perhaps_total_->row());
    check_header(outcome.diagnostics);
    if (!outcome.diagnostics.has_errors()) name_the_nameless(result, outcome.diagnostics);

    std::vector<std::size_t> order(columns_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return columns_[a].place < columns_[b].place; });
    std::vector<BuiltColumn const*> ordered;
    std::vector<std::uint32_t> new_place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        ordered.push_back(&columns_[order[i]]);
        new_place[order[i]] = static_cast<std::uint32_t>(i);
    }
    if (!outcome.diagnostics.has_errors()) check_names(ordered, outcome.diagnostics);
    if (outcome.diagnostics.has_errors()) {
        outcome.value.reset();
        return outcome;
    }
    report(result, outcome.diagnostics, recalculates);

    for (auto const& found : unreadable_) {
        result.findings.add({found.row, lines_[found.row], new_place[found.column], code_of(found.why),
                             found.detail, found.raw});
    }
    RefusedRows refused;
    if (perhaps_total_) {
        auto const row = static_cast<std::uint32_t>(lines_.size() - 1);
        refused.add_row(row);
        for (auto const i : order)
            refused.add_field(total_cells_[i]);
        result.findings.add(
            {row, lines_.back(), 0, code::total_row, total_row_detail, total_cells_[order[0]]});
        outcome.diagnostics.add(
            {Severity::warning,
             std::string(code::total_row),
             "1 row is refused; row " + std::to_string(lines_.back()) + ": " + std::string(total_row_detail),
             {},
             std::string(total_row_hint),
             place_.whole()});
    }
    std::vector<Column> columns;
    Places places{Places::Kind::cells, place_.sheet, {}};
    for (auto const i : order) {
        places.columns.push_back(columns_[i].place);
        columns.push_back(columns_[i].cells.finish());
    }
    result.table = Table(std::move(columns), std::move(lines_), std::move(refused), std::move(places));
    return outcome;
}

}  // namespace quaestor::data::xlsx
