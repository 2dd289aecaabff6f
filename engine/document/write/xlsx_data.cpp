#include "document/write/xlsx_data.hpp"

#include "base/expects.hpp"
#include "document/number_format.hpp"

#include <cmath>

namespace quaestor::document::xlsx {
namespace {

std::vector<Face> faces_of(Table const& table) {
    std::vector<Face> faces;
    for (auto const& column : table.columns) {
        Face face;
        face.kind = column.kind;
        face.decimals = decimals_of(column.kind, column.decimals);
        face.indented = !faces.empty();
        faces.push_back(face);
    }
    return faces;
}

std::vector<RowColumn> columns_of(std::vector<Face> const& faces, Style& style) {
    std::vector<RowColumn> columns;
    for (auto const& face : faces) {
        auto zero = face;
        zero.zero = shown_as_zero(-1e-300, face.kind, face.decimals);
        columns.push_back({face.kind, face.decimals, style.index_of_cell(face), style.index_of_cell(zero)});
    }
    return columns;
}

}  // namespace

DataRows::DataRows(Table const& table, Style& style, std::string const& path, unsigned threads)
    : style_(style), faces_(faces_of(table)), columns_(columns_of(faces_, style)), body_(columns_, path, threads) {}

void DataRows::add(Table const& table) {
    RowXml xml(columns_);
    auto const rows_of_piece = SheetBody::rows_of_piece(columns_.size());
    for (std::size_t row = 0; row < table.rows; ++row) {
        add_row(table, row, xml);
        if ((row + 1) % rows_of_piece != 0 && row + 1 < table.rows) continue;
        (void)body_.add_xml(std::string(xml.xml()));
        xml.clear();
    }
    troubles_.add(xml.take_troubles());
    (void)body_.finish();
}

void DataRows::add_row(Table const& table, std::size_t row, RowXml& xml) {
    xml.begin_row(static_cast<std::uint32_t>(row + 2));
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        auto const cell = table.cells(row, column);
        auto const* const absent = std::get_if<Absent>(&cell.value);
        if (absent != nullptr && absent->reason.empty()) continue;
        auto const style = style_of(column, cell);
        if (auto const* const number = std::get_if<double>(&cell.value)) {
            xml.number(column, *number, style);
        } else if (auto const* const whole = std::get_if<std::int64_t>(&cell.value)) {
            if (keeps_all_digits(*whole)) {
                xml.number(column, static_cast<double>(*whole), style);
            } else {
                xml.text(column, std::to_string(*whole), style);
            }
        } else {
            xml.text(column, absent != nullptr ? absent->reason : std::get<std::string>(cell.value), style);
        }
    }
    xml.end_row();
}

std::int32_t DataRows::style_of(std::size_t column, Cell const& cell) {
    auto const* const number = std::get_if<double>(&cell.value);
    auto const& of_column = columns_[column];
    bool const zero = number != nullptr && *number < 0 && std::isfinite(*number) &&
                      shown_as_zero(*number, of_column.kind, of_column.decimals);
    bool const reason = std::holds_alternative<Absent>(cell.value);
    if (cell.tone == Tone::plain && !reason) return zero ? of_column.zero : of_column.plain;
    auto face = faces_[column];
    face.tone = cell.tone;
    face.reason = reason;
    face.zero = zero;
    return style_.index_of_cell(face);
}

TextTroubles DataRows::troubles() const {
    auto all = troubles_;
    all.add(body_.troubles());
    return all;
}

DataRows::Around DataRows::around(std::string sheet, std::size_t rows) const {
    // The library knows of the headings only.
    constexpr std::string_view used_cells = "<dimension ref=\"";
    auto const from = sheet.find(used_cells);
    auto const to = sheet.find("\"/>", from);
    expects(from != std::string::npos && to != std::string::npos, "xlsx: a sheet without its dimension");
    auto const begin = from + used_cells.size();
    auto const last = letters_of(columns_.size() - 1) + std::to_string(rows + 1);
    sheet.replace(begin, to - begin, last == "A1" ? last : "A1:" + last);
    auto const here = sheet.find("</sheetData>");
    expects(here != std::string::npos, "xlsx: a sheet without the end of its data");
    return {sheet.substr(0, here), sheet.substr(here)};
}

}  // namespace quaestor::document::xlsx
