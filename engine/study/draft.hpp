/// A first draft of a definition from a response file: what its columns look like, and questions where a file
/// cannot tell. Nothing is decided that only the manual can decide.
///
/// What never enters a draft: text that people wrote, identifiers, dates, and numbers too long to be a code.
/// What does: names of columns, codes of answers, how often a doubtful code occurs, and the file's own
/// writing of a few words that everybody uses for no answer ("NA", "unknown").
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"

#include <cstddef>
#include <string>

namespace quaestor::study {

struct Draft {
    std::string text;           ///< the definition; `check` finds no error in it
    std::size_t items = 0;      ///< columns that became items
    std::size_t groups = 0;     ///< blocks of items that look as if they belonged together
    std::size_t left_out = 0;   ///< columns that are only named in comments
    std::size_t questions = 0;  ///< remarks that ask the author something
};

/// `file` is the path as the user gave it; '-' is standard input. Error D140 where no column looks like an
/// item.
[[nodiscard]] Outcome<Draft> draft_definition(data::Table const& table, std::string const& file);

/// A valid name of the language that looks like `column`: "Frage 1.ä" becomes `Frage_1_ae`, "1a" becomes
/// `q1a`.
[[nodiscard]] std::string name_like(std::string const& column);

}  // namespace quaestor::study
