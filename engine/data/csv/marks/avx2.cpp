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
        Signs found;
        found.delimiter = equal(delimiter);
        found.line_feed = equal('\n');
        // Most blocks have none of the others, and one question tells.
        found.delimiters_alone = _mm256_movemask_epi8(_mm256_or_si256(is_rare(low), is_rare(high))) == 0;
        if (found.delimiters_alone) return found;
        found.carriage_return = equal('\r');
        found.quote = equal('"');
        found.nul = equal('\0');
        found.high = joined(low, high);
        return found;
    }
    static __m256i is_rare(__m256i bytes) {
        auto const quote = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
        auto const control = _mm256_cmpgt_epi8(_mm256_set1_epi8('\r' + 1), bytes);  // and what is beyond ASCII
        auto const line_feed = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'));
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
        alignas(32) char held[64];
        for (unsigned half = 0; half < 2; ++half) {
            auto const bytes = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(before) + half);
            auto const one_or_long = _mm256_or_si256(bytes, bytes_of(~found.single >> 32 * half));
            auto const all = _mm256_andnot_si256(bytes_of(found.empty >> 32 * half), one_or_long);
            _mm256_store_si256(reinterpret_cast<__m256i*>(held) + half, all);
        }
        for (unsigned part = 0; part < 8; ++part) {
            auto const ends = static_cast<std::uint8_t>(found.ends >> 8 * part);
            auto const order = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(places.of[ends]));
            auto const eight = _mm_loadl_epi64(reinterpret_cast<__m128i const*>(held + 8 * part));
            _mm_storel_epi64(reinterpret_cast<__m128i*>(shorts), _mm_shuffle_epi8(eight, order));
            shorts += count(ends);
        }
    }
};

}  // namespace

void marks_avx2(char const* text, std::size_t size, char delimiter, MarksOut& out) {
    run(Avx2{delimiter}, text, size, out);
}

}  // namespace quaestor::data::csv
