/// What a file's answers point to, in words: one clue for each thing that somebody should look at, with what to do.
#pragma once

#include "base/diagnostic.hpp"
#include "coding/detective.hpp"

#include <span>
#include <string>
#include <vector>

namespace quaestor::coding {

/// About the whole file. Names items, codes for no answer and counts; never an answer or a person.
struct Clue {
    Severity severity = Severity::warning;
    std::string code;  ///< C070 to C078, of scoring/codes.hpp
    std::string message;
    std::string hint;
    std::vector<std::string> details{};  ///< lines beneath: which cells
    std::vector<std::string> items{};    ///< with several instruments after the name of theirs
};

/// By code, then in the order of the instruments and their items. The codes that nobody declared are one clue for all
/// instruments together.
[[nodiscard]] std::vector<Clue> clues_of(std::span<Conclusion const> conclusions);

[[nodiscard]] Diagnostics said_of(std::span<Clue const> clues, std::string const& file);

}  // namespace quaestor::coding
