#include "data/xlsx/header_finder.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace quaestor::data::xlsx {
namespace {

constexpr std::size_t rows_tried = 20;

bool is_filled(std::optional<Value> const& value) {
    if (!value || value->kind != Value::Kind::text) return !value || value->kind != Value::Kind::blank;
    return !text::trimmed(value->text).empty();
}

}  // namespace

std::vector<std::uint32_t> HeaderFinder::filled(SheetRow const& row) {
    std::vector<std::uint32_t> columns;
    for (auto const& cell : row.cells) {
        if (is_filled(values_.of(cell))) columns.push_back(cell.address.column);
    }
    return columns;
}

bool HeaderFinder::looks_like_names(SheetRow const& row) {
    std::set<std::string, std::less<>> seen;
    for (auto const& cell : row.cells) {
        auto const value = values_.of(cell);
        if (!is_filled(value)) continue;
        if (!value || value->kind != Value::Kind::text || value->is_date) return false;
        auto const name = text::trimmed(value->text);
        if (text::parse_number(name) || !seen.emplace(name).second) return false;
    }
    return seen.size() >= 2;
}

Diagnostic HeaderFinder::no_such_row() const {
    return {Severity::error,
            std::string(code::no_header_line),
            "there is no header in row " + std::to_string(*given_),
            {},
            "--header-line takes the row of the sheet that has the column names",
            place_.whole()};
}

std::optional<Diagnostic> HeaderFinder::row_by_given(SheetRow const& row) {
    if (row.number < *given_) return std::nullopt;
    if (row.number > *given_ || filled(row).empty()) return no_such_row();
    found_ = true;
    table_.set_header_decision(" (given)");
    return table_.row(row);
}

std::optional<Diagnostic> HeaderFinder::row(SheetRow const& row) {
    if (found_) return table_.row(row);
    if (given_) return row_by_given(row);
    auto const columns = filled(row);
    if (columns.empty()) return table_.row(row);
    if (held_.empty() && columns.size() > 1) {
        found_ = true;
        return table_.row(row);
    }
    held_.emplace_back(row);
    if (!name_columns_.empty()) {
        ++rows_below_;
        // A cell in the first column alone is what stands below a title too.
        bool const more = columns.back() != name_columns_.front();
        bool const fits =
            more && std::includes(name_columns_.begin(), name_columns_.end(), columns.begin(), columns.end());
        if (fits) ++rows_that_fit_;
        return rows_below_ < rows_tried ? std::nullopt : decide();
    }
    if (columns.size() <= 1) return ++titles_ < rows_tried ? std::nullopt : decide();
    if (!looks_like_names(row)) return decide();
    name_columns_ = columns;
    return std::nullopt;
}

std::optional<Diagnostic> HeaderFinder::decide() {
    found_ = true;
    bool const titles = !name_columns_.empty() && 2 * rows_that_fit_ > rows_below_;
    if (titles) {
        table_.set_header_decision(", below " + text::counted(titles_, "title row", "title rows") +
                                   " with one filled cell");
    }
    for (std::size_t i = titles ? titles_ : 0; i < held_.size(); ++i) {
        if (auto error = table_.row(held_[i].row())) return error;
    }
    held_.clear();
    return std::nullopt;
}

std::optional<Diagnostic> HeaderFinder::finish() {
    if (found_) return std::nullopt;
    return given_ ? no_such_row() : decide();
}

}  // namespace quaestor::data::xlsx
