/// Rows and columns that are no part of the answers, taken out of what was read.
#pragma once

#include "data/read_result.hpp"

#include <cstddef>
#include <span>

namespace quaestor::data {

/// Takes the rows and columns of these places (ascending) out of the table, and what was found in them out of
/// the findings; why a row was refused that stays is kept. Places that come later move up; lines of the file stay what they
/// are.
void take_out(ReadResult& read, std::span<std::size_t const> rows, std::span<std::size_t const> columns);

/// Of the rows that were refused so far, and of what was found in whole rows, the text is forgotten: in a row
/// that was divided the wrong way, any column may hold what belongs to another.
void forget_undivided_rows(ReadResult& read);

}  // namespace quaestor::data
