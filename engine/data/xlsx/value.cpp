#include "data/xlsx/value.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace quaestor::data::xlsx {
namespace {

/// Every error that a cell can show. They are no answers, so a message may name them.
constexpr std::array<std::string_view, 16> known_errors{
    "#N/A",    "#DIV/0!", "#REF!",   "#NAME?",    "#VALUE!",   "#NULL!",    "#NUM!",  "#GETTING_DATA",
    "#SPILL!", "#CALC!",  "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#PYTHON!"};

constexpr double fifteen_digits = 999'999'999'999'999;

double rounded_to_fifteen_digits(double value) {
    std::array<char, 32> buffer{};
    auto const [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 14);
    double rounded = value;
    if (error == std::errc()) std::from_chars(buffer.data(), end, rounded);
    return rounded;
}

Value plain_text(std::string_view text) {
    Value value;
    if (text.empty()) return value;
    value.kind = Value::Kind::text;
    value.text = text;
    return value;
}

Value unreadable(Unreadable why) {
    Value value;
    value.kind = Value::Kind::unreadable;
    value.why = why;
    return value;
}

/// A date that is stored as text: "2024-02-29T00:00:00" is a day.
std::string_view without_midnight(std::string_view text) {
    auto const t = text.find('T');
    if (t == std::string_view::npos) return text;
    auto const clock = text.substr(t + 1);
    return clock.find_first_not_of("0:.Z") == std::string_view::npos ? text.substr(0, t) : text;
}

}  // namespace

Value CellValues::of_text(std::string_view text) const {
    if (!notation_.declared || text.find_first_of(".,") == std::string_view::npos) return plain_text(text);
    auto const number = read_number(text, notation_);
    if (!number) return plain_text(text);
    Value value;
    value.kind = Value::Kind::number;
    value.number = *number;
    value.was_text = true;
    return value;
}

Value CellValues::number(Cell const& cell) {
    auto const written = text::trimmed(cell.text);
    if (written.empty()) return {};
    auto const parsed = text::parse_number(written);
    if (!parsed || !std::isfinite(*parsed)) return unreadable(Unreadable::no_number);
    auto const kind = cell.style < styles_.size() ? styles_[cell.style] : DateKind::none;
    if (kind != DateKind::none) {
        auto date = date_text(*parsed, kind, since_1904_);
        if (!date) return unreadable(Unreadable::outside_calendar);
        buffer_ = std::move(*date);
        auto value = plain_text(buffer_);
        value.is_date = true;
        return value;
    }
    Value value;
    value.kind = Value::Kind::number;
    value.number = *parsed;
    bool const whole = std::trunc(*parsed) == *parsed;
    if (whole) {
        value.beyond_fifteen = std::abs(*parsed) > fifteen_digits;
        return value;
    }
    // What is written with up to 15 digits is kept by a double as it is.
    auto const digits =
        std::count_if(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits > 15) value.number = rounded_to_fifteen_digits(*parsed);
    value.rounded = value.number != *parsed;
    return value;
}

std::optional<Value> CellValues::of(Cell const& cell) {
    // A formula that gives an empty text stores it as a text; an empty value of any other kind is none.
    bool const empty = !cell.stored || (cell.text.empty() && cell.type != CellType::text);
    if (empty) return cell.formula ? unreadable(Unreadable::formula) : Value();
    switch (cell.type) {
        case CellType::number:
            return number(cell);
        case CellType::shared_text: {
            std::size_t place = 0;
            auto const* const end = cell.text.data() + cell.text.size();
            auto const [stop, error] = std::from_chars(cell.text.data(), end, place);
            if (error != std::errc() || stop != end || place >= strings_.size()) return std::nullopt;
            return of_text(strings_[place]);
        }
        case CellType::text:
            return of_text(cell.text);
        case CellType::boolean:
            return plain_text(cell.text == "1" || cell.text == "true" ? "TRUE" : "FALSE");
        case CellType::error:
            return unreadable(Unreadable::error);
        case CellType::iso_date: {
            buffer_ = without_midnight(cell.text);
            std::replace(buffer_.begin(), buffer_.end(), 'T', ' ');
            auto value = plain_text(buffer_);
            value.is_date = true;
            return value;
        }
    }
    return Value();
}

std::string describe(Unreadable why, Cell const& cell) {
    switch (why) {
        case Unreadable::error: {
            bool const known =
                std::find(known_errors.begin(), known_errors.end(), cell.text) != known_errors.end();
            return "an error of Excel" + (known ? " (" + std::string(cell.text) + ")" : std::string());
        }
        case Unreadable::formula:
            return "a formula whose value is not stored";
        case Unreadable::outside_calendar:
            return "shown as a date, and outside the calendar of Excel";
        case Unreadable::no_number:
            return "stored as a number, and none";
    }
    return "";
}

}  // namespace quaestor::data::xlsx
