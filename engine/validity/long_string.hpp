/// The longest run of one and the same answer: a sign of somebody who ticks down a column.
#pragma once

#include <cstdint>
#include <span>

namespace quaestor::validity {

/// `answers` of one person in the order of the form, as given (not reversed); NaN where there is none, which
/// ends a run. 0 when nothing was answered. Source: Johnson (2005), Journal of Research in Personality 39,
/// 103-129. Checked against careless::longstring in tests/golden/validity.
[[nodiscard]] std::uint32_t longest_run(std::span<double const> answers);

}  // namespace quaestor::validity
