#include "data/csv/marks.hpp"

#include "base/expects.hpp"
#include "data/csv/marks/kernel.hpp"

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

auto* kernel(Width width) {
#if defined(__x86_64__)
    if (width == Width::avx2) return marks_avx2;
    if (width == Width::avx512) return marks_avx512;
#endif
    expects(width == Width::plain, "find_marks: this processor has no such instructions");
    return marks_plain;
}

}  // namespace

std::span<Width const> widths() {
    static auto const found = widths_of_this_processor();
    return found;
}

void find_marks(std::string_view text, char delimiter, Marks& marks) {
    find_marks(text, delimiter, marks, widths().back());
}

void find_marks(std::string_view text, char delimiter, Marks& marks, Width width) {
    constexpr std::size_t wide_store = 80;
    if (marks.ends.size() < text.size() + wide_store) {
        marks.ends.resize(text.size() + wide_store);
        marks.shorts.resize(text.size() + wide_store);
        marks.last.resize(text.size() + wide_store);
    }
    MarksOut out{marks.ends.data(), marks.shorts.data(), marks.last.data()};
    kernel(width)(text.data(), text.size(), delimiter, out);
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
