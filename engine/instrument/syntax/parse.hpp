/// Text -> syntax tree. All syntax mistakes of a file in one run.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"

#include <vector>

namespace quaestor::instrument::syntax {

struct Definition;

struct Parsed {
    Diagnostics diagnostics;
    std::vector<SourceSpan> skipped;  ///< what recovery stepped over
};

/// Always fills `definition` with what could be read; `Unreadable` stands where something could not.
/// Errors L001 to L006. Refuses texts above 10 MB and nesting above 100 levels.
[[nodiscard]] Parsed parse(SourceText const& source, Definition& definition);

}  // namespace quaestor::instrument::syntax
