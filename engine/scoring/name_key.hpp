/// How names of columns are compared when they need not be written alike: letters and numbers count, and how
/// they are set apart does not. `Q01`, `q_1` and `q 1` have the key `q1`; `q1_1` has `q1.1`, which is not the
/// key of `q11`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::scoring {

/// Small letters (ASCII; other letters stay as they are), numbers without leading zeros, a point between two
/// numbers that something sets apart. Everything else is left out. Empty where a name has neither letter nor
/// digit.
[[nodiscard]] std::string name_key(std::string_view name);

/// A run of letters or of digits in a name: bytes, half open.
struct NamePart {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// All of them. Bytes between two parts set them apart; where there are none, a letter meets a digit.
[[nodiscard]] std::vector<NamePart> name_parts(std::string_view name);

}  // namespace quaestor::scoring
