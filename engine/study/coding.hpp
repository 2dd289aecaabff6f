/// What has to be told of how a file writes its answers, whichever verb reads them.
#pragma once

#include "base/diagnostic.hpp"
#include "instrument/model.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

/// Note C060, and the same as a decision for the receipt, where cells were read by the label of an answer.
/// `by_label` counts them for each item.
void tell_labels(instrument::Instrument const& instrument, std::vector<std::size_t> const& by_label,
                 std::string const& file, std::vector<std::string>& decisions, Diagnostics& diagnostics);

}  // namespace quaestor::study
