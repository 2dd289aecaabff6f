/// A map of columns (scoring/column_map.hpp) to begin with: what is found by name, and what is left for
/// people to fill in.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "study/instruments.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quaestor::study {

struct MapDraftOptions {
    bool suggest = false;  ///< columns that may be those of items without one; they are never taken
    std::optional<std::string> map{};  ///< a map whose lines hold before any name
};

/// How many items of an instrument the draft has a column for.
struct MapDraftPart {
    std::string instrument;
    std::size_t items = 0;
    std::size_t found = 0;
    std::size_t to_be_filled = 0;  ///< items without a column that must have one
    std::size_t suggested = 0;     ///< of those without: with a suggestion
};

struct MapDraft {
    std::string text;  ///< CSV, with the map's own columns and those for people
    std::vector<MapDraftPart> parts;
    std::size_t not_used = 0;  ///< columns of the file that are nobody's
};

/// A line for each item and each fact about the respondent, in the order of the definitions, then one for
/// each other column of the file, as not used. An item has the column that scoring would take; where scoring
/// would refuse the file because several columns fit an item, or one the items of two instruments, there is
/// none.
///
/// Errors are those of the map that was given (C040 to C047). Why items found no column is a warning.
[[nodiscard]] Outcome<MapDraft> draft_map(data::ReadResult& read, std::string const& file,
                                          std::span<Definition const* const> definitions,
                                          MapDraftOptions const& options = {});

}  // namespace quaestor::study
