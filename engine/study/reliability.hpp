/// The reliability part of an analysis: every coefficient of a scale, and scales beside each other.
#pragma once

#include "instrument/model.hpp"
#include "report/analysis.hpp"
#include "scoring/item_matrix.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::study {

/// Who belongs to which group: the text of a column, for each row; empty where it is missing.
struct Groups {
    std::vector<std::string> names;  ///< in alphabetical order
    std::vector<std::string> of_row;
};

/// Fills alpha, omega, guttman and reliability but for the general factors; what is worth saying goes to
/// scale.remarks.
void analyze_reliability(instrument::Instrument const& instrument, scoring::ItemMatrix const& matrix,
                         report::AnalysisOptions const& options, Groups const& groups,
                         report::ScaleAnalysis& scale);

/// Nothing was looked at, for this reason.
void leave_out_reliability(report::ScaleAnalysis& scale, std::string const& reason);

/// Omega hierarchical in every way, of correlations of items.
[[nodiscard]] std::vector<report::GeneralFactorFinding> general_factors(
    report::Finding<correlation::PolychoricMatrix> const& basis, report::Dimensions const& dimensions,
    report::AnalysisOptions const& options, VariableNames const& names, Diagnostics& remarks);

/// `scales` in the order of `matrices`, two or more.
[[nodiscard]] report::ScalesTogether scales_together(std::vector<report::ScaleAnalysis> const& scales,
                                                     std::vector<scoring::ItemMatrix> const& matrices);

}  // namespace quaestor::study
