// Compiled for processors with AVX2, and only run on them.
#include "numeric/columns/loops.hpp"

#include "numeric/columns/widths.hpp"

namespace quaestor::numeric {

constinit ColumnLoops const avx2_loops = loops_for("avx2");

}  // namespace quaestor::numeric
