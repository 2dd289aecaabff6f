/// A data sheet's rows and how its cells look.
#pragma once

#include "document/write/xlsx_body.hpp"
#include "document/write/xlsx_style.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::document::xlsx {

class DataRows {
public:
    /// Makes the formats of `table`'s columns; reads no rows. `style` and `path` as the workbook has them, `threads` as
    /// SheetBody.
    DataRows(Table const& table, Style& style, std::string const& path, unsigned threads);

    /// Reads all rows of the table, in order and on this thread, and finishes the body. A number that is not finite is a Bug.
    void add(Table const& table);
    [[nodiscard]] SheetBody& body() { return body_; }
    /// Once the body is finished.
    [[nodiscard]] TextTroubles troubles() const;
    /// The sheet as the library wrote it, without rows, up to where they belong, and from there on.
    struct Around {
        std::string before;
        std::string behind;
    };
    [[nodiscard]] Around around(std::string sheet, std::size_t rows) const;

private:
    [[nodiscard]] std::int32_t style_of(std::size_t column, Cell const& cell);
    void add_row(Table const& table, std::size_t row, RowXml& xml);

    Style& style_;
    std::vector<Face> faces_;  ///< of plain cells, by column
    std::vector<RowColumn> columns_;
    SheetBody body_;
    TextTroubles troubles_;  ///< of rows that were read here
};

}  // namespace quaestor::document::xlsx
