/// Matrices of correlations under stable keys: {"pearson": {...}, "spearman": {...}, "polychoric": {...}}.
#pragma once

#include "document/json.hpp"
#include "report/analysis.hpp"

namespace quaestor::report {

[[nodiscard]] json::Value correlations_json(Correlations const& correlations);

}  // namespace quaestor::report
