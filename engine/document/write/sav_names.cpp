#include "document/write/sav_names.hpp"

#include "base/text.hpp"
#include "document/write/clean_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string_view>

namespace quaestor::document {
namespace {

constexpr std::size_t longest_name = 64;  // bytes

constexpr std::array<std::string_view, 13> reserved{"all", "and", "by",  "eq", "ge", "gt",  "le",
                                                    "lt",  "ne",  "not", "or", "to", "with"};

struct Character {
    std::string_view bytes;
    std::uint32_t point = 0;
};

/// The first character of `text`, which is valid UTF-8 and not empty.
Character first_character(std::string_view text) {
    auto const lead = static_cast<unsigned char>(text.front());
    std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        point = (point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {text.substr(0, length), point};
}

/// Of the scripts of the world, without their marks and signs.
bool is_letter(std::uint32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0x2B0) return c >= 0xC0 && c != 0xD7 && c != 0xF7;
    if (c < 0x370) return false;
    return (c < 0x2000 && c != 0x37E && c != 0x387) || (c >= 0x3041 && c <= 0xD7A3);
}

bool is_allowed(std::uint32_t c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '@' || c == '#' || c == '$';
}

std::string allowed(std::string const& key) {
    auto const clean = valid_utf8(key);
    std::string out;
    for (std::string_view rest = clean; !rest.empty();) {
        auto const [bytes, point] = first_character(rest);
        if (is_allowed(point)) {
            out += bytes;
        } else {
            out += '_';
        }
        rest.remove_prefix(bytes.size());
    }
    auto const first = out.empty() ? 0 : first_character(out).point;
    if (!is_letter(first) && first != '@') out.insert(0, "v_");
    out = first_bytes(std::move(out), longest_name);
    if (out.back() == '.') out.back() = '_';
    if (std::find(reserved.begin(), reserved.end(), text::lower_ascii(out)) != reserved.end())
        out.insert(0, "v_");
    return out;
}

}  // namespace

std::vector<std::string> sav_names(std::vector<std::string> const& keys) {
    // A name that is right as it is must not be taken by a key that only becomes so.
    std::set<std::string> taken;
    std::vector<std::string> names(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (allowed(keys[i]) == keys[i] && taken.insert(text::lower_ascii(keys[i])).second)
            names[i] = keys[i];
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!names[i].empty()) continue;
        auto const wish = allowed(keys[i]);
        auto name = wish;
        for (std::size_t n = 2; !taken.insert(text::lower_ascii(name)).second; ++n) {
            auto const ending = "_" + std::to_string(n);
            name = first_bytes(wish, longest_name - ending.size()) + ending;
        }
        names[i] = name;
    }
    return names;
}

}  // namespace quaestor::document
