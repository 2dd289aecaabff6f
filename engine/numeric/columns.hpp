/// Loops over columns of small whole numbers, many rows at once: compiled for each width of instructions that processors
/// of a kind have, and chosen when the program runs. Every width gives the same numbers.
///
/// A byte is 0 where there is no number, else the number's place from 1 on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace quaestor::numeric {

/// A column to be added up: bytes, reversed ones taken from `turn`.
struct TurnedColumn {
    std::uint8_t const* bytes = nullptr;
    std::uint8_t turn = 0;  ///< 0: not reversed
};

/// A column beside others: its bytes become numbers that all of them share by adding `shift`.
struct ComparedColumn {
    std::uint8_t const* bytes = nullptr;
    std::uint8_t shift = 0;
    bool breaks_run = false;  ///< not to be compared with the column before
    std::uint8_t most = 255;  ///< the highest number, shifted
};

/// By row, over columns that are there.
struct Spreads {
    std::uint16_t* longest_run;  ///< of columns that follow one another with the same byte
    std::uint16_t* n;
    std::uint16_t* sums;
    std::uint32_t* squares;
};

/// Sums of a column with itself and two others.
struct Products {
    std::int64_t x = 0;
    std::int64_t xx = 0;
    std::int64_t xa = 0;
    std::int64_t xb = 0;
};

/// One width of instructions. `size` is the number of columns, of up to 4096 rows; where numbers are added up, so many that
/// a row's sum is below 2^16. Columns have room for the rows rounded up to 64, and what stands behind the rows may change.
struct ColumnLoops {
    char const* name;
    /// n[i]: how many of the columns have a number.
    void (*count)(std::uint8_t const* const* columns, std::size_t size, std::size_t rows, std::uint16_t* n);
    /// n, and the sums of the bytes.
    void (*add)(TurnedColumn const* columns, std::size_t size, std::size_t rows, std::uint16_t* sums, std::uint16_t* n);
    void (*spread)(ComparedColumn const* columns, std::size_t size, std::size_t rows, Spreads const& out);
    /// counts[v] grows by the number of rows with byte v, which is less than `values`.
    void (*count_values)(std::uint8_t const* bytes, std::size_t rows, std::uint64_t* counts, std::size_t values);
    /// out[i] = bytes[i] where kept[i] is not 0, else 0.
    void (*keep)(std::uint8_t const* bytes, std::uint8_t const* kept, std::size_t rows, std::uint8_t* out);
    /// bytes[i] = table[bytes[i]], where the table has `otherwise` for all but 0 and the digits '0' to '9'.
    void (*translate)(std::uint8_t const* table, std::uint8_t otherwise, std::size_t rows, std::uint8_t* bytes);
    /// Of (turn - x, or x where turn is 0), which is 0 in rows where `kept` is; kept is 0 or -1, and 0 behind the rows up to
    /// the next multiple of 32. Sums of a block of 512 rows must stay below 2^31. `b` may be nullptr: nothing.
    Products (*products)(TurnedColumn const& x, std::int16_t const* kept, std::int16_t const* a, std::int16_t const* b,
                         std::size_t rows);
    /// sums[i] += turn - x or x; kept[i] becomes 0 where x has no number.
    void (*add_kept)(TurnedColumn const& x, std::size_t rows, std::int16_t* sums, std::int16_t* kept);
};

/// out[j][i] = rows[i * stride + j], for columns j whose `out` is not nullptr. All sixteen bytes of a row may be read.
void columns_of_rows(std::uint8_t const* rows, std::size_t stride, std::size_t count,
                     std::span<std::uint8_t* const, 16> out);

/// The widest that this processor has.
[[nodiscard]] ColumnLoops const& column_loops();
/// All that it has.
[[nodiscard]] std::span<ColumnLoops const* const> all_column_loops();

}  // namespace quaestor::numeric
