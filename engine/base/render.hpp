/// A diagnostic as text for a person: place, words, the line with a caret under the exact span, and a hint.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

#include <string>

namespace quaestor {

struct RenderOptions {
    bool colour = false;  ///< ANSI colours; control characters of the text itself are never passed on
};

[[nodiscard]] std::string render(Diagnostic const& diagnostic, SourceText const& source,
                                 RenderOptions const& options = {});
/// For diagnostics without a source text.
[[nodiscard]] std::string render(Diagnostic const& diagnostic, RenderOptions const& options = {});

}  // namespace quaestor
