/// Exports of REDCap in labels: the codes that stand for them.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"

#include <string>

namespace quaestor::data::exports {

/// One file holds codes or labels throughout. Where its columns say labels, boxes become 1 and 0, and a field
/// gets the codes of the dictionary where each of its labels has one (D189). Where some columns say codes and
/// others labels, nothing is changed and a warning tells.
[[nodiscard]] Diagnostics codes_for_labels(std::string const& file, Dictionary const* dictionary,
                                           ReadResult& read);

}  // namespace quaestor::data::exports
