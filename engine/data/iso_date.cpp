#include "data/iso_date.hpp"

namespace quaestor::data {
namespace {

constexpr std::int64_t seconds_of_a_day = 86'400;

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::optional<std::string> day_text(std::chrono::sys_days day) {
    constexpr std::chrono::sys_days first = std::chrono::year{1} / 1 / 1;
    constexpr std::chrono::sys_days last = std::chrono::year{9999} / 12 / 31;
    if (day < first || day > last) return std::nullopt;
    std::chrono::year_month_day const date{day};
    auto year = std::to_string(static_cast<int>(date.year()));
    year.insert(0, 4 - year.size(), '0');
    return year + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
           two_digits(static_cast<unsigned>(date.day()));
}

std::string clock_with_seconds(std::int64_t seconds) {
    return two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60);
}

std::string clock_text(std::int64_t seconds) {
    auto text = clock_with_seconds(seconds);
    if (seconds % 60 == 0) text.resize(text.size() - 3);
    return text;
}

std::optional<std::string> date_time_text(std::chrono::sys_days start, std::int64_t seconds) {
    auto days = seconds / seconds_of_a_day;
    auto rest = seconds % seconds_of_a_day;
    if (rest < 0) {
        --days;
        rest += seconds_of_a_day;
    }
    auto const day = day_text(start + std::chrono::days(days));
    if (!day) return std::nullopt;
    return *day + " " + clock_with_seconds(rest);
}

}  // namespace quaestor::data
