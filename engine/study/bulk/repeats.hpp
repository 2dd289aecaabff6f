/// Rows of a large file that say what an earlier row has said, as data/repeats.hpp finds them in a table. The file is read
/// again as often as it takes to remember no more than some of its rows at a time.
#pragma once

#include "data/csv/windows.hpp"
#include "study/bulk/plan.hpp"
#include "study/people.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace quaestor::study::bulk {

/// Windows must begin at the first row each time; `rows` is how many the file has. None where the file has changed.
[[nodiscard]] std::optional<RepeatedRows> repeated_rows(Plan const& plan, data::csv::Windows& windows,
                                                        std::vector<std::size_t> const& columns, std::size_t rows);

}  // namespace quaestor::study::bulk
