/// Worked examples of a definition, run through the same plan and kernels as a data file.
#pragma once

#include "base/diagnostic.hpp"
#include "instrument/model.hpp"

namespace quaestor::scoring {

struct ExampleRun {
    std::size_t run = 0;
    std::size_t failed = 0;
    Diagnostics diagnostics;  ///< C201 for each expectation that does not hold: expected, got, and why
};

/// A number agrees when it does so in as many decimals as the example writes; a whole number agrees exactly.
[[nodiscard]] ExampleRun run_examples(instrument::Instrument const& instrument);

}  // namespace quaestor::scoring
