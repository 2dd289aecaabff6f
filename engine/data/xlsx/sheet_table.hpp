/// Rows of a sheet as they become a table: the first row with anything in it has the names, each row below
/// with anything in it is a row of the table.
#pragma once

#include "base/diagnostic.hpp"
#include "data/column_builder.hpp"
#include "data/read_result.hpp"
#include "data/xlsx/held_row.hpp"
#include "data/xlsx/options.hpp"
#include "data/xlsx/sheet.hpp"
#include "data/xlsx/value.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::xlsx {

class SheetTable : public RowSink {
public:
    /// All must outlive it. `file_bytes` is the size of the workbook, which what is read is measured by.
    SheetTable(SheetPlace const& place, CellValues& values, XlsxLimits const& limits, std::size_t file_bytes);

    /// Errors D151 (more cells or text than such a file has), D152 (a text that is not in the list), D159
    /// and D160 (a name that cannot be read).
    [[nodiscard]] std::optional<Diagnostic> row(SheetRow const& row) override;
    /// Ends what the receipt says of the header: "header: row 3" and this. With titles skipped, also a note.
    void set_header_decision(std::string why) { header_why_ = std::move(why); }
    void merged(Area const& area) override { merged_.push_back(area); }

    /// The table with all there is to say of it. Errors D113, D114, D157 and D158 are about the names.
    [[nodiscard]] Outcome<ReadResult> finish(std::vector<std::string> decisions, bool recalculates) &&;

private:
    struct BuiltColumn {
        std::uint32_t place = 0;  ///< in the sheet, from 0
        std::string name;         ///< empty where the header has none
        ColumnBuilder cells;
    };
    struct FoundUnreadable {
        std::uint32_t row = 0;
        std::uint32_t column = 0;  ///< in columns_
        Unreadable why = Unreadable::error;
        std::string detail;
        std::string raw;
    };
    /// Cells of one sort, and where the first of them is.
    struct Tally {
        std::size_t count = 0;
        Address first{};

        void add(Address const& address) {
            if (count++ == 0) first = address;
        }
    };

    [[nodiscard]] std::optional<Diagnostic> take_header(SheetRow const& row);
    [[nodiscard]] std::optional<Diagnostic> take_row(SheetRow const& row);
    [[nodiscard]] std::optional<Diagnostic> accept(SheetRow const& row);
    [[nodiscard]] bool is_blank_row(SheetRow const& row);
    [[nodiscard]] bool begins_like_a_total(SheetRow const& row);
    /// The row stays in the table, its cells unreadable.
    void refuse_total(SheetRow const& row);
    /// `value` is not blank.
    void take_cell(Cell const& cell, Value const& value);
    void add_value(ColumnBuilder& column, Cell const& cell, Value const& value);
    [[nodiscard]] std::optional<Diagnostic> too_large() const;
    /// Of a column without a name, from the first cell with anything in it on; its place in columns_.
    std::size_t new_column(std::uint32_t place);
    [[nodiscard]] std::optional<Diagnostic> not_in_list(Cell const& cell) const;

    void check_header(Diagnostics& diagnostics) const;
    void check_names(std::vector<BuiltColumn const*> const& ordered, Diagnostics& diagnostics) const;
    void name_the_nameless(ReadResult& result, Diagnostics& diagnostics);
    void report(ReadResult& result, Diagnostics& diagnostics, bool recalculates) const;
    void note(std::string_view code, std::string const& decision, std::string const& message,
              ReadResult& result, Diagnostics& diagnostics) const;

    SheetPlace const& place_;
    CellValues& values_;
    std::uint64_t most_cells_;
    std::uint64_t most_text_;

    std::uint32_t header_row_ = 0;  ///< 0 until it was found
    std::string header_why_;
    std::vector<BuiltColumn> columns_;
    std::vector<std::int32_t> column_at_;  ///< by place in the sheet: in columns_, or -1
    std::vector<std::uint32_t> lines_;
    std::vector<char> filled_;  ///< of columns_: has the row that is read a cell there?
    std::vector<FoundUnreadable> unreadable_;
    std::optional<HeldRow> perhaps_total_;  ///< known only when no row comes behind it
    std::vector<std::string> total_cells_;  ///< of columns_: what stood in the row that was refused
    std::vector<Area> merged_;
    std::uint64_t text_bytes_ = 0;

    std::size_t blank_rows_ = 0;
    std::size_t hidden_rows_ = 0;
    std::size_t first_rows_ = 0;       ///< up to 20 of them,
    std::size_t first_rows_wide_ = 0;  ///< and those with more than one cell
    Tally numbers_as_text_;
    Tally dates_;
    Tally rounded_;
    Tally beyond_fifteen_;
    Tally formulas_;
};

}  // namespace quaestor::data::xlsx
