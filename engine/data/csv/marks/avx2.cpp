// Compiled for processors with AVX2 and BMI2, and only run on them.
#include "data/csv/marks/kernel.hpp"

#include <cstring>
#include <immintrin.h>

namespace quaestor::data::csv {
namespace {

struct Places {
    std::uint8_t of[256][8];
};

/// For each byte of bits: the places of those that are set, in order.
constexpr Places places_of_bits() {
    Places places{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        unsigned n = 0;
        for (std::uint8_t bit = 0; bit < 8; ++bit) {
            if ((bits >> bit & 1U) != 0) places.of[bits][n++] = bit;
        }
    }
    return places;
}

constexpr auto places = places_of_bits();

/// All ones in each byte whose bit is set.
__m256i bytes_of(Bits bits) {
    auto const each = _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
    auto const own = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201U));
    auto const spread = _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits)), each);
    return _mm256_cmpeq_epi8(_mm256_and_si256(spread, own), own);
}

struct Avx2 {
    char delimiter;

    static Bits joined(__m256i low, __m256i high) {
        return static_cast<Bits>(static_cast<std::uint32_t>(_mm256_movemask_epi8(low))) |
               static_cast<Bits>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32U;
    }
    [[nodiscard]] Signs signs(char const* at) const {
        auto const low = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at));
        auto const high = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at + 32));
        auto const equal = [&](char c) {
            auto const sign = _mm256_set1_epi8(c);
            return joined(_mm256_cmpeq_epi8(low, sign), _mm256_cmpeq_epi8(high, sign));
        };
        return {equal(delimiter), equal('\n'), equal('\r'), equal('"'), equal('\0'), joined(low, high)};
    }

    /// Whether the block has delimiters and line feeds alone, as most have: one question tells. Then also where they are.
    [[nodiscard]] bool is_plain(char const* at, Divided& found) const {
        auto const low = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at));
        auto const high = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at + 32));
        auto const low_feed = _mm256_cmpeq_epi8(low, _mm256_set1_epi8('\n'));
        auto const high_feed = _mm256_cmpeq_epi8(high, _mm256_set1_epi8('\n'));
        auto const separator = _mm256_set1_epi8(delimiter);
        found.records = joined(low_feed, high_feed);
        found.ends = joined(_mm256_or_si256(low_feed, _mm256_cmpeq_epi8(low, separator)),
                            _mm256_or_si256(high_feed, _mm256_cmpeq_epi8(high, separator)));
        return _mm256_movemask_epi8(_mm256_or_si256(is_rare(low, low_feed), is_rare(high, high_feed))) == 0;
    }
    static __m256i is_rare(__m256i bytes, __m256i line_feed) {
        auto const quote = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
        auto const control = _mm256_cmpgt_epi8(_mm256_set1_epi8('\r' + 1), bytes);  // and what is beyond ASCII
        return _mm256_or_si256(quote, _mm256_andnot_si256(line_feed, control));
    }

    void store(char const* at, bool first, Cut const& found, std::uint8_t* shorts) const {
        // The byte before each. What stands before the text is not read, and never looked at: a first field that ends
        // at its first byte is empty.
        char shifted[64];
        if (first) {
            shifted[0] = '\0';
            std::memcpy(shifted + 1, at, 63);
        }
        auto const* const before = first ? shifted : at - 1;
        Held held;
        for (unsigned half = 0; half < 2; ++half) {
            auto const bytes = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(before) + half);
            auto const one_or_long = _mm256_or_si256(bytes, bytes_of(~found.single >> 32 * half));
            held.put(half, _mm256_andnot_si256(bytes_of(found.empty >> 32 * half), one_or_long));
        }
        held.store(found.ends, shorts);
    }

    /// Where a field ends that is empty or has one byte, the bytes before say so by themselves.
    void store_plain(char const* at, Bits ends, std::uint8_t* shorts) const {
        auto const separator = _mm256_set1_epi8(delimiter);
        auto const line_feed = _mm256_set1_epi8('\n');
        auto const ends_field = [&](__m256i bytes) {
            return _mm256_or_si256(_mm256_cmpeq_epi8(bytes, separator), _mm256_cmpeq_epi8(bytes, line_feed));
        };
        Held held;
        for (unsigned half = 0; half < 2; ++half) {
            auto const before = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at + 32 * half - 1));
            auto const two_before = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at + 32 * half - 2));
            auto const is_long = _mm256_andnot_si256(ends_field(two_before), _mm256_set1_epi8(-1));
            held.put(half, _mm256_andnot_si256(ends_field(before), _mm256_or_si256(before, is_long)));
        }
        held.store(ends, shorts);
    }

private:
    /// What a field would hold that ends at each of 64 bytes.
    struct Held {
        alignas(32) char bytes[64];

        void put(unsigned half, __m256i part) { _mm256_store_si256(reinterpret_cast<__m256i*>(bytes) + half, part); }
        /// Of those that do end, one after the other.
        void store(Bits ends, std::uint8_t* shorts) const {
            for (unsigned part = 0; part < 8; ++part) {
                auto const bits = static_cast<std::uint8_t>(ends >> 8 * part);
                auto const order = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(places.of[bits]));
                auto const eight = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(bytes + 8 * part));
                _mm_storel_epi64(reinterpret_cast<__m128i*>(shorts), _mm_shuffle_epi8(eight, order));
                shorts += count(bits);
            }
        }
    };
};

}  // namespace

void marks_avx2(char const* text, std::size_t size, char delimiter, MarksOut& out) {
    run(Avx2{delimiter}, text, size, out);
}

std::size_t count_avx2(char const* text, std::size_t size, char c) {
    return count_bytes(text, size, c);
}

}  // namespace quaestor::data::csv
