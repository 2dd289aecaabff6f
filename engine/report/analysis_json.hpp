/// An analysis under stable keys, lower snake case, for programs. What could not be computed is null with
/// `reason` beside it.
#pragma once

#include "document/json.hpp"
#include "report/analysis.hpp"

namespace quaestor::report {

[[nodiscard]] json::Value analysis_json(Analysis const& analysis);

}  // namespace quaestor::report
