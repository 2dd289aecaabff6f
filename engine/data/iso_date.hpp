/// Days and times as ISO text, for files that hold them as numbers.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace quaestor::data {

/// "2024-02-29"; none outside the years 1 to 9999.
[[nodiscard]] std::optional<std::string> day_text(std::chrono::sys_days day);

/// "23:30", and "23:30:15" where there are seconds; hours go beyond 24. `seconds` is not negative.
[[nodiscard]] std::string clock_text(std::int64_t seconds);

/// "23:30:00".
[[nodiscard]] std::string clock_with_seconds(std::int64_t seconds);

/// "2024-02-29 23:30:00", so many seconds after the beginning of `start`.
[[nodiscard]] std::optional<std::string> date_time_text(std::chrono::sys_days start, std::int64_t seconds);

}  // namespace quaestor::data
