/// Whether a JSON tree has the form of a definition (forms.hpp).
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "instrument/json/value.hpp"

namespace quaestor::instrument::json {

/// The most mistakes of form that are told in one run.
inline constexpr std::size_t most_mistakes = 100;

/// J005 to J013 and J015 of read.hpp. Nothing found: every key holds what its form says, names are names,
/// texts have no control characters, and expressions and lists of items are that and nothing more.
[[nodiscard]] Diagnostics conform(SourceText const& source, Value const& root);

}  // namespace quaestor::instrument::json
