/// Omegas of a declared structure, and categorical omega, as JSON.
#pragma once

#include "document/json.hpp"
#include "report/analysis/reliability_findings.hpp"

#include <string>
#include <vector>

namespace quaestor::report {

/// `items`: ids of the columns.
[[nodiscard]] json::Value structure_json(StructureFinding const& structure,
                                         std::vector<std::string> const& items);
/// The model behind a coefficient: estimator, fit and loadings.
[[nodiscard]] json::Value model_json(sem::StructureFit const& fit, std::int64_t persons,
                                     std::vector<std::string> const& items,
                                     std::vector<std::string> const& factors);

}  // namespace quaestor::report
