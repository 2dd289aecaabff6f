/// Where the fields and records of a CSV text end, all at once: 64 bytes at a time, by the widest instructions that the
/// processor has. Every width gives the same marks.
///
/// For texts whose quotes are all as RFC 4180 has them; any other is told (`regular`) and left to the scanner, which
/// knows what to make of it.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace quaestor::data::csv {

/// Room that only grows. Nothing is kept in it when it does, and nothing stands in it before it is written.
template <class T>
class Room {
public:
    void make(std::size_t size) {
        if (size <= size_) return;
        items_ = std::make_unique_for_overwrite<T[]>(size);
        size_ = size;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] T* data() { return items_.get(); }
    [[nodiscard]] T const* data() const { return items_.get(); }
    [[nodiscard]] T const& operator[](std::size_t i) const { return items_[i]; }

private:
    std::size_t size_ = 0;
    std::unique_ptr<T[]> items_;
};

struct Marks {
    /// What a field holds: nothing, one byte, which then stands here, or more.
    static constexpr std::uint8_t short_empty = 0;
    static constexpr std::uint8_t short_long = 0xFF;

    /// The end of a record.
    struct Last {
        std::uint32_t offset;  ///< of what ends its last field
        std::uint32_t field;   ///< which of all fields that is

        friend bool operator==(Last const&, Last const&) = default;
    };

    std::size_t fields = 0;
    std::size_t records = 0;
    Room<std::uint64_t> ends;    ///< a bit for each byte: it ends a field, as a delimiter or as the line's end
    Room<std::uint8_t> shorts;   ///< of each field
    Room<Last> last;             ///< of each record
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

/// `text` begins with a record and ends with a line feed that ends one; marks_overread bytes behind it may be read. What
/// counts in `marks` is told by `fields` and `records`; where the text is not regular, they mean nothing.
void find_marks(std::string_view text, char delimiter, Marks& marks);
void find_marks(std::string_view text, char delimiter, Marks& marks, Width width);

/// How often the byte is in the text.
[[nodiscard]] std::size_t count_of(std::string_view text, char c);
[[nodiscard]] std::size_t count_of(std::string_view text, char c, Width width);

/// How many bytes behind a text find_marks() may read.
inline constexpr std::size_t marks_overread = 64;

/// Where the first field ends that ends at `from` or behind it.
[[nodiscard]] inline std::uint32_t end_of_field(Marks const& marks, std::uint32_t from) {
    std::size_t word = from / 64;
    auto bits = marks.ends[word] & (~std::uint64_t{0} << from % 64);
    while (bits == 0)
        bits = marks.ends[++word];
    return static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(bits));
}
/// Where the field ends that is the `n`-th, from 0 on, of those that end at `from` or behind it.
[[nodiscard]] std::uint32_t end_of_field(Marks const& marks, std::uint32_t from, std::size_t n);

}  // namespace quaestor::data::csv
