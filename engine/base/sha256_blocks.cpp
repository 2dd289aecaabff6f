#include "base/sha256_blocks.hpp"

#include "base/expects.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace quaestor {

#if defined(__x86_64__)

namespace {

alignas(16) constexpr std::uint32_t round_constants[64] = {
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2};

}  // namespace

bool sha256_has_instructions() {
    constexpr unsigned sha = 1U << 29U;
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0;
    static bool const has = __builtin_cpu_supports("sse4.1") != 0 && __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 &&
                            (ebx & sha) != 0;
    return has;
}

namespace {

[[gnu::target("sha,sse4.1")]] __m128i load(void const* at) {
    return _mm_loadu_si128(static_cast<__m128i const*>(at));
}

/// A state, and the block that goes into it.
class Lane {
public:
    [[gnu::target("sha,sse4.1")]] explicit Lane(std::uint32_t const* state) {
        // The instructions want the eight words as ABEF and CDGH.
        auto const dcba = _mm_shuffle_epi32(load(state), 0xB1);
        auto const hgfe = _mm_shuffle_epi32(load(state + 4), 0x1B);
        abef_ = _mm_alignr_epi8(dcba, hgfe, 8);
        cdgh_ = _mm_blend_epi16(hgfe, dcba, 0xF0);
    }
    [[gnu::target("sha,sse4.1"), gnu::always_inline]] void begin(std::uint8_t const* bytes) {
        auto const big_endian = _mm_set_epi64x(0x0C0D0E0F08090A0B, 0x0405060700010203);
        abef_before_ = abef_;
        cdgh_before_ = cdgh_;
        for (int i = 0; i < 4; ++i)
            words_[i] = _mm_shuffle_epi8(load(bytes + 16 * i), big_endian);
    }
    /// Four of the 64 rounds.
    [[gnu::target("sha,sse4.1"), gnu::always_inline]] void rounds(int i) {
        auto& now = words_[i % 4];
        if (i >= 4) {
            auto const next = words_[(i + 1) % 4];
            auto const third = words_[(i + 2) % 4];
            auto const last = words_[(i + 3) % 4];
            now = _mm_add_epi32(_mm_sha256msg1_epu32(now, next), _mm_alignr_epi8(last, third, 4));
            now = _mm_sha256msg2_epu32(now, last);
        }
        auto const sum = _mm_add_epi32(now, load(round_constants + 4 * i));
        cdgh_ = _mm_sha256rnds2_epu32(cdgh_, abef_, sum);
        abef_ = _mm_sha256rnds2_epu32(abef_, cdgh_, _mm_shuffle_epi32(sum, 0x0E));
    }
    [[gnu::target("sha,sse4.1"), gnu::always_inline]] void end() {
        abef_ = _mm_add_epi32(abef_, abef_before_);
        cdgh_ = _mm_add_epi32(cdgh_, cdgh_before_);
    }
    [[gnu::target("sha,sse4.1")]] void put(std::uint32_t* state) const {
        auto const feba = _mm_shuffle_epi32(abef_, 0x1B);
        auto const dchg = _mm_shuffle_epi32(cdgh_, 0xB1);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_blend_epi16(feba, dchg, 0xF0));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(state + 4), _mm_alignr_epi8(dchg, feba, 8));
    }

private:
    __m128i abef_;
    __m128i cdgh_;
    __m128i abef_before_{};
    __m128i cdgh_before_{};
    __m128i words_[4]{};
};

}  // namespace

[[gnu::target("sha,sse4.1")]] void sha256_blocks_by_instructions(std::uint32_t* state, std::uint8_t const* bytes,
                                                                 std::size_t blocks) {
    Lane lane(state);
    for (std::size_t n = 0; n < blocks; ++n) {
        lane.begin(bytes + 64 * n);
#pragma GCC unroll 16
        for (int i = 0; i < 16; ++i)
            lane.rounds(i);
        lane.end();
    }
    lane.put(state);
}

[[gnu::target("sha,sse4.1")]] void sha256_blocks_of_both(Sha256Lane const& a, Sha256Lane const& b, std::size_t blocks) {
    Lane of_a(a.state);
    Lane of_b(b.state);
    for (std::size_t n = 0; n < blocks; ++n) {
        of_a.begin(a.bytes + 64 * n);
        of_b.begin(b.bytes + 64 * n);
#pragma GCC unroll 16
        for (int i = 0; i < 16; ++i) {
            of_a.rounds(i);
            of_b.rounds(i);
        }
        of_a.end();
        of_b.end();
    }
    of_a.put(a.state);
    of_b.put(b.state);
}

#else

bool sha256_has_instructions() {
    return false;
}

void sha256_blocks_by_instructions(std::uint32_t*, std::uint8_t const*, std::size_t) {
    throw Bug("sha256: this processor has no instructions for it");
}

void sha256_blocks_of_both(Sha256Lane const&, Sha256Lane const&, std::size_t) {
    throw Bug("sha256: this processor has no instructions for it");
}

#endif

}  // namespace quaestor
