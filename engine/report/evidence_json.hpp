/// The part of the JSON of an analysis that looks beyond the items of the instrument.
#pragma once

#include "document/json.hpp"
#include "report/evidence.hpp"

namespace quaestor::report {

[[nodiscard]] json::Value evidence_json(Evidence const& evidence);

}  // namespace quaestor::report
