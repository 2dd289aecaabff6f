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

/// How much is remembered at a time.
struct RepeatLimits {
    std::size_t rows_at_once = std::size_t{1} << 24U;  ///< with a bit or two each: 32 MB
    std::size_t suspects = std::size_t{1} << 20U;      ///< rows that may have come before: 16 MB
};

/// Windows must begin at the first row each time; `rows` is how many the file has. None where the file has changed.
[[nodiscard]] std::optional<RepeatedRows> repeated_rows(Plan const& plan, data::csv::Windows& windows,
                                                        std::vector<std::size_t> const& columns, std::size_t rows,
                                                        RepeatLimits const& limits = {});

}  // namespace quaestor::study::bulk
