/// The reliability part of the JSON of an analysis.
#pragma once

#include "document/json.hpp"
#include "report/analysis.hpp"

#include <string>
#include <vector>

namespace quaestor::report {

[[nodiscard]] json::Value reliability_json(ScaleAnalysis const& scale);
[[nodiscard]] json::Value groups_json(ScaleAnalysis const& scale);
/// Each sum that somebody has, with its intervals.
[[nodiscard]] json::Value score_intervals_json(ScaleAnalysis const& scale);
[[nodiscard]] json::Value general_factors_json(std::vector<GeneralFactorFinding> const& general,
                                               std::vector<std::string> const& items);
[[nodiscard]] json::Value scales_together_json(ScalesTogether const& together);

}  // namespace quaestor::report
