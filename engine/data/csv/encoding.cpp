#include "data/csv/encoding.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iconv.h>
#include <optional>
#include <utility>

namespace quaestor::data::csv {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
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

struct Proof {
    char const* encoding;
    std::size_t mark;  ///< length of the byte order mark
};

/// UTF-16 or UTF-32 where the first bytes say so: by their mark, or by a zero in every second byte.
std::optional<Proof> wide_encoding(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return Proof{"UTF-32", 4};
    if (bytes.starts_with("\xFF\xFE"sv)) return Proof{"UTF-16LE", 2};
    if (bytes.starts_with("\xFE\xFF"sv)) return Proof{"UTF-16BE", 2};
    if (bytes.size() < 4) return std::nullopt;
    auto const zero = [&](std::size_t i) { return bytes[i] == '\0'; };
    if (zero(0) != zero(1) && zero(0) == zero(2) && zero(1) == zero(3))
        return Proof{zero(0) ? "UTF-16BE" : "UTF-16LE", 0};
    return std::nullopt;
}

Outcome<Utf8Text> refused(std::string_view code, std::string message, std::string where,
                          std::string_view hint) {
    return Outcome<Utf8Text>::failure(
        {Severity::error, std::string(code), std::move(message), {}, std::string(hint), std::move(where)});
}

/// iconv, closed again.
class Converter {
public:
    explicit Converter(char const* encoding) : handle_(::iconv_open("UTF-8", encoding)) {}
    Converter(Converter const&) = delete;
    Converter& operator=(Converter const&) = delete;
    ~Converter() {
        if (known()) ::iconv_close(handle_);
    }

    [[nodiscard]] bool known() const { return handle_ != reinterpret_cast<::iconv_t>(-1); }

    /// All of `bytes`; none where they are not written so, and `out` has what stood before that.
    [[nodiscard]] bool run(std::string_view bytes, std::string& out) {
        std::array<char, 1 << 16> buffer{};
        auto* in = const_cast<char*>(bytes.data());  // iconv's signature; it writes nothing there
        auto left = bytes.size();
        while (left > 0) {
            auto* to = buffer.data();
            auto room = buffer.size();
            auto const result = ::iconv(handle_, &in, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            bool const full = result == static_cast<std::size_t>(-1) && errno == E2BIG;
            if (result == static_cast<std::size_t>(-1) && !full) return false;
        }
        return true;
    }

private:
    ::iconv_t handle_;
};

/// All else is checked; a NUL, which no text has, is left to find.
Outcome<Utf8Text> without_nul(std::string const& name, Utf8Text found) {
    auto const text = found.text();
    if (auto const nul = text.find('\0'); nul != std::string_view::npos) {
        auto const line = std::to_string(line_at(text, nul));
        return refused(code::nul_byte, "line " + line + " holds a NUL byte, which no text has",
                       name + ":" + line, "the file may be damaged; export it again");
    }
    Outcome<Utf8Text> outcome;
    outcome.value = std::move(found);
    return outcome;
}

Outcome<Utf8Text> recoded(std::string const& name, std::string_view bytes, Recoding const& recoding) {
    auto const& encoding = recoding.encoding;
    Converter converter(encoding.c_str());
    if (!converter.known())
        return refused(
            code::unknown_encoding, "there is no encoding called '" + text::printable(encoding) + "'", name,
            "name one such as utf-8, utf-16, windows-1252, windows-1250, iso-8859-15 or macintosh");
    Utf8Text found;
    auto& out = found.recoded.emplace();
    if (!converter.run(bytes.substr(recoding.mark), out)) {
        auto const line = std::to_string(line_at(out, out.size()));
        return refused(code::wrong_encoding,
                       "line " + line + " is not written in " + text::printable(encoding), name + ":" + line,
                       "ask where the file comes from, or " + std::string(save_as_utf8));
    }
    if (out.starts_with(utf8_mark)) found.mark = utf8_mark.size();
    found.decision = recoding.decision;
    return without_nul(name, std::move(found));
}

bool is_utf8(std::string const& encoding) {
    return text::equal_ignoring_case(encoding, "utf-8") || text::equal_ignoring_case(encoding, "utf8");
}

}  // namespace

std::optional<Recoding> recoding_of(std::string_view beginning, std::optional<std::string> const& given) {
    auto const recoding = [](std::string encoding, std::size_t mark, std::string const& reason) {
        auto decision = "encoding: " + encoding + " (" + reason + ")";
        return Recoding{std::move(encoding), mark, std::move(decision)};
    };
    if (given) return is_utf8(*given) ? std::nullopt : std::optional(recoding(*given, 0, "given"));
    auto const wide = wide_encoding(beginning);
    if (!wide || std::string_view(wide->encoding) == "UTF-32") return std::nullopt;
    return recoding(wide->encoding, wide->mark, wide->mark > 0 ? "its byte order mark says so" : "every second byte is zero");
}

Outcome<Utf8Text> utf8_text(std::string const& name, std::string_view bytes,
                            std::optional<std::string> const& given) {
    if (auto const recoding = recoding_of(bytes, given)) return recoded(name, bytes, *recoding);
    if (!given && wide_encoding(bytes))
        return refused(code::wrong_encoding, "the file is written in UTF-32, which is not read", name, save_as_utf8);
    Utf8Text found{bytes, {}, 0, given ? "encoding: UTF-8 (given)" : "encoding: UTF-8"};
    if (bytes.starts_with(utf8_mark)) {
        found.mark = utf8_mark.size();
        found.decision = "encoding: UTF-8, byte order mark skipped";
    }
    if (auto const wrong = first_not_utf8(found.text())) {
        auto const line = std::to_string(line_at(found.text(), *wrong));
        return refused(
            code::not_utf8, "line " + line + " is not written in UTF-8", name + ":" + line,
            "if it comes from a spreadsheet in Western Europe, add --encoding windows-1252; else " +
                std::string(save_as_utf8));
    }
    return without_nul(name, std::move(found));
}

}  // namespace quaestor::data::csv
