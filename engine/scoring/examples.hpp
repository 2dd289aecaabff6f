/// Worked examples of a definition, run through the same plan and kernels as a data file.
#pragma once

#include "base/diagnostic.hpp"
#include "instrument/model.hpp"

namespace quaestor::scoring {

struct ExampleRun {
    std::size_t run = 0;
    std::size_t failed = 0;
    Diagnostics diagnostics;  ///< C201 for each expectation that does not hold: expected, got, and the way
};

/// A number agrees when it does so in as many decimals as the example writes, and a whole number when it is that number but
/// for 1e-9 of it: the binary form of 3.3 * 7 * 30 is not quite 693.
[[nodiscard]] ExampleRun run_examples(instrument::Instrument const& instrument);

}  // namespace quaestor::scoring
