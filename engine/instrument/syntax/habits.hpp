/// What people write who come from other languages, and what is written here instead.
#pragma once

#include <string>

namespace quaestor::instrument::syntax {

struct SyntaxMistake;

/// A hint, or nothing where the mistake is of no known habit.
[[nodiscard]] std::string habit_hint(SyntaxMistake const& mistake);

}  // namespace quaestor::instrument::syntax
