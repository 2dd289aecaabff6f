/// A table as CSV (RFC 4180), streaming.
///
/// UTF-8; commas; lines end with LF, which Excel, R, Python and SPSS read as well as CRLF and which keeps
/// bytes and hashes the same under version control. The first line holds the column keys. Quotes only where
/// the text needs them.
///
/// Numbers are the shortest text that reads back to the same value. A missing value is an empty field, an
/// empty text is
/// "". Text that a spreadsheet would run as a formula gets an apostrophe in front ('=1+1); numbers never do,
/// nor does text that is a plain number. Bytes that are not UTF-8 become U+FFFD.
#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace quaestor::document {

/// Takes the next bytes, about a megabyte at a time. An error ends the writing.
using OutputSink = std::function<Diagnostics(std::string_view bytes)>;

struct CsvOptions {
    bool byte_order_mark = false;  ///< Excel on Windows reads umlauts only with it; R and SPSS cope
};

/// What the sink said. A number that is not finite is a Bug.
[[nodiscard]] Diagnostics write_csv(Table const& table, OutputSink const& sink,
                                    CsvOptions const& options = {});

/// The same into an existing file, which is emptied first. Error W106 when it cannot be written.
[[nodiscard]] Diagnostics write_csv(Table const& table, std::string const& path,
                                    CsvOptions const& options = {});

/// One field as write_csv() writes it, behind what `out` holds.
void append_csv_field(std::string& out, Cell::Value const& value);
void append_csv_text(std::string& out, std::string_view text);
/// Whether a text stands in quotes though it is no formula.
[[nodiscard]] bool needs_quotes(std::string_view text);

}  // namespace quaestor::document
