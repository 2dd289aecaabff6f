#include "base/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace quaestor::text {
namespace {

struct Character {
    char32_t code = 0;
    std::size_t length = 1;
    bool readable = true;  ///< else one byte that is no UTF-8
};

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

Character character_at(std::string_view text, std::size_t at) {
    auto const lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1, true};
    std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (length == 0 || at + length > text.size()) return {lead, 1, false};
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (!continues(text[at + i])) return {lead, 1, false};
        code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    return {code, length, true};
}

void append(std::string& out, char32_t code) {
    auto const put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// Capitals of one stretch of Unicode and how their small letters are found.
struct Capitals {
    char32_t first;
    char32_t last;
    char32_t step;   ///< 2: capital and small letter take turns, beginning with a capital
    char32_t small;  ///< so much further
};

/// Unicode 15, simple case folding, of the scripts that questionnaires in Europe are written in.
constexpr std::array<Capitals, 26> capitals{{
    {0x00C0, 0x00D6, 1, 32}, {0x00D8, 0x00DE, 1, 32}, {0x0100, 0x012F, 2, 1},  {0x0132, 0x0137, 2, 1},
    {0x0139, 0x0148, 2, 1},  {0x014A, 0x0177, 2, 1},  {0x0179, 0x017E, 2, 1},  {0x01A0, 0x01A5, 2, 1},
    {0x01AF, 0x01B0, 2, 1},  {0x01CD, 0x01DC, 2, 1},  {0x01DE, 0x01EF, 2, 1},  {0x01F8, 0x021F, 2, 1},
    {0x0222, 0x0233, 2, 1},  {0x0386, 0x0386, 1, 38}, {0x0388, 0x038A, 1, 37}, {0x038C, 0x038C, 1, 64},
    {0x038E, 0x038F, 1, 63}, {0x0391, 0x03A1, 1, 32}, {0x03A3, 0x03AB, 1, 32}, {0x0400, 0x040F, 1, 80},
    {0x0410, 0x042F, 1, 32}, {0x0460, 0x0481, 2, 1},  {0x048A, 0x04BF, 2, 1},  {0x04D0, 0x052F, 2, 1},
    {0x1E00, 0x1E95, 2, 1},  {0x1EA0, 0x1EFF, 2, 1},
}};

char32_t small(char32_t code) {
    if (code >= 'A' && code <= 'Z') return code + ('a' - 'A');
    if (code < 0xC0) return code;
    switch (code) {
        case 0x0130:  // the capital i of Turkish
            return 'i';
        case 0x0178:
            return 0x00FF;
        case 0x017F:  // the long s
            return 's';
        case 0x03C2:  // sigma at the end of a word
            return 0x03C3;
        case 0x1E9E:  // the capital sharp s
            return 0x00DF;
        default:
            break;
    }
    for (auto const& range : capitals) {
        if (code < range.first || code > range.last) continue;
        return range.step == 1 || (code - range.first) % 2 == 0 ? code + range.small : code;
    }
    return code;
}

bool is_blank(char32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x3000;
}

/// Soft hyphen, zero-width blanks and marks of direction, byte order mark.
bool has_no_width(char32_t code) {
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

/// What typewriters have for it; 0: nothing, the character stays.
char typed(char32_t code) {
    switch (code) {
        case '`':
        case 0x00B4:
        case 0x02B9:
        case 0x02BB:
        case 0x02BC:
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x2039:
        case 0x203A:
            return '\'';
        case 0x00AB:
        case 0x00BB:
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x2033:
            return '"';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
            return '-';
        default:
            return 0;
    }
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const character = character_at(text, at);
        auto const bytes = text.substr(at, character.length);
        at += character.length;
        if (character.readable && has_no_width(character.code)) continue;
        if (character.readable && is_blank(character.code)) {
            blank = true;
            continue;
        }
        if (blank && !out.empty()) out += ' ';
        blank = false;
        if (!character.readable) {
            out += bytes;
        } else if (auto const sign = typed(character.code); sign != 0) {
            out += sign;
        } else if (character.code == 0x2026) {
            out += "...";
        } else {
            append(out, small(character.code));
        }
    }
    return out;
}

}  // namespace quaestor::text
