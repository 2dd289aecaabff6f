/// Columns that look like waves side by side, where nobody said so: proposed, and never taken by itself.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

/// How many waves the verb takes, which is what the option proposes.
enum class WavesAtATime { all, one };

/// Note C055 with the very option, where the columns that could not be bound have the items of an instrument
/// under two marks or more at one place. Empty where they show no such pattern, or where the option would not
/// divide them. `bound` are the bindings where there are some: then only a mark that looks like one of a
/// wave, beside items that are bound without it, is told.
[[nodiscard]] Diagnostics propose_waves(data::Table const& table,
                                        std::vector<instrument::Instrument const*> const& instruments,
                                        std::vector<scoring::Binding const*> const& bound,
                                        std::string const& file, WavesAtATime at_a_time = WavesAtATime::all);

}  // namespace quaestor::study
