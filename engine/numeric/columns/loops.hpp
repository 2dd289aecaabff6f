// The loops that every width of instructions shares. Each width includes this in a file of its own, which is compiled for
// it: nothing here may have external linkage, lest code for one processor runs on another. Most are plain and without
// branches: the compiler makes as many rows at once of them as the instructions take. Where many columns make one number
// of a row, rows stay in registers while the columns go by.
#include "numeric/columns.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace quaestor::numeric {
namespace {

/// So many rows of a column as a register holds, and half of them where they become words.
#if defined(__AVX2__)
constexpr std::size_t lanes = 32;
#else
constexpr std::size_t lanes = 16;
#endif
typedef std::uint8_t Bytes __attribute__((vector_size(lanes)));
typedef std::uint8_t HalfBytes __attribute__((vector_size(lanes / 2)));
typedef std::uint16_t Words __attribute__((vector_size(lanes)));

/// So many columns are counted in bytes, which takes half the time of counting in words.
constexpr std::size_t most_in_bytes = 255;

/// Columns have room for them, and a whole block takes no longer than a part of it.
constexpr std::size_t whole_blocks(std::size_t rows) {
    constexpr std::size_t block = 32;
    return (rows + block - 1) / block * block;
}

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
    rows = whole_blocks(rows);
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
    rows = whole_blocks(rows);
    if (size > most_in_bytes) return add_as(columns, size, rows, sums, n);
    count_in_bytes(rows, n, [&](std::uint8_t* bytes) { add_as(columns, size, rows, sums, bytes); });
}

Bytes load(std::uint8_t const* at) {
    Bytes bytes;
    __builtin_memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

struct WordPair {
    Words low;
    Words high;
};

WordPair widened(Bytes bytes) {
    HalfBytes halves[2];
    __builtin_memcpy(halves, &bytes, sizeof bytes);
    return {__builtin_convertvector(halves[0], Words), __builtin_convertvector(halves[1], Words)};
}

void store(WordPair const& words, std::uint16_t* to) {
    __builtin_memcpy(to, &words.low, sizeof words.low);
    __builtin_memcpy(to + lanes / 2, &words.high, sizeof words.high);
}

void add_to(WordPair const& words, std::uint32_t* to) {
    std::uint16_t numbers[lanes];
    store(words, numbers);
    for (std::size_t i = 0; i < lanes; ++i)
        to[i] += numbers[i];
}

/// Runs and numbers, where a byte counts them.
struct ByteCounts {
    Bytes run{};
    Bytes longest{};
    Bytes n{};

    /// The next column: where it has a number, and where that is the one before.
    void add(Bytes there, Bytes same) {
        run = ((run & same) + 1) & there;
        longest = longest > run ? longest : run;
        n -= there;
    }
    [[nodiscard]] WordPair longest_run() const { return widened(longest); }
    [[nodiscard]] WordPair numbers() const { return widened(n); }
};

/// The same where it does not.
struct WordCounts {
    WordPair run{};
    WordPair longest{};
    WordPair n{};

    void add(Bytes there, Bytes same) {
        auto const one = [](Words there_too, Words same_too, Words& run_so_far, Words& longest_so_far, Words& so_far) {
            run_so_far = ((run_so_far & same_too) + 1) & there_too;
            longest_so_far = longest_so_far > run_so_far ? longest_so_far : run_so_far;
            so_far -= there_too;
        };
        auto const wide_there = widened_bits(there);
        auto const wide_same = widened_bits(same);
        one(wide_there.low, wide_same.low, run.low, longest.low, n.low);
        one(wide_there.high, wide_same.high, run.high, longest.high, n.high);
    }
    [[nodiscard]] WordPair longest_run() const { return longest; }
    [[nodiscard]] WordPair numbers() const { return n; }

private:
    /// All bits or none, as in the bytes.
    static WordPair widened_bits(Bytes bits) {
        auto const words = widened(bits);
        return {reinterpret_cast<Words>(words.low != 0), reinterpret_cast<Words>(words.high != 0)};
    }
};

/// `lanes` rows. So many columns' squares as `at_once` add up to less than 2^16.
template <class Counts>
void spread_block(ComparedColumn const* columns, std::size_t size, std::size_t at_once, std::size_t row, Spreads const& out) {
    Counts counts;
    Bytes before{};
    WordPair sums{};
    WordPair squares{};
    auto* const all_squares = out.squares + row;
    for (std::size_t i = 0; i < lanes; ++i)
        all_squares[i] = 0;
    std::size_t left = at_once;
    for (std::size_t c = 0; c < size; ++c) {
        auto const bytes = load(columns[c].bytes + row);
        if (columns[c].breaks_run) before = Bytes{};
        auto const there = reinterpret_cast<Bytes>(bytes != 0);
        counts.add(there, reinterpret_cast<Bytes>(bytes == before));
        before = bytes;
        auto const value = widened(bytes + (there & columns[c].shift));
        sums.low += value.low;
        sums.high += value.high;
        squares.low += value.low * value.low;
        squares.high += value.high * value.high;
        if (--left > 0) continue;
        add_to(squares, all_squares);
        squares = WordPair{};
        left = at_once;
    }
    add_to(squares, all_squares);
    store(sums, out.sums + row);
    store(counts.longest_run(), out.longest_run + row);
    store(counts.numbers(), out.n + row);
}

void spread(ComparedColumn const* columns, std::size_t size, std::size_t rows, Spreads const& out) {
    std::uint32_t most = 1;
    for (std::size_t c = 0; c < size; ++c)
        most = most > columns[c].most ? most : columns[c].most;
    auto const at_once = 65'535 / (most * most);
    auto* const block = size > most_in_bytes ? spread_block<WordCounts> : spread_block<ByteCounts>;
    for (std::size_t row = 0; row < rows; row += lanes)
        block(columns, size, at_once, row, out);
}

/// Of `lanes` counts of a byte each.
std::uint64_t total(Bytes counts) {
    std::uint8_t numbers[lanes];
    __builtin_memcpy(numbers, &counts, sizeof counts);
    std::uint32_t sum = 0;
    for (auto const number : numbers)
        sum += number;
    return sum;
}

/// The first `rest` of a block, with what is no number of any column behind them.
Bytes with_nothing_behind(std::uint8_t const* bytes, std::size_t rest) {
    std::uint8_t block[lanes];
    __builtin_memcpy(block, bytes, sizeof block);
    for (std::size_t i = 0; i < lanes; ++i)
        block[i] = i < rest ? block[i] : 0xFF;
    return load(block);
}

void count_values(std::uint8_t const* bytes, std::size_t rows, std::uint64_t* counts, std::size_t values) {
    // Where there are few values it is quicker to look for each of them: no row waits for another.
    constexpr std::size_t few = 16;
    constexpr std::size_t together = 4;
    constexpr std::size_t at_once = 254 * lanes;  // so many, and a last block, that bytes count them
    if (values > few) {
        for (std::size_t i = 0; i < rows; ++i)
            ++counts[bytes[i]];
        return;
    }
    auto const whole = rows / lanes * lanes;
    auto const rest = rows - whole;
    auto const last = rest > 0 ? with_nothing_behind(bytes + whole, rest) : Bytes{};
    for (std::size_t first = 0; first < rows; first += at_once) {
        auto const behind = first + at_once < whole ? first + at_once : whole;
        for (std::size_t v = 0; v < values; v += together) {
            Bytes found[together]{};
            auto const look = [&](Bytes here) {
                for (std::size_t k = 0; k < together; ++k)
                    found[k] -= reinterpret_cast<Bytes>(here == static_cast<std::uint8_t>(v + k));
            };
            for (auto i = first; i < behind; i += lanes)
                look(load(bytes + i));
            if (rest > 0 && behind == whole && rows - first <= at_once) look(last);
            for (std::size_t k = 0; k < together && v + k < values; ++k)
                counts[v + k] += total(found[k]);
        }
    }
}

void keep(std::uint8_t const* bytes, std::uint8_t const* kept, std::size_t rows, std::uint8_t* __restrict out) {
    rows = whole_blocks(rows);
    for (std::size_t i = 0; i < rows; ++i)
        out[i] = static_cast<std::uint8_t>(kept[i] != 0 ? bytes[i] : 0);
}

#if defined(__AVX2__)

void translate(std::uint8_t const* table, std::uint8_t otherwise, std::size_t rows, std::uint8_t* bytes) {
    // Digits are sixteen signs from '0' on, six of them no digits.
    alignas(16) std::uint8_t by_digit[16];
    for (unsigned digit = 0; digit < 16; ++digit)
        by_digit[digit] = digit < 10 ? table['0' + digit] : otherwise;
    auto const answers = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<__m128i const*>(by_digit)));
    auto const all_otherwise = _mm256_set1_epi8(static_cast<char>(otherwise));
    auto const blank = _mm256_set1_epi8(static_cast<char>(table[0]));
    for (std::size_t i = 0; i < rows; i += sizeof(__m256i)) {
        auto* const at = reinterpret_cast<__m256i*>(bytes + i);
        auto const signs = _mm256_loadu_si256(at);
        auto const digits = _mm256_xor_si256(signs, _mm256_set1_epi8('0'));
        auto const is_digit = _mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(15)), digits);
        auto const told = _mm256_blendv_epi8(all_otherwise, _mm256_shuffle_epi8(answers, digits), is_digit);
        auto const is_blank = _mm256_cmpeq_epi8(signs, _mm256_setzero_si256());
        _mm256_storeu_si256(at, _mm256_blendv_epi8(told, blank, is_blank));
    }
}

#else

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

#endif

template <bool has_b>
Products products_with(TurnedColumn const& x, std::int16_t const* kept, std::int16_t const* a, std::int16_t const* b,
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
            if constexpr (has_b) xb += own * b[i];
        }
        all.x += sum;
        all.xx += xx;
        all.xa += xa;
        all.xb += xb;
    }
    return all;
}

Products products(TurnedColumn const& x, std::int16_t const* kept, std::int16_t const* a, std::int16_t const* b,
                  std::size_t rows) {
    rows = whole_blocks(rows);
    return b != nullptr ? products_with<true>(x, kept, a, b, rows) : products_with<false>(x, kept, a, b, rows);
}

void add_kept(TurnedColumn const& x, std::size_t rows, std::int16_t* __restrict sums, std::int16_t* __restrict kept) {
    auto const* const bytes = x.bytes;
    auto const turn = static_cast<std::int16_t>(x.turn);
    auto const sign = static_cast<std::int16_t>(turn != 0 ? -1 : 1);
    rows = whole_blocks(rows);
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
