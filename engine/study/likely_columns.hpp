/// Columns that may be the items that found none: for people to confirm, never to be taken.
#pragma once

#include "data/read_result.hpp"
#include "instrument/model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quaestor::study {

/// What may be the column of one item, and why it may.
struct Likely {
    std::vector<std::size_t> columns;  ///< the likeliest first, at most three
    std::string why;                   ///< "called much alike"
};

/// For each item that is `open`, among the columns that are `free`; the first of these that there are
///
/// - names that are the item's but for words before or behind (scoring/near_columns);
/// - words: at least half of those of the item's topic, and more than any other column has, stand in what the file says of
///   the column, its question or label;
/// - numbers: the columns that are called alike but for a number have all numbers of the open items;
/// - names that differ from the item's in a few letters.
///
/// The same for the same file, whatever else runs.
[[nodiscard]] std::vector<Likely> likely_columns(instrument::Instrument const& instrument,
                                                 data::ReadResult const& read, std::vector<bool> const& open,
                                                 std::vector<bool> const& free);

/// What the file says of a column beside its name: label, question or field label; may be empty.
[[nodiscard]] std::string said_of_column(data::ReadResult const& read, std::size_t column);

}  // namespace quaestor::study
