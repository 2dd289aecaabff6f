// Compiled for processors with AVX-512 BW and VL, and only run on them.
#include "numeric/columns/loops.hpp"

#include "numeric/columns/widths.hpp"

namespace quaestor::numeric {

constinit ColumnLoops const avx512_loops = loops_for("avx512");

}  // namespace quaestor::numeric
