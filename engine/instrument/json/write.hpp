/// A definition -> its JSON twin (forms.hpp). Nothing that counts is lost: numbers stand as they are written,
/// expressions and lists of items as texts in their own syntax. Lost are comments, layout, and the order of
/// statements of different kinds, which has no meaning.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "instrument/json/value.hpp"

#include <string>

namespace quaestor::instrument::syntax {
struct Definition;
}

namespace quaestor::instrument::json {

/// Of a definition that has no errors: no value where load() finds some, and the diagnostics are its.
[[nodiscard]] Outcome<std::string> write(SourceText const& definition);

/// Of a tree of `source` without unreadable parts.
[[nodiscard]] Value value_of(SourceText const& source, syntax::Definition const& tree);

/// Words of the language with one blank where several stand, and without comments; quoted texts stay as they
/// are.
[[nodiscard]] std::string tidied(std::string_view words);

}  // namespace quaestor::instrument::json
