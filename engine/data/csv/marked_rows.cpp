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
    blank_lines_ = 0;
    fewest_ = std::numeric_limits<std::uint32_t>::max();
    most_ = 0;
    MarkedRow row;
    row.line = window.first_line;
    for (std::size_t r = 0; r < marks_.records; ++r) {
        auto const last = marks_.last[r];
        row.end = last.offset;
        row.fields = last.field - row.field + 1;
        if (row.fields == 1 && text::trimmed(record(row)).empty()) {
            ++blank_lines_;
        } else {
            fewest_ = std::min(fewest_, row.fields);
            most_ = std::max(most_, row.fields);
            *to++ = row;
        }
        row.line += 1 + (marks_.lines_in_fields ? line_ends_in(record(row)) : 0);
        row.begin = row.end + (text_[row.end] == '\r' ? 2U : 1U);
        row.field = last.field + 1;
    }
    rows_.resize(static_cast<std::size_t>(to - rows_.data()));
    return true;
}

std::string_view MarkedRows::unquoted(std::string_view text, std::string& buffer) {
    text = text.substr(1, text.size() - 2);
    return text.find('"') == std::string_view::npos ? text : undoubled(text, buffer);
}

}  // namespace quaestor::data::csv
