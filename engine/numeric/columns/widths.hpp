// What the files of the widths give.
#pragma once

#include "numeric/columns.hpp"

namespace quaestor::numeric {

extern ColumnLoops const plain_loops;
extern ColumnLoops const avx2_loops;
extern ColumnLoops const avx512_loops;

}  // namespace quaestor::numeric
