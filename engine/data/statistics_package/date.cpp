#include "data/statistics_package/date.hpp"

#include "base/text.hpp"
#include "data/iso_date.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>

namespace quaestor::data::package {
namespace {

constexpr double seconds_of_a_day = 86'400;

constexpr std::chrono::sys_days start_of_spss = std::chrono::year{1582} / 10 / 14;
constexpr std::chrono::sys_days start_of_stata = std::chrono::year{1960} / 1 / 1;

/// "DATE" of "DATE11.0".
std::string_view letters_of(std::string_view format) {
    auto const end = format.find_first_of("0123456789. ");
    return format.substr(0, end);
}

Moment spss_moment(std::string_view format) {
    auto const name = text::lower_ascii(letters_of(format));
    auto const among = [&](auto const&... words) { return ((name == words) || ...); };
    if (among("date", "adate", "edate", "sdate", "jdate", "moyr", "qyr", "wkyr")) return Moment::spss_date;
    if (among("datetime", "ymdhms")) return Moment::spss_date_time;
    if (among("time", "dtime", "mtime")) return Moment::spss_time;
    return Moment::none;
}

/// Stata's formats have a % and perhaps a minus for the left edge: "%-tdDD/NN/CCYY".
Moment stata_moment(std::string_view format) {
    if (format.starts_with('%')) format.remove_prefix(1);
    if (format.starts_with('-')) format.remove_prefix(1);
    if (format.starts_with("tc")) return Moment::stata_date_time;
    bool const day = format.starts_with("td") || format == "d" || format.starts_with("dD") ||
                     format.starts_with("dN") || format.starts_with("dM");
    return day ? Moment::stata_date : Moment::none;
}

}  // namespace

Moment moment_of(std::string_view format, Program program) {
    return program == Program::spss ? spss_moment(format) : stata_moment(format);
}

std::optional<std::string> moment_text(double value, Moment moment) {
    constexpr double most = 1e15;  // far outside of any calendar, and far inside of what can be rounded
    if (!(std::abs(value) < most)) return std::nullopt;
    switch (moment) {
        case Moment::none:
            return std::nullopt;
        case Moment::spss_time:
            if (value < 0) return std::nullopt;
            return clock_text(std::llround(value));
        case Moment::spss_date:
            if (value < 0) return std::nullopt;
            return day_text(start_of_spss +
                            std::chrono::days(std::llround(std::floor(value / seconds_of_a_day))));
        case Moment::spss_date_time:
            if (value < 0) return std::nullopt;
            return date_time_text(start_of_spss, std::llround(value));
        case Moment::stata_date:
            return day_text(start_of_stata + std::chrono::days(std::llround(std::floor(value))));
        case Moment::stata_date_time:
            return date_time_text(start_of_stata, std::llround(value / 1000));
    }
    return std::nullopt;
}

}  // namespace quaestor::data::package
