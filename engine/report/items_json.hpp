/// The parts of the JSON of an analysis that are about items: each by itself, in its scale, in short forms.
#pragma once

#include "document/json.hpp"
#include "report/analysis.hpp"

namespace quaestor::report {

[[nodiscard]] json::Value item_json(DescribedItem const& described);
/// By item: within the scale, and who chose which option.
[[nodiscard]] json::Value item_analysis_json(ScaleAnalysis const& scale);
[[nodiscard]] json::Value short_forms_json(ScaleAnalysis const& scale);

}  // namespace quaestor::report
