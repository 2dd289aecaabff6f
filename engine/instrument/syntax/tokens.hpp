/// A text as words, signs and comments, with the lines they stand on: what a tree leaves out and a formatter
/// needs.
#pragma once

#include "base/source.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace quaestor::instrument::syntax {

/// Without blanks at its end.
struct Comment {
    SourceSpan span;
    int line_ends = 0;  ///< between it and what stands before it
};

/// A word, a number without sign, a text with its quotes, or a sign of the language. `-3` is two tokens.
struct Token {
    SourceSpan span;
    std::string_view text;
    int line_ends = 0;                ///< between it and what stands before it, comments included
    std::vector<Comment> above;       ///< comments on lines of their own
    std::optional<Comment> trailing;  ///< the comment behind it on its line
};

/// All tokens of a text that parse() read without errors, then one that is empty and carries the comments at
/// the end. They look into the text of `source`.
[[nodiscard]] std::vector<Token> tokens(SourceText const& source);

}  // namespace quaestor::instrument::syntax
