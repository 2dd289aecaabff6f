#include "document/write/clean_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace quaestor::document {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

unsigned char byte(char c) {
    return static_cast<unsigned char>(c);
}

/// Bytes of the character that starts with `lead`; the text is valid UTF-8.
std::size_t length_of(char lead) {
    auto const b = byte(lead);
    return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

/// UTF-16 units of that character: spreadsheets count these.
std::size_t units_of(char lead) {
    return byte(lead) >= 0xF0 ? 2 : 1;
}

/// U+FFFE and U+FFFF are UTF-8 but no XML.
bool is_no_character(std::string_view character) {
    return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// `_x0041_` at the start of `text`.
bool is_escape(std::string_view text) {
    return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
           std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

/// Nothing to do: the common case, decided in one pass.
bool is_simple(std::string_view text) {
    return text.size() <= cell_limit &&
           std::all_of(text.begin(), text.end(), [](char c) { return byte(c) >= 0x20 && byte(c) < 0x80; }) &&
           text.find("_x") == std::string_view::npos;
}

/// Builds a cell's text and remembers where it must end if it turns out too long.
class CellText {
public:
    void add(std::string_view bytes, std::size_t units) {
        units_ += units;
        out_ += bytes;
        if (units_ <= cell_limit - mark.size()) room_for_mark_ = out_.size();
    }
    [[nodiscard]] bool full() const { return units_ > cell_limit; }
    [[nodiscard]] std::string cut() && {
        out_.resize(room_for_mark_);
        out_ += mark;
        return std::move(out_);
    }
    [[nodiscard]] std::string whole() && { return std::move(out_); }

private:
    static constexpr std::string_view mark = " [... cut here: a cell holds no more]";
    std::string out_;
    std::size_t units_ = 0;
    std::size_t room_for_mark_ = 0;
};

std::string first_units(std::string_view text, std::size_t limit) {
    std::size_t units = 0;
    std::size_t at = 0;
    while (at < text.size() && units + units_of(text[at]) <= limit) {
        units += units_of(text[at]);
        at += length_of(text[at]);
    }
    return std::string(text.substr(0, at));
}

std::size_t units(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += length_of(text[at]))
        count += units_of(text[at]);
    return count;
}

std::string accepted_name(std::string_view title) {
    auto name = one_line(title);
    for (auto& c : name) {
        if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) c = ' ';
    }
    auto const trim = [](std::string_view text) {
        while (!text.empty() && (text.front() == '\'' || text.front() == ' '))
            text.remove_prefix(1);
        while (!text.empty() && (text.back() == '\'' || text.back() == ' '))
            text.remove_suffix(1);
        return std::string(text);
    };
    name = trim(first_units(trim(name), 31));
    if (name.empty()) return "Sheet";
    if (text::equal_ignoring_case(name, "History")) return name + " 1";  // Excel keeps that name for itself
    return name;
}

/// Equal for names that a spreadsheet might take as equal. Case beyond ASCII is not known here, so every such
/// letter counts as equal to every other: at worst a name gets a number that it did not need.
std::string likeness(std::string_view name) {
    std::string like;
    for (std::size_t at = 0; at < name.size(); at += length_of(name[at]))
        like += byte(name[at]) < 0x80 ? name[at] : '?';
    return text::lower_ascii(like);
}

}  // namespace

std::string valid_utf8(std::string_view text) {
    std::string out;
    while (auto const wrong = text::first_invalid_utf8(text)) {
        out += text.substr(0, *wrong);
        out += replacement;
        text.remove_prefix(*wrong + 1);
    }
    out += text;
    return out;
}

bool runs_as_formula(std::string_view text) {
    static constexpr std::array<std::string_view, 11> starts{
        "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    auto const begins = [&](std::string_view start) {
        return text.starts_with(start) && text.size() > start.size();
    };
    return std::any_of(starts.begin(), starts.end(), begins) && !text::parse_number(text);
}

std::string one_line(std::string_view text) {
    auto out = valid_utf8(text);
    for (auto& c : out) {
        if (byte(c) < 0x20 || byte(c) == 0x7F) c = ' ';
    }
    for (auto at = out.find("\xEF\xBF"); at != std::string::npos; at = out.find("\xEF\xBF", at + 3)) {
        if (is_no_character(std::string_view(out).substr(at, 3))) out.replace(at, 3, replacement);
    }
    return out;
}

std::string first_bytes(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    text.resize(most);
    if (auto const half = text::first_invalid_utf8(text)) text.resize(*half);
    return text;
}

SheetText sheet_text(std::string_view text) {
    if (is_simple(text)) return {std::string(text)};
    SheetText result;
    auto const repaired = text::first_invalid_utf8(text) ? valid_utf8(text) : std::string();
    if (!repaired.empty()) {
        result.repaired = true;
        text = repaired;
    }
    CellText out;
    while (!text.empty() && !out.full()) {
        auto const character = text.substr(0, length_of(text.front()));
        if (character.front() == '\0' || is_no_character(character)) {
            out.add(replacement, 1);
            result.repaired = true;
        } else if (is_escape(text)) {
            out.add("_x005F_", 7);
        } else {
            out.add(character, units_of(character.front()));
        }
        text.remove_prefix(character.size());
    }
    result.cut = out.full();
    result.text = result.cut ? std::move(out).cut() : std::move(out).whole();
    return result;
}

std::vector<std::string> sheet_names(std::vector<std::string> const& titles) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (auto const& title : titles) {
        auto const wanted = accepted_name(title);
        auto name = wanted;
        for (int number = 2; !taken.insert(likeness(name)).second; ++number) {
            auto const suffix = " (" + std::to_string(number) + ")";
            name = first_units(wanted, 31 - std::min(units(suffix), units(wanted) + units(suffix))) + suffix;
        }
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace quaestor::document
