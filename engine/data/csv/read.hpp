/// A CSV file as a table (RFC 4180, UTF-8), so that no answer is lost, invented or moved to another question.
///
/// A row with fewer or more fields than the header may have shifted, so it is refused: it stays in the table
/// at its place, its cells unreadable, with a finding that says line, expected and found number of fields. So
/// is a row with text behind a closing quote, and the next line with a quote inside a plain field: it may be
/// the rest of that row. All other rows are read as usual. Fields too many are harmless where they are blank
/// (a spreadsheet's trailing delimiters). Lines of nothing but blanks are skipped, also in a table of one
/// column; a row of delimiters only is somebody who answered nothing.
///
/// Notes and warnings count what was skipped and refused. Errors, with no table: codes.hpp. Messages name
/// file, line, column and rule, never an answer or an id; Finding::raw alone has the file's text.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"
#include "data/read_result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {

/// `name` is the file's, for messages. Cost: one pass for the encoding and one for the rest, and one integer
/// or text per cell.
[[nodiscard]] Outcome<ReadResult> read_csv(std::string name, std::string bytes,
                                           CsvOptions const& options = {});

/// Why a file that begins with `bytes` cannot be read, whatever comes behind them: the error that read_csv() would
/// give of all of it, or D101 where nothing but blanks begins it. None where the rest may change the verdict.
[[nodiscard]] std::optional<Diagnostic> unreadable_beginning(std::string const& name, std::string_view bytes,
                                                             CsvOptions const& options = {});

/// What these columns of a text file write as decimal mark, where read_csv() was told to leave that: see csv/decimal.hpp.
void prove_decimal(std::string const& name, std::vector<std::size_t> const& columns, CsvOptions const& options,
                   ReadResult& read, Diagnostics& diagnostics);

}  // namespace quaestor::data
