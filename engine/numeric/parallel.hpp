/// Work in pieces on several threads, with the same result for any number of them.
///
/// The rule that makes it so: a piece writes only to its own slot, takes its random numbers from its own
/// stream, and the caller reduces the slots in their order afterwards.
#pragma once

#include <cstddef>
#include <functional>

namespace quaestor::numeric {

/// Calls piece(0) ... piece(count - 1), each once, on up to `threads` threads; 0 means as many as the machine
/// has. Returns when all are done. Which thread runs which piece is not fixed. When pieces throw, the
/// exception of the one with the smallest index is thrown again here, after all threads have stopped.
void run_pieces(std::size_t count, std::size_t threads, std::function<void(std::size_t)> const& piece);

}  // namespace quaestor::numeric
