#include "data/xlsx/sheet.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/xlsx/package.hpp"

#include <algorithm>

namespace quaestor::data::xlsx {
namespace {

// <worksheet><sheetData><row><c><v>: how many elements stand around each.
constexpr std::size_t around_data = 1;
constexpr std::size_t around_row = 2;
constexpr std::size_t around_cell = 3;
constexpr std::size_t around_value = 4;

CellType type_of(std::string_view written) {
    if (written == "s") return CellType::shared_text;
    if (written == "str" || written == "inlineStr") return CellType::text;
    if (written == "b") return CellType::boolean;
    if (written == "e") return CellType::error;
    if (written == "d") return CellType::iso_date;
    return CellType::number;
}

}  // namespace

std::string SheetPlace::whole() const {
    return file + ": sheet '" + sheet + "'";
}

std::string SheetPlace::at(Address const& address) const {
    return whole() + ", cell " + shown(address);
}

void SheetHandler::open(std::string_view element, Attributes const& attributes) {
    if (!in_data_) {
        if (element == "sheetData" && depth() == around_data) in_data_ = true;
        if (element == "mergeCell" && depth() == around_row) {
            if (auto const area = parse_area(attributes.text("ref"))) sink_.merged(*area);
        }
    } else if (depth() == around_row && element == "row") {
        open_row(attributes);
    } else if (depth() == around_cell && element == "c") {
        open_cell(attributes);
    } else if (depth() >= around_value) {
        open_in_cell(element);
    }
}

void SheetHandler::open_row(Attributes const& attributes) {
    auto const written = attributes.find("r");
    auto const number = written ? attributes.number("r").value_or(0) : last_row_ + 1;
    if (number <= last_row_ || number > most_rows) {
        return refuse_sheet(last_row_ == 0 ? "its first row has no number that a row can have"
                                           : "the row behind row " + std::to_string(last_row_) +
                                                 " has no number that can follow");
    }
    row_ = {number, attributes.is_set("hidden"), {}};
    last_row_ = number;
    next_column_ = 0;
    cells_.clear();
    ends_.clear();
    texts_.clear();
}

void SheetHandler::open_cell(Attributes const& attributes) {
    cell_ = {};
    cell_.address = {next_column_, row_.number};
    if (auto const written = attributes.find("r")) {
        auto const address = parse_address(*written);
        if (!address || address->row != row_.number) {
            return refuse_sheet("row " + std::to_string(row_.number) +
                                " has a cell whose address lies elsewhere");
        }
        cell_.address = *address;
    } else if (next_column_ >= most_columns) {
        return refuse_sheet("row " + std::to_string(row_.number) + " has more cells than a row can have");
    }
    next_column_ = cell_.address.column + 1;
    cell_.type = type_of(attributes.text("t"));
    cell_.style = attributes.number("s").value_or(0);
    value_.clear();
}

void SheetHandler::open_in_cell(std::string_view element) {
    if (inside_ == Inside::rich_text) {
        rich_.open(element);
    } else if (depth() == around_value && element == "v") {
        inside_ = Inside::value;
        cell_.stored = true;
    } else if (depth() == around_value && element == "is") {
        inside_ = Inside::rich_text;
        cell_.stored = true;
    } else if (depth() == around_value && element == "f") {
        cell_.formula = true;
    }
}

void SheetHandler::text(std::string_view characters) {
    if (inside_ == Inside::value) value_ += characters;
    if (inside_ == Inside::rich_text) rich_.characters(characters);
    if (std::max(value_.size(), rich_.size()) <= limits_.cell_bytes) return;
    refuse({Severity::error,
            std::string(code::field_too_long),
            "cell " + shown(cell_.address) + " has more than " + text::grouped(limits_.cell_bytes) +
                " bytes; a cell of Excel holds 32,767 characters",
            {},
            "shorten the text in that cell",
            place_.at(cell_.address)});
}

void SheetHandler::close(std::string_view element) {
    if (!in_data_) return;
    if (depth() == around_data) {
        in_data_ = false;
    } else if (depth() == around_row && element == "row") {
        close_row();
    } else if (depth() == around_cell && element == "c") {
        close_cell();
    } else if (depth() == around_value) {
        if (inside_ == Inside::rich_text) value_ = rich_.take();
        inside_ = Inside::nothing;
    } else if (inside_ == Inside::rich_text) {
        rich_.close(element);
    }
}

void SheetHandler::close_cell() {
    if (cell_.type == CellType::text) value_ = unescaped(value_);
    texts_ += value_;
    cells_.push_back(cell_);
    ends_.push_back(texts_.size());
}

void SheetHandler::close_row() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i].text = std::string_view(texts_).substr(begin, ends_[i] - begin);
        begin = ends_[i];
    }
    auto const not_before = [](Cell const& a, Cell const& b) { return a.address.column >= b.address.column; };
    auto const before = [](Cell const& a, Cell const& b) { return a.address.column < b.address.column; };
    auto twice = std::adjacent_find(cells_.begin(), cells_.end(), not_before);  // as a rule there is none
    if (twice != cells_.end()) {
        std::stable_sort(cells_.begin(), cells_.end(), before);
        twice = std::adjacent_find(cells_.begin(), cells_.end(), not_before);
    }
    if (twice != cells_.end())
        return refuse_sheet("cell " + shown(twice->address) + " is there more than once");
    row_.cells = cells_;
    if (auto error = sink_.row(row_)) refuse(std::move(*error));
}

void SheetHandler::refuse_sheet(std::string const& what) {
    auto diagnostic = not_a_workbook(place_.file, what);
    diagnostic.where = place_.whole();
    refuse(std::move(diagnostic));
}

void ContentProbe::open(std::string_view element, Attributes const&) {
    if (depth() != around_value || (element != "v" && element != "is")) return;
    found_ = true;
    stop();
}

}  // namespace quaestor::data::xlsx
