#include "data/xlsx/date.hpp"

#include "base/text.hpp"
#include "data/iso_date.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace quaestor::data::xlsx {
namespace {

constexpr std::int64_t seconds_of_a_day = 86'400;
constexpr std::int64_t last_day = 2'958'465;  // 9999-12-31, counted from 1900
constexpr std::int64_t from_1900_to_1904 = 1'462;

/// `day` as Excel counts from 1900, up to the last day.
std::string excel_day(std::int64_t day) {
    if (day == 0) return "1900-01-00";
    if (day == 60) return "1900-02-29";
    constexpr std::chrono::sys_days start = std::chrono::year{1899} / 12 / 31;
    return day_text(start + std::chrono::days{day < 60 ? day : day - 1}).value_or("");
}

/// The parts of a format code that can be about time, and whether a day or a clock is meant.
class FormatScan {
public:
    explicit FormatScan(std::string_view code) {
        for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i)
            i = take(code, i);
    }

    [[nodiscard]] DateKind kind() const {
        // A lone m is a month; beside hours or seconds it is minutes.
        bool const clock = hours_ || seconds_;
        bool const day = day_or_year_ || (months_or_minutes_ && !clock);
        if (elapsed_) return DateKind::elapsed;
        if (day) return clock ? DateKind::date_time : DateKind::date;
        if (seconds_) return DateKind::seconds;
        return hours_ ? DateKind::minutes : DateKind::none;
    }

private:
    /// Reads what begins at `i`; the place of its last character.
    std::size_t take(std::string_view code, std::size_t i) {
        switch (code[i]) {
            case '\\':
            case '_':  // room as wide as the next character
            case '*':  // the next character as often as it fits
                return i + 1;
            case '"':
                return std::min(code.find('"', i + 1), code.size());
            case '[': {
                auto const end = std::min(code.find(']', i), code.size());
                auto const inside = text::lower_ascii(code.substr(i + 1, end - i - 1));
                bool const letters = inside.find_first_not_of("hms") == std::string::npos;
                elapsed_ = elapsed_ || (!inside.empty() && letters);
                return end;
            }
            case 'd':
            case 'D':
            case 'y':
            case 'Y':
                day_or_year_ = true;
                return i;
            case 'm':
            case 'M':
                months_or_minutes_ = true;
                return i;
            case 'h':
            case 'H':
                hours_ = true;
                return i;
            case 's':
            case 'S':
                seconds_ = true;
                return i;
            case 'g':
            case 'G':  // its letters mean nothing
                return text::equal_ignoring_case(code.substr(i, 7), "general") ? i + 6 : i;
            case 'e':
            case 'E': {  // a year of East Asia, or the exponent of 0.00E+00
                auto const next = i + 1 < code.size() ? code[i + 1] : ' ';
                day_or_year_ = day_or_year_ || (next != '+' && next != '-');
                return i;
            }
            default:
                return i;
        }
    }

    bool day_or_year_ = false;
    bool months_or_minutes_ = false;
    bool hours_ = false;
    bool seconds_ = false;
    bool elapsed_ = false;
};

}  // namespace

DateKind date_kind(std::string_view format_code) {
    return FormatScan(format_code).kind();
}

DateKind date_kind(unsigned built_in_format) {
    auto const id = built_in_format;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return DateKind::date;  // from 27 on: the calendars of East Asia
    if (id == 18 || id == 20 || id == 32 || id == 34) return DateKind::minutes;
    if (id == 19 || id == 21 || id == 33 || id == 35 || id == 45 || id == 47) return DateKind::seconds;
    if (id == 22) return DateKind::date_time;
    return id == 46 ? DateKind::elapsed : DateKind::none;
}

std::optional<std::string> date_text(double value, DateKind kind, bool since_1904) {
    if (!(value >= 0 && value < static_cast<double>(last_day) + 1)) return std::nullopt;
    auto const total = std::llround(value * static_cast<double>(seconds_of_a_day));
    auto const second = total % seconds_of_a_day;
    switch (kind) {
        case DateKind::minutes:
            return clock_text(second - second % 60);
        case DateKind::seconds:
            return clock_text(second);
        case DateKind::elapsed:
            return clock_text(total);
        default:
            break;
    }
    auto const day = total / seconds_of_a_day + (since_1904 ? from_1900_to_1904 : 0);
    if (day > last_day) return std::nullopt;
    if (kind == DateKind::date) return excel_day(day);
    return excel_day(day) + " " + clock_with_seconds(second);
}

}  // namespace quaestor::data::xlsx
