/// Who is in a file twice: told with the lines, and every row stays.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace quaestor::study {

/// Warning C006 and a finding of that code for each row that repeats the id, and the wave where there is such
/// a column, of an earlier row. Note C030 where ids are blank. Never an id, but in the findings what stands
/// in the cell.
[[nodiscard]] Diagnostics report_repeats(data::ReadResult& read, std::size_t id,
                                         std::optional<std::size_t> wave, std::string const& file);

}  // namespace quaestor::study
