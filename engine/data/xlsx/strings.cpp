#include "data/xlsx/strings.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace quaestor::data::xlsx {
namespace {

constexpr std::size_t escape_length = 7;  // _xHHHH_

std::optional<char32_t> escape_at(std::string_view text, std::size_t i) {
    if (text.size() - i < escape_length || text[i] != '_' || text[i + 1] != 'x' || text[i + 6] != '_')
        return std::nullopt;
    unsigned value = 0;
    auto const* const end = text.data() + i + 6;
    auto const [stop, error] = std::from_chars(text.data() + i + 2, end, value, 16);
    if (error != std::errc() || stop != end) return std::nullopt;
    return value;
}

bool is_high_half(char32_t c) {
    return c >= 0xD800 && c <= 0xDBFF;
}

bool is_low_half(char32_t c) {
    return c >= 0xDC00 && c <= 0xDFFF;
}

void append_utf8(std::string& out, char32_t c) {
    auto const put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

}  // namespace

std::string unescaped(std::string_view text) {
    constexpr char32_t replacement = 0xFFFD;
    if (text.find("_x") == std::string_view::npos) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        auto c = escape_at(text, i);
        if (!c) {
            out += text[i++];
            continue;
        }
        i += escape_length;
        if (is_high_half(*c)) {
            if (auto const low = escape_at(text, i); low && is_low_half(*low)) {
                c = 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00);
                i += escape_length;
            }
        }
        bool const half = is_high_half(*c) || is_low_half(*c);
        append_utf8(out, half || *c == 0 ? replacement : *c);
    }
    return out;
}

void RichText::open(std::string_view element) {
    if (element == "rPh") ++phonetic_;
    in_text_ = element == "t" && phonetic_ == 0;
}

void RichText::close(std::string_view element) {
    if (element == "rPh") --phonetic_;
    in_text_ = false;
}

void RichText::characters(std::string_view text) {
    if (in_text_) text_ += text;
}

std::string RichText::take() {
    phonetic_ = 0;
    in_text_ = false;
    return std::exchange(text_, {});
}

void StringsHandler::open(std::string_view element, Attributes const&) {
    if (element != "si" || depth() != 1) rich_.open(element);
}

void StringsHandler::close(std::string_view element) {
    if (element == "si" && depth() == 1) {
        auto const text = unescaped(rich_.take());
        if (strings.bytes() + text.size() > limits_.most_text)
            return refuse_length("the workbook's list of texts");
        strings.add(text);
    } else {
        rich_.close(element);
    }
}

void StringsHandler::text(std::string_view characters) {
    rich_.characters(characters);
    if (rich_.size() > limits_.cell_bytes)
        refuse_length("text " + text::grouped(strings.size() + 1) + " of the workbook's list");
}

void StringsHandler::refuse_length(std::string const& what) {
    refuse({Severity::error,
            std::string(code::field_too_long),
            what + " is longer than anything that Excel writes; a cell holds 32,767 characters",
            {},
            "open the file in Excel and save it",
            file_});
}

}  // namespace quaestor::data::xlsx
