/// The first record as column names.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"
#include "data/csv/scanner.hpp"

#include <string>
#include <vector>

namespace quaestor::data::csv {

struct Header {
    std::vector<std::string> names;  ///< without blanks around them; each different
    std::size_t fields = 0;          ///< with blank ones at the end, which are no columns
    std::vector<std::string> decisions{};
};

/// Names as they are written, upper and lower case kept.
///
/// Blank names at the end are left out (note D117): a spreadsheet writes them for columns that were once
/// used. What stands below them later is a field too many, since it may have been shifted there. A blank name
/// before a column with a name (row numbers of R and pandas) is a column called 'column 7' (warning D115).
/// Errors: no name at all (D113), the same name twice (D114, both columns), too many (D116), a quote in the
/// wrong place(D122, D124, D125).
[[nodiscard]] Outcome<Header> read_header(std::string const& file, Record const& record,
                                          CsvLimits const& limits);

}  // namespace quaestor::data::csv
