/// Numbers that say all that their text says: written back, they give the very text they came from. '7' is
/// such a number; '007', '1.0', '+3', '1e5', '-0' and an id of twenty digits are not, and stay text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data {

[[nodiscard]] std::optional<std::int32_t> exact_integer(std::string_view text);

/// Takes everything that exact_integer() takes, and whole numbers beyond it.
[[nodiscard]] std::optional<double> exact_real(std::string_view text);

[[nodiscard]] std::string number_text(std::int32_t value);

/// Shortest decimal form without exponent; zero is '0' whatever its sign. `value` must be finite.
[[nodiscard]] std::string number_text(double value);

}  // namespace quaestor::data
