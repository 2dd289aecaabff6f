#include "data/csv/encoding.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

namespace quaestor::data::csv {
namespace {

constexpr std::string_view save_as_utf8 =
    "save the file as UTF-8; in a spreadsheet: save as, 'CSV UTF-8 (comma delimited)'";

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// Offset of the first byte from `at` on that is not ASCII, or the size. Eight bytes at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    while (at + sizeof(std::uint64_t) <= text.size()) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) break;
        at += sizeof eight;
    }
    while (at < text.size() && is_ascii(text[at]))
        ++at;
    return at;
}

/// No character mixes ASCII bytes with others, so each run of others is checked for itself.
std::optional<std::size_t> first_not_utf8(std::string_view text) {
    std::size_t at = 0;
    while ((at = skip_ascii(text, at)) < text.size()) {
        auto end = at;
        while (end < text.size() && !is_ascii(text[end]))
            ++end;
        if (auto const wrong = text::first_invalid_utf8(text.substr(at, end - at))) return at + *wrong;
        at = end;
    }
    return std::nullopt;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < offset; ++i) {
        bool const lone_cr = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (text[i] == '\n' || lone_cr) ++line;
    }
    return line;
}

/// "UTF-16" or "UTF-32" where the first bytes say so: by their mark, or by a zero in every second byte.
std::optional<std::string> wide_encoding(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
    if (bytes.size() < 4) return std::nullopt;
    auto const zero = [&](std::size_t i) { return bytes[i] == '\0'; };
    if (zero(0) != zero(1) && zero(0) == zero(2) && zero(1) == zero(3)) return "UTF-16";
    return std::nullopt;
}

Outcome<Utf8Text> refused(std::string_view code, std::string message, std::string where,
                          std::string_view hint) {
    return Outcome<Utf8Text>::failure(
        {Severity::error, std::string(code), std::move(message), {}, std::string(hint), std::move(where)});
}

}  // namespace

Outcome<Utf8Text> utf8_text(std::string const& name, std::string_view bytes) {
    if (auto const wide = wide_encoding(bytes)) {
        return refused(code::utf16, "the file is written in " + *wide + ", and only UTF-8 is read", name,
                       save_as_utf8);
    }
    Utf8Text found{bytes, bytes.starts_with("\xEF\xBB\xBF")};
    if (found.byte_order_mark) found.text.remove_prefix(3);

    auto const place = [&](std::size_t offset) { return std::to_string(line_at(found.text, offset)); };
    if (auto const nul = found.text.find('\0'); nul != std::string_view::npos) {
        auto const line = place(nul);
        return refused(code::nul_byte, "line " + line + " holds a NUL byte, which no text has",
                       name + ":" + line, "the file may be damaged; export it again");
    }
    if (auto const wrong = first_not_utf8(found.text)) {
        auto const line = place(*wrong);
        return refused(code::not_utf8, "line " + line + " is not written in UTF-8", name + ":" + line,
                       save_as_utf8);
    }
    Outcome<Utf8Text> outcome;
    outcome.value = found;
    return outcome;
}

}  // namespace quaestor::data::csv
