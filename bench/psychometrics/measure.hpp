/// What the programs of this folder share: complete rows of a file of whole numbers, and how long work takes.
#pragma once

#include "numeric/matrix.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace quaestor::bench {

/// Columns `first` (from 0) to `first + count - 1`; a row with an empty field among them is left out.
[[nodiscard]] Eigen::MatrixXd complete_rows_of(std::string const& path, std::size_t first, std::size_t count);

/// Processor seconds of all threads, the median of so many runs.
[[nodiscard]] double median_seconds(int repetitions, std::function<void()> const& work);

}  // namespace quaestor::bench
