/// Rows that are no respondent but add up or average those above them.
#pragma once

#include <string_view>

namespace quaestor::data {

/// "Total", "Mean:", "Summe" and the like, blanks aside: words that stand below the last respondent, in the
/// first column.
[[nodiscard]] bool names_a_total(std::string_view cell);

/// What a finding says of such a row, and what to do about it.
inline constexpr std::string_view total_row_detail = "the last row begins like a total of the rows above it";
inline constexpr std::string_view total_row_hint = "delete it, or give the person another id";

}  // namespace quaestor::data
