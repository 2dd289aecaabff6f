/// How the scores of one person came about, step by step, in words: answers, reversal, missing rule,
/// arithmetic, table, bands, flags, with the sources of the definition.
#pragma once

#include "report/scores.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quaestor::report {

/// What one instrument made of one row. `wanted` names scales, scores and flags; empty: all. It shows the
/// person's answers, and no id.
[[nodiscard]] std::string explanation(ScoredFile const& file, ScoredInstrument const& part, std::size_t row,
                                      std::vector<std::string> const& wanted = {});

/// Everything that `wanted` may name: ids of scales, scores and flags.
[[nodiscard]] std::vector<std::string> explainable(instrument::Instrument const& instrument);

}  // namespace quaestor::report
