#include "data/csv/marks.hpp"

#include "base/expects.hpp"
#include "data/csv/marks/kernel.hpp"

#include <vector>

namespace quaestor::data::csv {
namespace {

std::vector<Width> widths_of_this_processor() {
    std::vector<Width> found{Width::plain};
#if defined(__x86_64__)
    bool const bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    if (bits && __builtin_cpu_supports("avx2")) found.push_back(Width::avx2);
    if (bits && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vbmi2"))
        found.push_back(Width::avx512);
#endif
    return found;
}

struct Kernels {
    decltype(&marks_plain) marks;
    decltype(&count_plain) count;
};

Kernels kernels(Width width) {
#if defined(__x86_64__)
    if (width == Width::avx2) return {marks_avx2, count_avx2};
    if (width == Width::avx512) return {marks_avx512, count_avx512};
#endif
    expects(width == Width::plain, "csv::marks: this processor has no such instructions");
    return {marks_plain, count_plain};
}

/// How many bits are set in each byte and those below it.
std::uint64_t counts_so_far(std::uint64_t bits) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    bits -= (bits >> 1U) & (0x55U * ones);
    bits = (bits & (0x33U * ones)) + ((bits >> 2U) & (0x33U * ones));
    return ((bits + (bits >> 4U)) & (0x0FU * ones)) * ones;
}

/// The place of the `n`-th bit that is set, from 0 on, where `counts` are the bits' counts_so_far().
unsigned place_of_bit(std::uint64_t bits, std::uint64_t counts, unsigned n) {
    unsigned below = 0;  // bits of the bytes that are passed
    unsigned shift = 0;
    for (; (counts >> shift & 0xFFU) <= n; shift += 8)
        below = static_cast<unsigned>(counts >> shift & 0xFFU);
    bits >>= shift;
    for (n -= below; n > 0; --n)
        bits &= bits - 1;
    return shift + static_cast<unsigned>(std::countr_zero(bits));
}

}  // namespace

std::uint32_t end_of_field(Marks const& marks, std::uint32_t from, std::size_t n) {
    std::size_t word = from / 64;
    auto bits = marks.ends[word] & (~std::uint64_t{0} << from % 64);
    auto counts = counts_so_far(bits);
    for (; counts >> 56U <= n; counts = counts_so_far(bits)) {
        n -= counts >> 56U;
        bits = marks.ends[++word];
    }
    return static_cast<std::uint32_t>(word * 64) + place_of_bit(bits, counts, static_cast<unsigned>(n));
}

std::span<Width const> widths() {
    static auto const found = widths_of_this_processor();
    return found;
}

std::size_t count_of(std::string_view text, char c) {
    return count_of(text, c, widths().back());
}

std::size_t count_of(std::string_view text, char c, Width width) {
    return kernels(width).count(text.data(), text.size(), c);
}

void find_marks(std::string_view text, char delimiter, Marks& marks) {
    find_marks(text, delimiter, marks, widths().back());
}

void find_marks(std::string_view text, char delimiter, Marks& marks, Width width) {
    constexpr std::size_t wide_store = 80;
    marks.ends.make(text.size() / 64 + 1);
    marks.shorts.make(text.size() + wide_store);
    marks.last.make(text.size() + wide_store);
    MarksOut out{marks.ends.data(), marks.shorts.data(), marks.last.data()};
    kernels(width).marks(text.data(), text.size(), delimiter, out);
    marks.fields = out.fields;
    marks.records = out.records;
    marks.regular = out.regular;
    marks.quotes = out.quotes;
    marks.beyond_ascii = out.beyond_ascii;
    marks.nul = out.nul;
    marks.carriage_returns = out.carriage_returns;
    marks.lines_in_fields = out.lines_in_fields;
}

}  // namespace quaestor::data::csv
