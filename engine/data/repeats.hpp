/// Rows that say of themselves what an earlier row has said: the same person, or the same person and wave.
#pragma once

#include "data/table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quaestor::data {

struct Repeats {
    struct Again {
        std::uint32_t row = 0;
        std::uint32_t first = 0;  ///< the first row that says so
    };
    std::vector<Again> again;  ///< by row
    std::vector<std::uint32_t>
        blank;  ///< rows whose first column is blank: they are nobody's, and repeat nothing
};

/// Rows whose cells in all of `columns` are the same texts, blanks at their ends aside: '007' and '7' differ.
/// Refused rows are left out: nobody knows which field of them is which. Time and memory grow with the rows.
[[nodiscard]] Repeats repeated_rows(Table const& table, std::span<std::size_t const> columns);

}  // namespace quaestor::data
