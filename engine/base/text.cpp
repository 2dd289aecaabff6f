#include "base/text.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace quaestor::text {
namespace {

unsigned char byte(char c) {
    return static_cast<unsigned char>(c);
}

/// Length of the valid UTF-8 character at `at`, or 0.
std::size_t character_length(std::string_view text, std::size_t at) {
    auto const lead = byte(text[at]);
    if (lead < 0x80) return 1;
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        auto const c = byte(text[at + i]);
        if (c < (i == 1 ? low : 0x80) || c > (i == 1 ? high : 0xBF)) return 0;
    }
    return length;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        auto const length = character_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

std::size_t display_width(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (byte(c) & 0xC0) != 0x80; }));
}

std::string printable(std::string_view text) {
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        auto const c = byte(text[at]);
        auto const length = character_length(text, at);
        bool const control = c < 0x20 || c == 0x7F || (c == 0xC2 && length == 2 && byte(text[at + 1]) < 0xA0);
        if (c == '\t') {
            out += ' ';
        } else if (length == 0 || control) {
            out += "\\x";
            out += hex[c >> 4];
            out += hex[c & 0x0F];
            if (length == 2) {
                out += "\\x";
                out += hex[byte(text[at + 1]) >> 4];
                out += hex[byte(text[at + 1]) & 0x0F];
            }
        } else {
            out += text.substr(at, length);
        }
        at += std::max<std::size_t>(1, length);
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    auto const blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && lower_ascii(a) == lower_ascii(b);
}

std::string join(std::span<std::string const> words, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += separator;
        out += words[i];
    }
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Three rows suffice: the swap looks two rows back.
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    std::iota(previous.begin(), previous.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const cost = a[i - 1] == b[j - 1] ? 0U : 1U;
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::span<std::string const> candidates) {
    // A name of three letters may differ in one, a long one in a third: further away, a guess would be noise.
    constexpr std::size_t longest_compared = 64;
    if (word.size() > longest_compared) return std::nullopt;
    auto const limit = std::max<std::size_t>(1, word.size() / 3);
    auto const wanted = lower_ascii(word);
    std::optional<std::string> best;
    bool several = false;
    auto best_distance = limit + 1;
    for (auto const& candidate : candidates) {
        if (candidate.size() > longest_compared || candidate == word) continue;
        auto const distance = edit_distance(wanted, lower_ascii(candidate));
        if (distance > best_distance || distance > limit) continue;
        several = distance == best_distance && best != candidate;
        best_distance = distance;
        best = candidate;
    }
    if (several) return std::nullopt;  // a guess among equals would be noise
    if (best) return best;
    constexpr std::size_t shortest_prefix = 4;
    if (word.size() < shortest_prefix) return std::nullopt;
    for (auto const& candidate : candidates) {
        if (!lower_ascii(candidate).starts_with(wanted) || candidate == word) continue;
        if (best) return std::nullopt;
        best = candidate;
    }
    return best;
}

std::optional<double> parse_number(std::string_view text) {
    if (text.empty()) return std::nullopt;
    auto const first = text.front() == '-' ? text.substr(1) : text;
    if (first.empty() || !((first.front() >= '0' && first.front() <= '9') || first.front() == '.'))
        return std::nullopt;
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string number(double value) {
    expects(std::isfinite(value), "text::number: value is not finite");
    if (value == 0) return "0";
    std::array<char, 32> buffer{};
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    expects(error == std::errc{}, "text::number: buffer too small");
    return {buffer.data(), end};
}

std::string fixed(double value, int digits) {
    expects(std::isfinite(value), "text::fixed: value is not finite");
    std::array<char, 400> buffer{};  // the largest double has 309 digits before the point
    auto const [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, digits);
    expects(error == std::errc{}, "text::fixed: buffer too small");
    std::string out(buffer.data(), end);
    bool const zero = out.find_first_not_of("-0.") == std::string::npos;
    return zero && out.starts_with('-') ? out.substr(1) : out;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return grouped(count) + " " + std::string(count == 1 ? one : many);
}

std::string grouped(std::size_t count) {
    auto digits = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

}  // namespace quaestor::text
