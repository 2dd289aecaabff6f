/// An instrument's card, items and scoring in words, made from its definition.
#pragma once

#include "instrument/model.hpp"

#include <string>

namespace quaestor::report {

/// Several paragraphs of plain text, at most about 100 characters wide.
[[nodiscard]] std::string instrument_text(instrument::Instrument const& instrument,
                                          std::string const& origin);

/// "sum of 14 items, no answer may be missing, 14 to 70, higher is better"
[[nodiscard]] std::string scoring_in_words(instrument::Instrument const& instrument,
                                           instrument::Scale const& scale);

}  // namespace quaestor::report
