// Compiled for processors with AVX-512 BW, VL and VBMI2, and only run on them.
#include "data/csv/marks/kernel.hpp"

#include <immintrin.h>

namespace quaestor::data::csv {
namespace {

alignas(64) constexpr std::uint8_t counting[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

struct Avx512 {
    char delimiter;

    [[nodiscard]] Signs signs(char const* at) const {
        auto const bytes = _mm512_loadu_si512(at);
        auto const equal = [&](char c) {
            return static_cast<Bits>(_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c)));
        };
        return {equal(delimiter), equal('\n'), equal('\r'), equal('"'), equal('\0'),
                static_cast<Bits>(_mm512_movepi8_mask(bytes))};
    }

    void store(char const* at, std::uint32_t offset, Cut const& found, std::uint32_t* ends, std::uint8_t* shorts) const {
        // The byte before each. What stands before the text is never looked at: a first field that ends at its first
        // byte is empty.
        auto const before = _mm512_maskz_loadu_epi8(offset == 0 ? ~Bits{1} : ~Bits{0}, at - 1);
        auto const long_ones = _mm512_set1_epi8(static_cast<char>(short_long));
        auto const held = _mm512_maskz_mov_epi8(~found.empty, _mm512_mask_mov_epi8(long_ones, found.single, before));
        _mm512_storeu_si512(shorts, _mm512_maskz_compress_epi8(found.ends, held));
        auto const places = _mm512_maskz_compress_epi8(found.ends, _mm512_load_si512(counting));
        auto const base = _mm512_set1_epi32(static_cast<int>(offset));
        auto const put = [&](std::uint32_t* to, __m128i sixteen) {
            _mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(sixteen)));
        };
        auto const fields = count(found.ends);
        put(ends, _mm512_castsi512_si128(places));
        if (fields > 16) put(ends + 16, _mm512_extracti32x4_epi32(places, 1));
        if (fields > 32) put(ends + 32, _mm512_extracti32x4_epi32(places, 2));
        if (fields > 48) put(ends + 48, _mm512_extracti32x4_epi32(places, 3));
    }
};

}  // namespace

void marks_avx512(char const* text, std::size_t size, char delimiter, MarksOut& out) {
    run(Avx512{delimiter}, text, size, out);
}

}  // namespace quaestor::data::csv
