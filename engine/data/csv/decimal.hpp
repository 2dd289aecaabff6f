/// Whether a file writes 2.5 or 2,5, proved from its columns of numbers.
#pragma once

#include "base/decimal_mark.hpp"
#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"
#include "data/table.hpp"

#include <string>
#include <vector>

namespace quaestor::data::csv {

struct Notation {
    NumberNotation notation{};
    std::vector<std::string> decisions{};  ///< "decimal mark: ',' (as in the columns 'a' and 'b')"
    Diagnostics diagnostics{};
};

/// Columns in which every cell is a number in one notation or another bear witness; other texts do not. A
/// comma is proved only where another sign delimits the fields: between commas, `"1,4"` is rather two
/// answers. Where all witnesses look like `1,234`, or some say comma and others point, the mark stays unknown
/// and what it would decide is no number (warnings D118, D119), until the user says it.
[[nodiscard]] Notation find_notation(std::string const& name, Table const& table, char delimiter,
                                     CsvOptions const& options);

}  // namespace quaestor::data::csv
