/// What a formula of a definition says, in words that can be read aloud.
#pragma once

#include "instrument/model.hpp"

#include <string>
#include <vector>

namespace quaestor::report {

/// "how many of q1 to q9 are >= 2", "q4 reversed", "raw looked up in the table raw_to_metric".
[[nodiscard]] std::string in_words(instrument::Instrument const& instrument,
                                   instrument::Expression const& expression);

/// The same, one line for each alternative of a decision: "high where days >= 3", "else low".
[[nodiscard]] std::vector<std::string> steps_in_words(instrument::Instrument const& instrument,
                                                      instrument::Expression const& expression);

/// "q1 to q4, q7": ids of items, three neighbours or more as a run.
[[nodiscard]] std::string items_in_words(instrument::Instrument const& instrument,
                                         std::vector<std::size_t> const& items);

}  // namespace quaestor::report
