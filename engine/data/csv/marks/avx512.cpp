// Compiled for processors with AVX-512 BW, VL and VBMI2, and only run on them.
#include "data/csv/marks/kernel.hpp"

#include <immintrin.h>

namespace quaestor::data::csv {
namespace {

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

    void store(char const* at, bool first, Cut const& found, std::uint8_t* shorts) const {
        // The byte before each. What stands before the text is never looked at: a first field that ends at its first
        // byte is empty.
        auto const before = _mm512_maskz_loadu_epi8(first ? ~Bits{1} : ~Bits{0}, at - 1);
        auto const long_ones = _mm512_set1_epi8(static_cast<char>(Marks::short_long));
        auto const held = _mm512_maskz_mov_epi8(~found.empty, _mm512_mask_mov_epi8(long_ones, found.single, before));
        _mm512_storeu_si512(shorts, _mm512_maskz_compress_epi8(found.ends, held));
    }
};

}  // namespace

void marks_avx512(char const* text, std::size_t size, char delimiter, MarksOut& out) {
    run(Avx512{delimiter}, text, size, out);
}

std::size_t count_avx512(char const* text, std::size_t size, char c) {
    return count_bytes(text, size, c);
}

}  // namespace quaestor::data::csv
