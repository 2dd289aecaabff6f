/// Rows of a sheet as XML, fast: what is the same in all rows of a column was written once and is copied. The XML is that
/// of libxlsxwriter, with texts in their cells, but for numbers, which keep all their digits.
#pragma once

#include "document/document.hpp"
#include "document/write/xlsx_sheet.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::document::xlsx {

/// A column of a data sheet.
struct RowColumn {
    Kind kind = Kind::text;
    int decimals = 0;
    std::int32_t plain = 0;  ///< index of its cells' format in the workbook
    std::int32_t zero = 0;   ///< the same for numbers below 0 that are shown as 0
};

/// "A" to "XFD".
[[nodiscard]] std::string letters_of(std::size_t column);

/// A spreadsheet keeps 15 digits of a number; a longer one is written as text.
[[nodiscard]] bool keeps_all_digits(std::int64_t number);

class RowXml {
public:
    explicit RowXml(std::vector<RowColumn> const& columns);

    /// `row` from 1, as sheets count.
    void begin_row(std::uint32_t row);
    void end_row();
    /// Cells of a row from left to right; one without a value is left out. `style` is the index of a format.
    void number(std::size_t column, double value, std::int32_t style);
    void text(std::size_t column, std::string_view words, std::int32_t style);

    /// Whole rows of CSV by write_csv(), the first of which becomes `row`: columns of text and flags hold texts, all others
    /// numbers. False where a text cannot be told from another (see original_of()); then the rows are of no use.
    [[nodiscard]] bool lines(std::string_view csv, std::uint32_t row);

    [[nodiscard]] std::string_view xml() const { return {bytes_.data(), size_}; }
    void clear() { size_ = 0; }
    /// Of all cells since the last call.
    [[nodiscard]] TextTroubles take_troubles() { return std::exchange(troubles_, {}); }

private:
    /// A short text that is copied in one go, however long it is.
    struct Snippet {
        static constexpr std::size_t most = 48;
        std::array<char, most> bytes{};
        std::size_t size = 0;

        Snippet() = default;
        explicit Snippet(std::string_view text);
    };
    struct ColumnXml {
        RowColumn column;
        Snippet open;         ///< <c r="B
        Snippet plain_number; ///< " s="1"><v>
        Snippet plain_text;   ///< " s="1" t="inlineStr"><is><t>
    };

    void reserve(std::size_t more) {
        if (size_ + more + Snippet::most > bytes_.size()) bytes_.resize((size_ + more + Snippet::most) * 2);
    }
    void put(Snippet const& snippet);
    void put(std::string_view text);
    void put_escaped(std::string_view text);
    void open_cell(std::size_t column);
    void digits(std::size_t column, std::string_view number, std::int32_t style);
    [[nodiscard]] bool field(std::size_t column, std::string_view text, bool quoted);

    std::vector<ColumnXml> columns_;
    std::vector<char> bytes_ = std::vector<char>(1 << 16);
    std::size_t size_ = 0;
    Snippet row_;
    TextTroubles troubles_;
};

}  // namespace quaestor::document::xlsx
