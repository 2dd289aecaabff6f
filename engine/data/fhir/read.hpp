/// Questionnaire responses of FHIR (R4, R5) as a table: one response, a Bundle, or any number of both one
/// after another (ndjson). What becomes of one is in response_table.hpp and answer.hpp.
///
/// Other resources are counted and left unread. No definition is looked at: what a code means is scoring's to
/// say.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace quaestor::data {

struct FhirLimits {
    std::size_t file_bytes = 4'000'000'000;  ///< places are 32 bits wide
};

/// Whether the file begins like a JSON object.
[[nodiscard]] bool begins_like_json(std::string_view bytes);

/// `name` is the file's, for messages. Errors, with no table: D103 to D106, D116, D230 to D233. A file with
/// an error in its middle is not read at all: what stands behind it cannot be trusted.
[[nodiscard]] Outcome<ReadResult> read_fhir(std::string const& name, std::string bytes,
                                            FhirLimits const& limits = {});

}  // namespace quaestor::data
