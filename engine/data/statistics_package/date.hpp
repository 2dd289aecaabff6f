/// Dates and times of SPSS and Stata, which are numbers with a format.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::package {

enum class Program { spss, stata };

/// What a number counts, and what is shown of it.
enum class Moment {
    none,             ///< it is a number
    spss_date,        ///< seconds since 1582-10-14, shown as 2024-02-29
    spss_date_time,   ///< the same, shown as 2024-02-29 23:30:00
    spss_time,        ///< seconds, shown as 23:30 or 26:30:15
    stata_date,       ///< days since 1960-01-01
    stata_date_time,  ///< milliseconds since 1960-01-01
};

/// Of a format as its program writes it: "DATE11", "%td". SPSS has seconds behind its months and quarters
/// too, so that they are dates. Stata counts weeks, months and quarters, and %tC has leap seconds: their
/// numbers stay numbers.
[[nodiscard]] Moment moment_of(std::string_view format, Program program);

/// ISO text to the nearest second, without what the format does not show. None where the calendar has no such
/// day: before the count begins in SPSS, before the year 1 in Stata, after the year 9999, negative times.
[[nodiscard]] std::optional<std::string> moment_text(double value, Moment moment);

}  // namespace quaestor::data::package
