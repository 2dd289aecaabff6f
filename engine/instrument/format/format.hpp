/// A definition in the one layout that all definitions have.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

#include <string>

namespace quaestor::instrument {

/// The same words, numbers, texts and comments, laid out anew: two blanks of indentation, one statement a
/// line or block, columns in blocks, lines of at most 110 columns where there is a place to go on in the
/// next. Kept from the author are blank lines (one at most), comments with their places, whether a block
/// stands on one line, the lines of tables and examples, and columns within those lines.
///
/// Formatting what was formatted changes nothing. No value for a text with mistakes of syntax (L001 to L006);
/// what the words mean is not looked at.
[[nodiscard]] Outcome<std::string> format(SourceText const& source);

}  // namespace quaestor::instrument
