/// Dates and times of a sheet. A cell holds a number, and only its number format says that it is a date.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::xlsx {

/// What a number format makes of a number.
enum class DateKind {
    none,       ///< a number
    date,       ///< 2024-02-29
    date_time,  ///< 2024-02-29 23:30:00
    minutes,    ///< 23:30
    seconds,    ///< 23:30:15, and 23:30 at the full minute
    elapsed,    ///< [h]:mm, which goes beyond a day: 26:30
};

/// Of a format code such as "dd/mm/yyyy;@" (its first section counts).
[[nodiscard]] DateKind date_kind(std::string_view format_code);
/// Of a format that has a number in place of a code, as all versions of Excel know it.
[[nodiscard]] DateKind date_kind(unsigned built_in_format);

/// As ISO text, to the nearest second; what a format does not show is left out. `value` is in days: since
/// 1904-01-01 with `since_1904`, else so that 1 is 1900-01-01 and 60 is 1900-02-29, a day that Excel has and
/// the calendar has not; 0 is 1900-01-00. None before that, and after the year 9999. A clock time takes the
/// fraction of the day.
[[nodiscard]] std::optional<std::string> date_text(double value, DateKind kind, bool since_1904);

}  // namespace quaestor::data::xlsx
