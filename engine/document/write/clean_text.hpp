/// Text on its way into a file that other programs read: whatever stands in it, the file stays well formed
/// and nothing in it runs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::document {

/// `text` with every byte that is not UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// True where a spreadsheet that opens a CSV file would run the text as a formula: it starts with = + - @,
/// one of their full-width forms, a tab or a line end, and is no plain number (-3 stays a number) and not
/// that one sign alone.
[[nodiscard]] bool runs_as_formula(std::string_view text);

/// One line for headings, sheet names and properties: valid UTF-8, control characters become blanks.
[[nodiscard]] std::string one_line(std::string_view text);

/// The beginning of `text`, valid UTF-8, that is not longer than `most` bytes and ends with a whole character.
[[nodiscard]] std::string first_bytes(std::string text, std::size_t most);

/// What was done to a text to fit it into a sheet.
struct SheetText {
    std::string text;
    bool cut = false;       ///< longer than a cell holds; ends with a mark that says so
    bool repaired = false;  ///< had bytes or characters that the format cannot hold
};

/// Most UTF-16 units that a cell of a sheet holds.
inline constexpr std::size_t cell_limit = 32'767;

/// `text` for a cell: U+FFFD for what XML cannot hold, a literal `_x0041_` protected from being read as a
/// character.
[[nodiscard]] SheetText sheet_text(std::string_view text);

/// Names that a workbook accepts, in order: at most 31 UTF-16 units, none of []:*?/\, no apostrophe at an
/// end, not "History", not empty, and no two alike without regard to case.
[[nodiscard]] std::vector<std::string> sheet_names(std::vector<std::string> const& titles);

}  // namespace quaestor::document
