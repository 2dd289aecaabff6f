/// The part of an instrument's page that says how it is scored.
#pragma once

#include "instrument/model.hpp"
#include "report/text_page.hpp"

#include <string>

namespace quaestor::report {

/// From skips to worked examples.
void add_scoring(instrument::Instrument const& instrument, TextPage& page);

/// "0 to 27"
[[nodiscard]] std::string range_in_words(instrument::Range const& range);

}  // namespace quaestor::report
