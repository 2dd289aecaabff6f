/// Which row of a sheet has the names of the columns: titles above it are no data.
#pragma once

#include "base/diagnostic.hpp"
#include "data/xlsx/held_row.hpp"
#include "data/xlsx/sheet.hpp"
#include "data/xlsx/sheet_table.hpp"
#include "data/xlsx/value.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace quaestor::data::xlsx {

/// Rows with one filled cell are titles where a row of names stands below them: two or more, each different
/// and none a number, with rows below it that keep to its columns. Else the first row with anything in it has
/// the names. The row that is `given` has them without proof; where it is blank or not there, error D119.
class HeaderFinder : public RowSink {
public:
    /// All must outlive it. Rows from the header on go to `table`.
    HeaderFinder(SheetPlace const& place, CellValues& values, std::optional<std::uint32_t> given,
                 SheetTable& table)
        : place_(place), values_(values), given_(given), table_(table) {}

    [[nodiscard]] std::optional<Diagnostic> row(SheetRow const& row) override;
    void merged(Area const& area) override { table_.merged(area); }

    /// Behind the last row.
    [[nodiscard]] std::optional<Diagnostic> finish();

private:
    [[nodiscard]] std::optional<Diagnostic> row_by_given(SheetRow const& row);
    [[nodiscard]] Diagnostic no_such_row() const;
    /// Columns with anything in them; a text that is not in the workbook's list is something.
    [[nodiscard]] std::vector<std::uint32_t> filled(SheetRow const& row);
    [[nodiscard]] bool looks_like_names(SheetRow const& row);
    /// Settles it, and passes on what was held.
    [[nodiscard]] std::optional<Diagnostic> decide();

    SheetPlace const& place_;
    CellValues& values_;
    std::optional<std::uint32_t> given_;
    SheetTable& table_;

    bool found_ = false;
    std::vector<HeldRow> held_;
    std::size_t titles_ = 0;                   ///< of held_, from the first on
    std::vector<std::uint32_t> name_columns_;  ///< of the row behind them, where it looks like names
    std::size_t rows_below_ = 0;
    std::size_t rows_that_fit_ = 0;
};

}  // namespace quaestor::data::xlsx
