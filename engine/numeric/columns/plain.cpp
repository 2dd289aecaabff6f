// For every processor.
#include "numeric/columns/loops.hpp"

#include "numeric/columns/widths.hpp"

namespace quaestor::numeric {

constinit ColumnLoops const plain_loops = loops_for("plain");

}  // namespace quaestor::numeric
