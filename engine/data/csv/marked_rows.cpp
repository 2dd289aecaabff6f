#include "data/csv/marked_rows.hpp"

#include "base/text.hpp"
#include "data/csv/scanner.hpp"

#include <algorithm>
#include <limits>

namespace quaestor::data::csv {
namespace {

std::uint32_t line_ends_in(std::string_view text) {
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++n;
    }
    return n;
}

}  // namespace

bool MarkedRows::find(Window const& window, char delimiter) {
    text_ = window.bytes.data();
    find_marks(window.text(), delimiter, marks_);
    if (!marks_.regular || marks_.nul) return false;
    if (marks_.beyond_ascii && text::first_invalid_utf8(window.text())) return false;
    rows_.resize(marks_.records);
    auto* to = rows_.data();
    auto fewest = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t most = 0;
    std::uint32_t begin = 0;
    std::uint32_t field = 0;
    auto line = window.first_line;
    for (auto const *last = marks_.last.data(), *end = last + marks_.records; last != end; ++last) {
        auto const fields = last->field - field + 1;
        *to = MarkedRow{begin, last->offset, field, fields, line};
        auto const text = record(*to);
        line += 1 + (marks_.lines_in_fields ? line_ends_in(text) : 0);
        begin = last->offset + (text_[last->offset] == '\r' ? 2U : 1U);
        field = last->field + 1;
        if (fields == 1 && text::trimmed(text).empty()) continue;
        fewest = std::min(fewest, fields);
        most = std::max(most, fields);
        ++to;
    }
    fewest_ = fewest;
    most_ = most;
    rows_.resize(static_cast<std::size_t>(to - rows_.data()));
    blank_lines_ = marks_.records - rows_.size();
    return true;
}

std::string_view MarkedRows::unquoted(std::string_view text, std::string& buffer) {
    text = text.substr(1, text.size() - 2);
    return text.find('"') == std::string_view::npos ? text : undoubled(text, buffer);
}

}  // namespace quaestor::data::csv
