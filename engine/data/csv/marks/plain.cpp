// For every processor: sixteen bytes at a time where it is an x86, else one by one.
#include "data/csv/marks/kernel.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace quaestor::data::csv {
namespace {

#if defined(__SSE2__)

struct Plain {
    char delimiter;

    [[nodiscard]] Signs signs(char const* at) const {
        __m128i parts[4];
        for (int i = 0; i < 4; ++i)
            parts[i] = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at + 16 * i));
        auto const equal = [&](char c) {
            auto const sign = _mm_set1_epi8(c);
            Bits bits = 0;
            for (int i = 3; i >= 0; --i)
                bits = bits << 16U | static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(parts[i], sign)));
            return bits;
        };
        Bits high = 0;
        for (int i = 3; i >= 0; --i)
            high = high << 16U | static_cast<unsigned>(_mm_movemask_epi8(parts[i]));
        return {equal(delimiter), equal('\n'), equal('\r'), equal('"'), equal('\0'), high};
    }
    void store(char const* at, bool /*first*/, Cut const& found, std::uint8_t* shorts) const {
        store_one_by_one(at, found, shorts);
    }
};

#else

struct Plain {
    char delimiter;

    [[nodiscard]] Signs signs(char const* at) const {
        Signs out;
        for (unsigned i = 0; i < 64; ++i) {
            auto const bit = Bits{1} << i;
            auto const c = at[i];
            if (c == delimiter) out.delimiter |= bit;
            if (c == '\n') out.line_feed |= bit;
            if (c == '\r') out.carriage_return |= bit;
            if (c == '"') out.quote |= bit;
            if (c == '\0') out.nul |= bit;
            if (static_cast<unsigned char>(c) >= 0x80) out.high |= bit;
        }
        return out;
    }
    void store(char const* at, bool /*first*/, Cut const& found, std::uint8_t* shorts) const {
        store_one_by_one(at, found, shorts);
    }
};

#endif

}  // namespace

void marks_plain(char const* text, std::size_t size, char delimiter, MarksOut& out) {
    run(Plain{delimiter}, text, size, out);
}

std::size_t count_plain(char const* text, std::size_t size, char c) {
    return count_bytes(text, size, c);
}

}  // namespace quaestor::data::csv
