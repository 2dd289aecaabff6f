/// Tokens and their marks -> the lines of the one layout.
#pragma once

#include "base/source.hpp"
#include "instrument/format/lines.hpp"
#include "instrument/format/marks.hpp"

#include <vector>

namespace quaestor::instrument::layout {

/// Every token and every comment stands once in the lines, in the order of the text. A comment stays above or
/// behind what it stood above or behind. `tokens` are those of `source`.
[[nodiscard]] std::vector<Line> lines(SourceText const& source, std::vector<syntax::Token> const& tokens,
                                      std::vector<Mark> const& marks);

}  // namespace quaestor::instrument::layout
