/// Codes that stand for no answer in the whole file: said by the user, or known of the program that wrote it.
#pragma once

#include "data/table.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace quaestor::data {

/// How often one code was met.
struct MissingCode {
    std::string code;
    std::size_t cells = 0;
    std::size_t columns = 0;
};

/// Cells of these columns that are one of `codes` are declared missing and keep their text. A code that is a
/// number is met as a number (`-99` in `-99.0`), any other letter for letter but for case. Blanks around are
/// none of a cell. One count for each code, in their order.
[[nodiscard]] std::vector<MissingCode> declare_missing(Table& table, std::span<std::string const> codes,
                                                       std::span<std::size_t const> columns);

/// "14 cells in 3 columns hold '-99'": for people.
[[nodiscard]] std::string describe(MissingCode const& code);

}  // namespace quaestor::data
