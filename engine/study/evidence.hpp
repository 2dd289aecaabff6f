/// Evidence for a scale from outside it: correlations with other measures, known groups, several methods.
#pragma once

#include "report/analysis.hpp"
#include "report/evidence.hpp"
#include "study/measures.hpp"

namespace quaestor::study {

/// Nothing is computed where nothing was asked for. `scales` are those of the analysis, with their alphas.
/// Errors: U003, and of the measures what MeasureFinder::find says; a group column with more than 20 different
/// texts (U004).
[[nodiscard]] Outcome<report::Evidence> evidence_for(report::EvidenceWish const& wish,
                                                     std::vector<report::ScaleAnalysis> const& scales,
                                                     MeasureFinder& measures, data::Table const& table,
                                                     double level, std::string const& file);

}  // namespace quaestor::study
