/// The words of the language, each list once: for the grammar, for recovery and for suggestions.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace quaestor::instrument::syntax {

/// What a statement of a definition starts with. None of them can name an item.
[[nodiscard]] std::span<std::string const> statement_words();
/// What a clause of a scale or score starts with.
[[nodiscard]] std::span<std::string const> clause_words();
/// Words of expressions and item lists; they cannot be names either.
[[nodiscard]] std::span<std::string const> expression_words();

[[nodiscard]] bool is_statement_word(std::string_view word);
[[nodiscard]] bool is_clause_word(std::string_view word);
[[nodiscard]] bool is_item_modifier(std::string_view word);
[[nodiscard]] bool is_reserved(std::string_view word);

}  // namespace quaestor::instrument::syntax
