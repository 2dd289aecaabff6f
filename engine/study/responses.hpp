/// What questionnaire responses of FHIR say beyond their cells, held against the definitions that read them.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "study/exported.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

/// Displays and weights stand beside codes, and a code has a meaning in the definition. A display that is
/// another answer there is told (D185), and so is a weight that differs from what the answer counts (D242);
/// not in reversed items, whose weights some forms reverse themselves. Where nothing but the weight says what
/// was answered, it was taken for the code (D243). LinkIds that no definition reads are named (D244).
[[nodiscard]] Diagnostics compare_responses(data::ReadResult const& read, std::vector<Bound> const& bound,
                                            std::string const& file);

}  // namespace quaestor::study
