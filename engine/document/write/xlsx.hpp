/// A document as an Excel workbook (Office Open XML), through libxlsxwriter.
///
/// The first sheet, Summary, has title, subtitle, the summary's blocks and the facts; then comes one sheet
/// per section. Numbers are numbers, shown by number formats; emphasis becomes conditional formats and
/// figures become native charts, so both follow when a reader changes a cell. Nothing becomes a formula. Rows
/// go to the disk as they are read from their table, so memory stays flat.
///
/// The same document gives the same bytes, at any time, in any time zone and locale. A number keeps 16 digits
/// (the library's choice; CSV and JSON keep all). Whole numbers of more than 15 digits are written as text,
/// since a spreadsheet would round them.
#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <string>

namespace quaestor::document {

/// Writes the whole workbook to `path`, replacing what is there; scratch files stand beside it and are gone
/// afterwards. Errors, which leave nothing usable at `path`: W101 (a table has more rows than a sheet), W102
/// (more columns), W103 (cannot be written). Warnings: W104 (a text was cut to what a cell holds), W105 (a
/// text had bytes that are no text). A number that is not finite is a Bug.
[[nodiscard]] Diagnostics write_xlsx(Document const& document, std::string const& path);

}  // namespace quaestor::document
