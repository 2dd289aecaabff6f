/// A table as an SPSS file (.sav), through ReadStat.
///
/// Numbers are numbers and keep every digit; a missing one is system missing. The words of a column with
/// codes are their numbers, with the words as value labels. All other texts are strings, so that an id keeps
/// its zeros and all its digits; a string has at most 8,000 bytes, loses blanks at its end, as SPSS fills
/// strings with them, and is empty where the text is missing. Columns are called by their keys as far as SPSS
/// allows (sav_names.hpp) and have their headings as labels.
///
/// The same table gives the same bytes, at any time, in any time zone and locale. Rows go to the disk as they
/// are read from the table.
#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <string>

namespace quaestor::document {

/// Into an existing file, which is emptied first. Error W107 when it cannot be written. Warns of texts that
/// were cut (W104) or repaired (W105), and notes which columns have other names than their keys (W108).
/// A number that is not finite, or a word without its code, is a Bug.
[[nodiscard]] Diagnostics write_sav(Table const& table, std::string const& path);

}  // namespace quaestor::document
