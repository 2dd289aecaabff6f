/// A sheet of an Excel workbook (.xlsx, .xlsm) as a table. What is read is what Excel shows; see value.hpp.
///
/// The first row with anything in it has the names, titles above it aside (header_finder.hpp). Each column
/// below a name, or with anything in it, is a column of the table. Rows without anything are left out; rows
/// that a filter hides are read. A cell that shows an error, or a formula whose value is not stored, is
/// unreadable, with a finding. Merged cells in the header are refused: which name belongs to which column
/// would be a guess. A last row that adds up the others is refused, as in a CSV file.
///
/// Macros, links, comments, charts and whatever else a workbook holds are never looked at, and nothing
/// outside the file is. Limits are counted while the parts are unpacked, so that a hostile file ends in a
/// message and not in a full memory.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "data/xlsx/options.hpp"

#include <string>
#include <string_view>

namespace quaestor::data {

/// How every zip archive begins, and so every workbook.
inline constexpr std::string_view archive_mark = "PK\x03\x04";

/// `name` is the file's, for messages. Errors, with no table: codes.hpp. Cost: one pass over the sheet's XML.
[[nodiscard]] Outcome<ReadResult> read_xlsx(std::string const& name, std::string_view bytes,
                                            XlsxOptions const& options = {});

}  // namespace quaestor::data
