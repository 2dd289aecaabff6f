/// All wording of syntax errors: what was expected and what stands there -> code, sentence, hint.
#pragma once

#include "base/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::instrument::syntax {

// Names under which the grammar reports what it missed, where the message is more than "expected …".
inline constexpr char const* closing_quote = "a closing '\"'";
inline constexpr char const* less_nesting = "fewer levels of nesting";
inline constexpr char const* a_statement = "a statement";
inline constexpr char const* a_clause = "a clause";
inline constexpr char const* a_name = "a name";
inline constexpr char const* a_label = "a label in quotes";
inline constexpr char const* a_known_escape = "a known escape";
inline constexpr char const* a_modifier = "'reversed', 'weight', 'optional', 'unscored' or 'alias'";
inline constexpr char const* nothing_more = "nothing after the closing '}'";

/// What stood where something else was expected.
struct SyntaxMistake {
    std::string expected;
    std::string_view found;  ///< the word or sign that stands there; empty at the end of the file
    SourceSpan where;
    std::string_view before;  ///< the word before it, where that is on an earlier line; else empty
    SourceSpan before_span;
    std::optional<SourceSpan> open_brace;  ///< the innermost brace still open
    std::string_view line_before;          ///< the line up to the place
    std::string_view line_behind;          ///< and from there on
};

[[nodiscard]] Diagnostic syntax_error(SyntaxMistake const& mistake);

/// As many mistakes of one kind, of syntax or of meaning, are told in one run: the first are worth mending
/// before the rest is told.
inline constexpr std::size_t most_told = 100;

/// "and 312 mistakes more", L063; `where` is a place that stands for the whole.
[[nodiscard]] Diagnostic and_more(std::size_t untold, Severity severity, SourceSpan where);

}  // namespace quaestor::instrument::syntax
