#include "numeric/columns.hpp"

#include "numeric/columns/widths.hpp"

#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace quaestor::numeric {
namespace {

std::vector<ColumnLoops const*> loops_of_this_processor() {
    std::vector<ColumnLoops const*> found{&plain_loops};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) found.push_back(&avx2_loops);
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) found.push_back(&avx512_loops);
#endif
    return found;
}

constexpr std::size_t block = 16;

#if defined(__SSE2__)

struct Block {
    __m128i lines[block];
};

/// Sixteen rows of sixteen bytes become sixteen columns of them: each round interleaves the first half with the second.
Block turned(std::uint8_t const* rows, std::size_t stride) {
    Block now;
    for (std::size_t i = 0; i < block; ++i)
        now.lines[i] = _mm_loadu_si128(reinterpret_cast<__m128i const*>(rows + i * stride));
    for (int round = 0; round < 4; ++round) {
        Block next;
        for (std::size_t i = 0; i < block / 2; ++i) {
            next.lines[2 * i] = _mm_unpacklo_epi8(now.lines[i], now.lines[i + block / 2]);
            next.lines[2 * i + 1] = _mm_unpackhi_epi8(now.lines[i], now.lines[i + block / 2]);
        }
        now = next;
    }
    return now;
}

#endif

}  // namespace

void columns_of_rows(std::uint8_t const* rows, std::size_t stride, std::size_t count,
                     std::span<std::uint8_t* const, 16> out) {
    std::size_t done = 0;
#if defined(__SSE2__)
    for (; done + block <= count; done += block) {
        auto const columns = turned(rows + done * stride, stride);
        for (std::size_t j = 0; j < block; ++j) {
            if (out[j] != nullptr) _mm_storeu_si128(reinterpret_cast<__m128i*>(out[j] + done), columns.lines[j]);
        }
    }
#endif
    for (std::size_t j = 0; j < block; ++j) {
        for (std::size_t i = done; i < count && out[j] != nullptr; ++i)
            out[j][i] = rows[i * stride + j];
    }
}

std::span<ColumnLoops const* const> all_column_loops() {
    static auto const found = loops_of_this_processor();
    return found;
}

ColumnLoops const& column_loops() {
    return *all_column_loops().back();
}

}  // namespace quaestor::numeric
