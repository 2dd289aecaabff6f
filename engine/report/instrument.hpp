/// An instrument's card, items and scoring in words, made from its definition.
#pragma once

#include "instrument/model.hpp"

#include <cstddef>
#include <string>

namespace quaestor::report {

/// What the page says that is not in the definition itself.
struct InstrumentPage {
    std::string definition;   ///< where it is: a path
    std::string area;         ///< "mood: Depression, anxiety and distress"; empty where it has none
    std::size_t width = 100;  ///< of a line
};

/// Everything that the definition states, as plain text: the card with sources and open doubts, who answers,
/// items, skips, scales and scores with rules and bands, tables, norms, flags, checks, structures, figures
/// and examples.
[[nodiscard]] std::string instrument_text(instrument::Instrument const& instrument,
                                          InstrumentPage const& page);

/// "the sum of 14 items: w1 to w14"
[[nodiscard]] std::string scoring_in_words(instrument::Instrument const& instrument,
                                           instrument::Scale const& scale);

}  // namespace quaestor::report
