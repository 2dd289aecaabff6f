#include "data/table.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "data/number_text.hpp"
#include "data/xlsx/address.hpp"

#include <algorithm>
#include <limits>

namespace quaestor::data {
namespace {

/// `places` are ascending, so that no value is moved over one that is still needed.
template <class T>
void keep(std::vector<T>& values, std::span<std::size_t const> places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i != places[i]) values[i] = std::move(values[places[i]]);
    }
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(places.size()), values.end());
}

}  // namespace

Column::Column(std::string name, ColumnKind kind, std::vector<MissingReason> missing)
    : name_(std::move(name)), kind_(kind), missing_(std::move(missing)) {}

Column Column::integer(std::string name, std::vector<std::int32_t> values,
                       std::vector<MissingReason> missing) {
    expects(values.size() == missing.size(), "data::Column: as many values as reasons");
    Column column(std::move(name), ColumnKind::integer, std::move(missing));
    column.integers_ = std::move(values);
    return column;
}

Column Column::real(std::string name, std::vector<double> values, std::vector<MissingReason> missing) {
    expects(values.size() == missing.size(), "data::Column: as many values as reasons");
    Column column(std::move(name), ColumnKind::real, std::move(missing));
    column.reals_ = std::move(values);
    return column;
}

Column Column::text(std::string name, TextCells texts, std::vector<MissingReason> missing) {
    expects(texts.size() == missing.size(), "data::Column: as many texts as reasons");
    Column column(std::move(name), ColumnKind::text, std::move(missing));
    column.texts_ = std::move(texts);
    return column;
}

std::span<std::int32_t const> Column::integers() const {
    expects(kind_ == ColumnKind::integer, "data::Column: not an integer column");
    return integers_;
}

std::span<double const> Column::reals() const {
    expects(kind_ == ColumnKind::real, "data::Column: not a real column");
    return reals_;
}

TextCells const& Column::texts() const {
    expects(kind_ == ColumnKind::text, "data::Column: not a text column");
    return texts_;
}

std::string Column::text(std::size_t row) const {
    expects(row < size(), "data::Column: no such row");
    if (kind_ == ColumnKind::text) return std::string(texts_[row]);
    if (missing_[row] != MissingReason::none && missing_[row] != MissingReason::declared) return {};
    return kind_ == ColumnKind::integer ? number_text(integers_[row]) : number_text(reals_[row]);
}

void Column::set_missing(std::size_t row, MissingReason reason) {
    expects(row < size(), "data::Column: no such row");
    expects(reason != MissingReason::none, "data::Column: a reason is needed");
    missing_[row] = reason;
    if (reason == MissingReason::declared || kind_ == ColumnKind::text) return;
    if (kind_ == ColumnKind::integer) integers_[row] = 0;
    if (kind_ == ColumnKind::real) reals_[row] = std::numeric_limits<double>::quiet_NaN();
}

void Column::keep_rows(std::span<std::size_t const> rows) {
    keep(missing_, rows);
    if (kind_ == ColumnKind::integer) keep(integers_, rows);
    if (kind_ == ColumnKind::real) keep(reals_, rows);
    if (kind_ != ColumnKind::text) return;
    TextCells kept;
    kept.reserve(rows.size());
    for (auto const row : rows)
        kept.add(texts_[row]);
    texts_ = std::move(kept);
}

Table::Table(std::vector<Column> columns, std::vector<std::uint32_t> lines, RefusedRows refused,
             Places places)
    : columns_(std::move(columns)),
      lines_(std::move(lines)),
      refused_(std::move(refused)),
      places_(std::move(places)) {
    expects(places_.kind != Places::Kind::cells || places_.columns.size() == columns_.size(),
            "data::Table: a place in the sheet for each column");
    for (auto const& column : columns_) {
        expects(column.size() == lines_.size(), "data::Table: columns of different length");
    }
}

Column const& Table::column(std::size_t column) const {
    expects(column < columns_.size(), "data::Table: no such column");
    return columns_[column];
}

std::optional<std::size_t> Table::find(std::string_view name) const {
    auto const found =
        std::find_if(columns_.begin(), columns_.end(), [&](Column const& c) { return c.name() == name; });
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
}

std::vector<std::size_t> Table::find_ignoring_case(std::string_view name) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (text::equal_ignoring_case(columns_[i].name(), name)) found.push_back(i);
    }
    if (!found.empty() || name.empty()) return found;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (text::equal_ignoring_case(columns_[i].other_name(), name)) found.push_back(i);
    }
    return found;
}

std::uint32_t Table::line(std::size_t row) const {
    expects(row < lines_.size(), "data::Table: no such row");
    return lines_[row];
}

std::string Table::place(std::size_t row) const {
    return place_at(line(row));
}

std::string Table::place(std::size_t row, std::size_t column) const {
    return place_at(line(row), row, column);
}

std::string Table::place_at(std::uint32_t line) const {
    auto const place = std::string(line_word()) + " " + std::to_string(line);
    return places_.kind == Places::Kind::cells ? place + " of sheet '" + places_.sheet + "'" : place;
}

std::string Table::place_at(std::uint32_t line, std::size_t row, std::size_t column) const {
    auto const named = ", column '" + heading(row, column) + "'";
    if (places_.kind != Places::Kind::cells) return place_at(line) + named;
    auto const at = takes_turns(row) ? turns_.places[turns_.turn[row]][column].sheet_column : places_.columns[column];
    return "sheet '" + places_.sheet + "', cell " + xlsx::column_letters(at) + std::to_string(line) + named;
}

std::string const& Table::heading(std::size_t row, std::size_t column) const {
    auto const& name = this->column(column).name();
    return takes_turns(row) ? turns_.places[turns_.turn[row]][column].name : name;
}

std::size_t Table::file_row(std::size_t row) const {
    return takes_turns(row) ? turns_.file_row[row] : row;
}

void Table::set_turns(Turns turns) {
    expects(turns.turn.size() == row_count() && turns.file_row.size() == row_count(),
            "data::Table: one turn for each row");
    for (auto const& places : turns.places)
        expects(places.size() == column_count(), "data::Table: one place for each column and turn");
    turns_ = std::move(turns);
}

std::string Table::text(std::size_t column, std::size_t row) const {
    auto const& cells = this->column(column);
    return refused(row) ? std::string(refused_.field(row, column)) : cells.text(row);
}

NumberNotation Table::notation(std::size_t column) const {
    return this->column(column).notation().value_or(notation_);
}

Column& Table::column_to_change(std::size_t column) {
    expects(column < columns_.size(), "data::Table: no such column");
    return columns_[column];
}

void Table::refuse(std::span<std::size_t const> rows) {
    RefusedRows refused;
    auto next = rows.begin();
    for (std::size_t row = 0; row < row_count(); ++row) {
        bool const asked = next != rows.end() && *next == row;
        if (asked) ++next;
        if (!asked && !this->refused(row)) continue;
        refused.add_row(static_cast<std::uint32_t>(row));
        for (std::size_t c = 0; c < columns_.size(); ++c)
            refused.add_field(text(c, row));
    }
    refused_ = std::move(refused);
    for (auto const row : rows) {
        for (auto& column : columns_)
            column.set_missing(row, MissingReason::unreadable);
    }
}

void Table::forget_refused_texts() {
    RefusedRows refused;
    for (auto const row : refused_.rows())
        refused.add_row(row);
    refused_ = std::move(refused);
}

void Table::keep_rows(std::span<std::size_t const> rows) {
    RefusedRows refused;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!this->refused(rows[i])) continue;
        refused.add_row(static_cast<std::uint32_t>(i));
        for (std::size_t c = 0; c < columns_.size(); ++c)
            refused.add_field(refused_.field(rows[i], c));
    }
    refused_ = std::move(refused);
    for (auto& column : columns_)
        column.keep_rows(rows);
    keep(lines_, rows);
    if (turns_.turn.empty()) return;
    keep(turns_.turn, rows);
    keep(turns_.file_row, rows);
}

void Table::keep_columns(std::span<std::size_t const> columns) {
    RefusedRows refused;
    for (auto const row : refused_.rows()) {
        refused.add_row(row);
        for (auto const column : columns)
            refused.add_field(refused_.field(row, column));
    }
    refused_ = std::move(refused);
    keep(columns_, columns);
    if (places_.kind == Places::Kind::cells) keep(places_.columns, columns);
    for (auto& places : turns_.places)
        keep(places, columns);
}

}  // namespace quaestor::data
