/// An analysis as a workbook that a reviewer can read: what was found first, then items, reliability,
/// dimensions, factors, and how each number was made.
#pragma once

#include "document/document.hpp"
#include "report/analysis.hpp"

#include <vector>

namespace quaestor::report {

[[nodiscard]] document::Document analysis_document(Analysis const& analysis,
                                                   std::vector<document::Fact> facts);

/// Reliability of every scale, one row each: also what the terminal shows.
[[nodiscard]] document::Table reliability_table(Analysis const& analysis);
/// Every pair of items, one row each, with each kind of correlation, its standard error and people: the CSV file.
[[nodiscard]] document::Table correlation_pairs(Analysis const& analysis);
/// How many factors each rule suggests, one row for each scale and for all items.
[[nodiscard]] document::Table dimension_table(Analysis const& analysis);

/// The best short forms of a scale that has some; also what the terminal shows.
[[nodiscard]] document::Table short_forms_table(Analysis const& analysis, ScaleAnalysis const& scale);

}  // namespace quaestor::report
