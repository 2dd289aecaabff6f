/// A document's table as aligned text for a terminal.
#pragma once

#include "document/document.hpp"

#include <string>

namespace quaestor::cli {

/// Title, headings, rows; numbers to the right. No colours, and control characters of a file's text are
/// shown, not sent.
[[nodiscard]] std::string text_table(document::Table const& table);

}  // namespace quaestor::cli
