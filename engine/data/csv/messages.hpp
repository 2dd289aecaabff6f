/// All wording of misplaced quotes and of limits, for the header and for rows. Nothing here shows an answer.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"
#include "data/csv/scanner.hpp"

#include <string>
#include <string_view>

namespace quaestor::data::csv {

/// A name for a message, cut where it is a whole question.
[[nodiscard]] std::string shortened(std::string_view name);

/// The code of a trouble; that of field_count for too many fields in a row.
[[nodiscard]] std::string_view code_of(Trouble trouble);

/// "character 5 of line 3": for people.
[[nodiscard]] std::string shown(Place const& place);

/// "character 5 of line 3 follows a closing quote": what is wrong with one row.
[[nodiscard]] std::string describe(Record const& record, CsvLimits const& limits);

/// The error that ends reading: any trouble in the header; in a row, one after which the rest cannot be
/// trusted.
[[nodiscard]] Diagnostic header_trouble(std::string const& file, Record const& record,
                                        CsvLimits const& limits);
[[nodiscard]] Diagnostic fatal_trouble(std::string const& file, Record const& record,
                                       CsvLimits const& limits);

/// Does the file end here? An unclosed quote and a field without end leave no rows behind them.
[[nodiscard]] bool is_fatal(Trouble trouble);

}  // namespace quaestor::data::csv
