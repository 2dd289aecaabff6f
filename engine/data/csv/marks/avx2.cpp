// Compiled for processors with AVX2 and BMI2, and only run on them.
#include "data/csv/marks/kernel.hpp"

#include <immintrin.h>

namespace quaestor::data::csv {
namespace {

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
    void store(char const* at, std::uint32_t offset, Cut const& found, std::uint32_t* ends, std::uint8_t* shorts) const {
        store_one_by_one(at, offset, found, ends, shorts);
    }
};

}  // namespace

void marks_avx2(char const* text, std::size_t size, char delimiter, MarksOut& out) {
    run(Avx2{delimiter}, text, size, out);
}

}  // namespace quaestor::data::csv
