/// Columns that come near to what looks for one: for people to look at, never to be taken.
#pragma once

#include "scoring/column_match.hpp"

#include <string>
#include <vector>

namespace quaestor::scoring {

struct NearColumn {
    std::size_t column = 0;
    std::size_t distance =
        0;  ///< 0: the same key; 1: the key with words around it; above: letters that differ
};

/// The nearest first, at most `most`; in the order of the columns where they are equally near. A number in a
/// name that differs says that another item is meant.
[[nodiscard]] std::vector<NearColumn> near_columns(Sought const& sought,
                                                   std::vector<std::string> const& columns,
                                                   std::vector<bool> const& free, std::size_t most);

}  // namespace quaestor::scoring
