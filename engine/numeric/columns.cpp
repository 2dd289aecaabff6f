#include "numeric/columns.hpp"

#include "numeric/columns/widths.hpp"

#include <vector>

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

}  // namespace

std::span<ColumnLoops const* const> all_column_loops() {
    static auto const found = loops_of_this_processor();
    return found;
}

ColumnLoops const& column_loops() {
    return *all_column_loops().back();
}

}  // namespace quaestor::numeric
