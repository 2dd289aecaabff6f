/// Waves that stand side by side in a file become rows of their own, and nothing else changes: each cell
/// keeps its text, why it is missing, its line and the heading under which it stood.
#pragma once

#include "data/read_result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::data {

/// Columns of the file that are one column for the waves.
struct WaveColumn {
    std::string name;
    std::vector<std::optional<std::size_t>>
        by_wave;  ///< place in the file; none where the wave does not have it
};

/// How the columns of a file divide. A column that stands nowhere here is lost.
struct SideBySide {
    std::vector<std::string> waves;
    std::vector<std::size_t> common;  ///< ascending: columns that hold for all waves, such as the id
    std::vector<WaveColumn> columns;
};

/// Why a file cannot be made longer so, in words; empty where it can. A column cannot hold two ways to write
/// numbers, nor more text than 4 GB.
[[nodiscard]] std::string reason_against(ReadResult const& read, SideBySide const& sides);

/// Makes each row of `read` as many as there are waves, in their order: the common columns, those of the
/// waves, and last one that names the wave, whose place is the result. What a wave does not have is blank
/// there. A refused row is refused in each wave; its finding stays one. Nothing speaks against it
/// (reason_against()). Cost: one copy of the table, of which the common columns are repeated.
std::size_t lengthen(ReadResult& read, SideBySide const& sides);

}  // namespace quaestor::data
