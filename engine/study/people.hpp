/// Who is in a file twice: told with the lines, and every row stays.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study {

/// Rows that repeat an earlier one, wherever they were found.
struct RepeatedRows {
    struct Again {
        std::uint32_t row = 0;
        std::uint32_t line = 0;
        std::uint32_t first_line = 0;  ///< of the first row that says so
        std::string text{};            ///< its id as it stands in the file
    };
    std::vector<Again> again;            ///< by row; of very many the first data::Findings::most_kept_per_code
    std::size_t count = 0;               ///< all of them
    std::vector<std::uint32_t> blank{};  ///< lines of the first rows without an id
    std::size_t blank_count = 0;
};

/// Names under which files say which wave a row is of.
[[nodiscard]] bool names_a_wave(std::string_view column);

/// What there is to tell of such rows; their findings are added. `telling` is the one column, if there is one, that would
/// tell the rows apart.
[[nodiscard]] Diagnostics tell_repeats(RepeatedRows const& repeats, data::Table const& table, std::size_t id,
                                       std::optional<std::size_t> wave, std::optional<std::size_t> telling,
                                       std::string const& file, data::Findings& findings);

/// Warning C006 and a finding of that code for each row that repeats the id, and the wave where there is such
/// a column, of an earlier row. Note C030 where ids are blank. Never an id, but in the findings what stands
/// in the cell.
[[nodiscard]] Diagnostics report_repeats(data::ReadResult& read, std::size_t id,
                                         std::optional<std::size_t> wave, std::string const& file);

}  // namespace quaestor::study
