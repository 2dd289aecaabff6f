// The loops that every width of instructions shares. Each width includes this in a file of its own, which is compiled for
// it: nothing here may have external linkage, lest code for one processor runs on another. Plain and without branches: the
// compiler makes as many rows at once of them as the instructions take.
#include "numeric/columns.hpp"

namespace quaestor::numeric {
namespace {

/// So many columns are counted in bytes, which takes half the time of counting in words.
constexpr std::size_t most_in_bytes = 255;

void widen(std::uint8_t const* bytes, std::size_t rows, std::uint16_t* __restrict out) {
    for (std::size_t i = 0; i < rows; ++i)
        out[i] = bytes[i];
}

/// Calls `count` with room to count in, and puts what it counted into `n`.
template <class Count>
void count_in_bytes(std::size_t rows, std::uint16_t* n, Count&& count) {
    std::uint8_t bytes[4096];
    count(bytes);
    widen(bytes, rows, n);
}

template <class N>
void count_as(std::uint8_t const* const* columns, std::size_t size, std::size_t rows, N* __restrict n) {
    for (std::size_t i = 0; i < rows; ++i)
        n[i] = 0;
    for (std::size_t c = 0; c < size; ++c) {
        auto const* const bytes = columns[c];
        for (std::size_t i = 0; i < rows; ++i)
            n[i] = static_cast<N>(n[i] + (bytes[i] != 0 ? 1 : 0));
    }
}

void count(std::uint8_t const* const* columns, std::size_t size, std::size_t rows, std::uint16_t* n) {
    if (size > most_in_bytes) return count_as(columns, size, rows, n);
    count_in_bytes(rows, n, [&](std::uint8_t* bytes) { count_as(columns, size, rows, bytes); });
}

template <class N>
void add_as(TurnedColumn const* columns, std::size_t size, std::size_t rows, std::uint16_t* __restrict sums, N* __restrict n) {
    for (std::size_t i = 0; i < rows; ++i)
        sums[i] = 0, n[i] = 0;
    for (std::size_t c = 0; c < size; ++c) {
        auto const* const bytes = columns[c].bytes;
        auto const turn = columns[c].turn;
        if (turn == 0) {
            for (std::size_t i = 0; i < rows; ++i)
                sums[i] = static_cast<std::uint16_t>(sums[i] + bytes[i]);
        } else {
            for (std::size_t i = 0; i < rows; ++i)
                sums[i] = static_cast<std::uint16_t>(sums[i] + static_cast<std::uint8_t>(bytes[i] != 0 ? turn - bytes[i] : 0));
        }
        for (std::size_t i = 0; i < rows; ++i)
            n[i] = static_cast<N>(n[i] + (bytes[i] != 0 ? 1 : 0));
    }
}

void add(TurnedColumn const* columns, std::size_t size, std::size_t rows, std::uint16_t* sums, std::uint16_t* n) {
    if (size > most_in_bytes) return add_as(columns, size, rows, sums, n);
    count_in_bytes(rows, n, [&](std::uint8_t* bytes) { add_as(columns, size, rows, sums, bytes); });
}

/// Runs and numbers are counted as N.
template <class N>
void spread_as(ComparedColumn const* columns, std::size_t size, std::size_t rows, N* __restrict longest, N* __restrict n,
               std::uint16_t* __restrict sums, std::uint32_t* __restrict squares) {
    static constexpr std::uint8_t nothing[4096]{};
    N run[4096];
    for (std::size_t i = 0; i < rows; ++i)
        run[i] = 0, longest[i] = 0, n[i] = 0, sums[i] = 0;
    for (std::size_t i = 0; i < rows; ++i)
        squares[i] = 0;
    auto const* before = nothing;
    for (std::size_t c = 0; c < size; ++c) {
        auto const* const bytes = columns[c].bytes;
        if (columns[c].breaks_run) before = nothing;
        for (std::size_t i = 0; i < rows; ++i) {
            auto const there = static_cast<N>(bytes[i] != 0 ? ~N{0} : 0);
            auto const on = static_cast<N>(bytes[i] == before[i] ? run[i] : 0);
            auto const now = static_cast<N>((on + 1) & there);
            run[i] = now;
            longest[i] = longest[i] > now ? longest[i] : now;
            n[i] = static_cast<N>(n[i] + (there & 1));
        }
        auto const shift = columns[c].shift;
        for (std::size_t i = 0; i < rows; ++i) {
            auto const value = static_cast<std::uint8_t>(bytes[i] != 0 ? bytes[i] + shift : 0);
            auto const square = static_cast<std::uint16_t>(value * value);
            sums[i] = static_cast<std::uint16_t>(sums[i] + value);
            squares[i] += square;
        }
        before = bytes;
    }
}

void spread(ComparedColumn const* columns, std::size_t size, std::size_t rows, Spreads const& out) {
    if (size > most_in_bytes) return spread_as(columns, size, rows, out.longest_run, out.n, out.sums, out.squares);
    std::uint8_t longest[4096];
    std::uint8_t n[4096];
    spread_as(columns, size, rows, longest, n, out.sums, out.squares);
    widen(longest, rows, out.longest_run);
    widen(n, rows, out.n);
}

void count_values(std::uint8_t const* bytes, std::size_t rows, std::uint64_t* counts, std::size_t values) {
    // Where there are few values it is quicker to look for each of them: no row waits for another.
    constexpr std::size_t few = 16;
    constexpr std::size_t at_once = 128;  // so many that a byte counts them
    if (values > few) {
        for (std::size_t i = 0; i < rows; ++i)
            ++counts[bytes[i]];
        return;
    }
    for (std::size_t v = 0; v < values; ++v) {
        auto const sought = static_cast<std::uint8_t>(v);
        for (std::size_t first = 0; first < rows; first += at_once) {
            auto const behind = first + at_once < rows ? first + at_once : rows;
            std::uint8_t found = 0;
            for (auto i = first; i < behind; ++i)
                found = static_cast<std::uint8_t>(found + (bytes[i] == sought ? 1 : 0));
            counts[v] += found;
        }
    }
}

void keep(std::uint8_t const* bytes, std::uint8_t const* kept, std::size_t rows, std::uint8_t* __restrict out) {
    for (std::size_t i = 0; i < rows; ++i)
        out[i] = static_cast<std::uint8_t>(kept[i] != 0 ? bytes[i] : 0);
}

void translate(std::uint8_t const* table, std::uint8_t otherwise, std::size_t rows, std::uint8_t* bytes) {
    constexpr std::size_t at_once = 64;
    std::uint8_t signs[10];
    std::uint8_t told[10];
    std::size_t n = 0;
    for (unsigned sign = '0'; sign <= '9'; ++sign) {
        if (table[sign] == otherwise) continue;
        signs[n] = static_cast<std::uint8_t>(sign);
        told[n++] = table[sign];
    }
    auto const blank = table[0];
    for (std::size_t first = 0; first < rows; first += at_once) {
        std::uint8_t in[at_once];
        std::uint8_t out[at_once];
        __builtin_memcpy(in, bytes + first, at_once);
        for (std::size_t i = 0; i < at_once; ++i)
            out[i] = in[i] == 0 ? blank : otherwise;
        for (std::size_t s = 0; s < n; ++s) {
            auto const sign = signs[s];
            auto const answer = told[s];
            for (std::size_t i = 0; i < at_once; ++i)
                out[i] = in[i] == sign ? answer : out[i];
        }
        __builtin_memcpy(bytes + first, out, at_once);
    }
}

Products products(TurnedColumn const& x, std::int16_t const* kept, std::int16_t const* a, std::int16_t const* b,
                  std::size_t rows) {
    constexpr std::size_t at_once = 512;
    auto const* const bytes = x.bytes;
    auto const turn = static_cast<std::int16_t>(x.turn);
    auto const sign = static_cast<std::int16_t>(turn != 0 ? -1 : 1);
    Products all;
    for (std::size_t first = 0; first < rows; first += at_once) {
        auto const behind = first + at_once < rows ? first + at_once : rows;
        std::int32_t sum = 0;
        std::int32_t xx = 0;
        std::int32_t xa = 0;
        std::int32_t xb = 0;
        for (auto i = first; i < behind; ++i) {
            auto const own = static_cast<std::int16_t>((turn + sign * bytes[i]) & kept[i]);
            sum += own;
            xx += own * own;
            xa += own * a[i];
            xb += own * b[i];
        }
        all.x += sum;
        all.xx += xx;
        all.xa += xa;
        all.xb += xb;
    }
    return all;
}

void add_kept(TurnedColumn const& x, std::size_t rows, std::int16_t* __restrict sums, std::int16_t* __restrict kept) {
    auto const* const bytes = x.bytes;
    auto const turn = static_cast<std::int16_t>(x.turn);
    auto const sign = static_cast<std::int16_t>(turn != 0 ? -1 : 1);
    for (std::size_t i = 0; i < rows; ++i) {
        kept[i] = static_cast<std::int16_t>(bytes[i] != 0 ? kept[i] : 0);
        sums[i] = static_cast<std::int16_t>(sums[i] + turn + sign * bytes[i]);
    }
}

constexpr ColumnLoops loops_for(char const* name) {
    return {name, count, add, spread, count_values, keep, translate, products, add_kept};
}

}  // namespace
}  // namespace quaestor::numeric
