/// Where the fields and records of a CSV text end, all at once: 64 bytes at a time, by the widest instructions that the
/// processor has. Every width gives the same marks.
///
/// For texts whose quotes are all as RFC 4180 has them; any other is told (`regular`) and left to the scanner, which
/// knows what to make of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace quaestor::data::csv {

struct Marks {
    /// What a field holds: nothing, one byte, which then stands here, or more.
    static constexpr std::uint8_t short_empty = 0;
    static constexpr std::uint8_t short_long = 0xFF;

    std::size_t fields = 0;
    std::size_t records = 0;
    std::vector<std::uint32_t> ends;    ///< of each field: offset of what ends it, a delimiter or the line's end
    std::vector<std::uint8_t> shorts;   ///< of each field
    std::vector<std::uint32_t> last;    ///< of each record: the place of its last field in `ends`
    bool regular = true;  ///< every quote opens, closes or doubles; every carriage return stands before a line feed
    bool quotes = false;  ///< there are quotes
    bool beyond_ascii = false;
    bool nul = false;
    bool carriage_returns = false;
    bool lines_in_fields = false;  ///< a quoted field holds a line end
};

/// How wide the instructions are.
enum class Width { plain, avx2, avx512 };

/// Those that this processor has, `plain` first.
[[nodiscard]] std::span<Width const> widths();

/// `text` begins with a record and ends with a line feed that ends one; marks_overread bytes behind it may be read. The
/// vectors of `marks` only ever grow: what counts is `fields` and `records`. Where the text is not regular, they mean
/// nothing.
void find_marks(std::string_view text, char delimiter, Marks& marks);
void find_marks(std::string_view text, char delimiter, Marks& marks, Width width);

/// How many bytes behind a text find_marks() may read.
inline constexpr std::size_t marks_overread = 64;

}  // namespace quaestor::data::csv
