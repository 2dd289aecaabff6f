/// What one can ask of the reader of workbooks, and how far it goes with a broken or hostile file.
#pragma once

#include "base/decimal_mark.hpp"
#include "data/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace quaestor::data {

struct XlsxLimits {
    std::size_t file_bytes = 2'000'000'000;
    std::size_t entries = 10'000;  ///< files in the archive
    /// Bytes of all parts that are read, counted while they are unpacked. Sheets of digits shrink to a tenth
    /// or a thirtieth; a hundredth is rare.
    Allowance expanded{32'000'000, 100};
    /// Rows times columns: a row with one cell stands in the table with as many as there are columns.
    Allowance cells{8'000'000, 10};
    /// Text of all cells together: one long text can be used by many cells.
    Allowance text{32'000'000, 50};
    std::uint64_t most_text = 3'500'000'000;  ///< offsets are 32 bits wide
    std::size_t cell_bytes = 1 << 20;         ///< Excel's own limit is 32,767 characters
};

struct XlsxOptions {
    std::optional<std::string> sheet{};         ///< by name or number, see workbook.hpp
    std::optional<std::uint32_t> header_row{};  ///< as the sheet numbers it; rows above it are skipped
    /// Of numbers that stand in the sheet as texts, where the user said it. Numbers of the sheet have none.
    NumberNotation notation{};
    XlsxLimits limits{};
};

}  // namespace quaestor::data
