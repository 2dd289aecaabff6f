#include "document/write/xlsx_rows.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/number_format.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/csv_fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace quaestor::document::xlsx {
namespace {

constexpr std::int64_t most_kept = 999'999'999'999'999;

/// What has to be looked at in a text before it can stand in XML as it is.
enum Look : std::uint8_t { nothing = 0, escape = 1, underscore = 2 };

constexpr std::array<std::uint8_t, 256> looks = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = c < 0x20 || c >= 0x80 || c == '&' || c == '<' || c == '>' ? escape : nothing;
    table['_'] = underscore;
    return table;
}();

std::uint8_t look_at(std::string_view text) {
    std::uint8_t seen = nothing;
    for (char const c : text)
        seen |= looks[static_cast<unsigned char>(c)];
    return seen;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_text(Kind kind) {
    return kind == Kind::text || kind == Kind::flag;
}

}  // namespace

std::string letters_of(std::size_t column) {
    std::string letters;
    for (auto left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

bool keeps_all_digits(std::int64_t number) {
    return number >= -most_kept && number <= most_kept;
}

RowXml::Snippet::Snippet(std::string_view text) : size(text.size()) {
    expects(text.size() <= most, "RowXml: a snippet that is too long");
    std::copy(text.begin(), text.end(), bytes.begin());
}

RowXml::RowXml(std::vector<RowColumn> const& columns) {
    for (auto const& column : columns) {
        auto const style = "\" s=\"" + std::to_string(column.plain);
        columns_.push_back({column, Snippet("<c r=\"" + letters_of(columns_.size())), Snippet(style + "\"><v>"),
                            Snippet(style + "\" t=\"inlineStr\"><is><t>")});
    }
}

void RowXml::put(Snippet const& snippet) {
    std::memcpy(bytes_.data() + size_, snippet.bytes.data(), Snippet::most);
    size_ += snippet.size;
}

void RowXml::put(std::string_view text) {
    std::memcpy(bytes_.data() + size_, text.data(), text.size());
    size_ += text.size();
}

void RowXml::begin_row(std::uint32_t row) {
    row_ = Snippet(std::to_string(row));
    reserve(Snippet::most * 2);
    put(std::string_view("<row r=\""));
    put(row_);
    put(std::string_view("\">"));
}

void RowXml::end_row() {
    reserve(Snippet::most);
    put(std::string_view("</row>"));
}

void RowXml::open_cell(std::size_t column) {
    reserve(8 * Snippet::most);
    put(columns_[column].open);
    put(row_);
}

void RowXml::digits(std::size_t column, std::string_view number, std::int32_t style) {
    open_cell(column);
    if (style == columns_[column].column.plain) {
        put(columns_[column].plain_number);
    } else {
        put(Snippet("\" s=\"" + std::to_string(style) + "\"><v>"));
    }
    put(number);
    put(std::string_view("</v></c>"));
}

void RowXml::number(std::size_t column, double value, std::int32_t style) {
    expects(std::isfinite(value), "xlsx: a number that is not finite");
    std::array<char, 32> text{};
    auto* const end = text.data() + text.size();
    bool const whole = std::abs(value) <= static_cast<double>(most_kept) && value == std::trunc(value);
    auto const last = whole ? std::to_chars(text.data(), end, static_cast<std::int64_t>(value)).ptr
                            : std::to_chars(text.data(), end, value).ptr;
    digits(column, {text.data(), static_cast<std::size_t>(last - text.data())}, style);
}

void RowXml::text(std::size_t column, std::string_view words, std::int32_t style) {
    open_cell(column);
    if (words.empty()) {
        put(Snippet("\" s=\"" + std::to_string(style) + "\"/>"));
        return;
    }
    auto const seen = look_at(words);
    bool const simple = words.size() <= cell_limit && (seen & escape) == 0 && !is_blank(words.front()) &&
                        !is_blank(words.back()) &&
                        (seen == nothing || words.find("_x") == std::string_view::npos);
    if (simple && style == columns_[column].column.plain) {
        put(columns_[column].plain_text);
        reserve(words.size() + Snippet::most);
        put(words);
    } else {
        put(Snippet("\" s=\"" + std::to_string(style) + "\" t=\"inlineStr\"><is><t"));
        put_escaped(words);
    }
    put(std::string_view("</t></is></c>"));
}

/// From behind "<t": blanks at an end are kept only where XML says so.
void RowXml::put_escaped(std::string_view words) {
    auto const fitted = sheet_text(words);
    troubles_.cut += fitted.cut ? 1U : 0U;
    troubles_.repaired += fitted.repaired ? 1U : 0U;
    auto const& text = fitted.text;
    put(is_blank(text.front()) || is_blank(text.back()) ? std::string_view(" xml:space=\"preserve\">") : ">");
    constexpr std::size_t longest_escape = 7;
    reserve(text.size() * longest_escape + Snippet::most);
    for (char const c : text) {
        switch (c) {
            case '&':
                put(std::string_view("&amp;"));
                break;
            case '<':
                put(std::string_view("&lt;"));
                break;
            case '>':
                put(std::string_view("&gt;"));
                break;
            case '\t':
            case '\n':
                bytes_[size_++] = c;
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {  // what XML has no sign for, as spreadsheets write it
                    constexpr std::string_view hex = "0123456789ABCDEF";
                    auto const code = static_cast<unsigned char>(c);
                    put(std::string_view("_x00"));
                    bytes_[size_++] = hex[code >> 4U];
                    bytes_[size_++] = hex[code & 0xFU];
                    bytes_[size_++] = '_';
                } else {
                    bytes_[size_++] = c;
                }
        }
    }
}

bool RowXml::lines(std::string_view csv, std::uint32_t row) {
    CsvFields fields(csv);
    while (!fields.done()) {
        begin_row(row++);
        std::size_t column = 0;
        for (bool last = false; !last; ++column) {
            auto const next = fields.next();
            last = next.last;
            expects(column < columns_.size(), "xlsx: a row with more fields than columns");
            if ((!next.text.empty() || next.quoted) && !field(column, next.text, next.quoted)) return false;
        }
        expects(column == columns_.size(), "xlsx: a row with fewer fields than columns");
        end_row();
    }
    return true;
}

bool RowXml::field(std::size_t column, std::string_view words, bool quoted) {
    auto const& [kind, decimals, plain, zero] = columns_[column].column;
    if (is_text(kind)) {
        auto const original = quoted ? original_of(words) : Original{words};
        text(column, original.text, plain);
        return original.sure;
    }
    bool const below = words.front() == '-';
    expects(words.size() > (below ? 1U : 0U) && is_digit(words[below ? 1 : 0]),
            "xlsx: a number that is not finite");
    bool const as_zero = below && shown_as_zero(text::parse_number(words).value_or(0), kind, decimals);
    digits(column, words, as_zero ? zero : plain);
    return true;
}

}  // namespace quaestor::document::xlsx
