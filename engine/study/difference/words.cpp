#include "study/difference/words.hpp"

#include "base/text.hpp"

namespace quaestor::study::words {

using namespace instrument;

std::string range_text(Range const& range) {
    return text::number(range.low) + ".." + text::number(range.high);
}

std::string quoted(std::string const& text) {
    return "'" + text + "'";
}

std::string or_none(std::string const& text) {
    return text.empty() ? "none" : text;
}

std::string ended(std::string text) {
    constexpr std::size_t longest = 160;
    if (text::display_width(text) <= longest) return text;
    std::size_t bytes = 0;
    for (std::size_t width = 0; width < longest - 1; ++width) {
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
            ++bytes;
    }
    return text.substr(0, bytes) + "…";
}

std::string optional_number(std::optional<double> const& number) {
    return number ? text::number(*number) : "none";
}

std::string_view direction(Direction higher) {
    return higher == Direction::better ? "better" : higher == Direction::worse ? "worse" : "not stated";
}

std::string rounding_text(std::optional<Rounding> const& rounding) {
    if (!rounding) return "not rounded";
    return "rounded to " + text::counted(static_cast<std::size_t>(rounding->digits), "decimal", "decimals") +
           (rounding->half_even ? ", ties to the even digit" : "") +
           (rounding->before_bands ? ", before bands" : "");
}

std::string rescale_text(std::optional<Rescale> const& rescale) {
    if (!rescale) return "not rescaled";
    return "rescaled from " + range_text(rescale->from) + " to " + range_text(rescale->to);
}

std::string kind_text(OptionKind kind) {
    return kind == OptionKind::answer    ? "an answer"
           : kind == OptionKind::missing ? "missing"
                                         : "not applicable";
}

std::string test_text(std::optional<CountTest> const& test) {
    if (!test) return "none";
    std::vector<std::string> values;
    for (auto const value : test->values)
        values.push_back(text::number(value));
    switch (test->op) {
        case Op::in_range:
            return "in " + text::join(values, "..");
        case Op::in_set:
            return "in {" + text::join(values, ", ") + "}";
        case Op::equal:
            return "= " + values.front();
        case Op::not_equal:
            return "!= " + values.front();
        case Op::less:
            return "< " + values.front();
        case Op::less_equal:
            return "<= " + values.front();
        case Op::greater:
            return "> " + values.front();
        default:
            return ">= " + values.front();
    }
}

std::string row_text(TableRow const& row) {
    return text::number(row.value) + (row.error ? " (standard error " + text::number(*row.error) + ")" : "");
}

std::string meaning_of(ResponseSet const& set) {
    auto out = std::string(word(set.kind)) + " " + range_text(set.values) + " " + set.unit;
    for (auto const& option : set.options)
        out += "|" + option.code + " " + kind_text(option.kind) + " " + text::number(option.value);
    return out;
}

}  // namespace quaestor::study::words
