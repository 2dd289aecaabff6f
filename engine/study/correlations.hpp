/// The correlations that an analysis shows, and the matrix that its dimensions and factors rest on.
#pragma once

#include "instrument/model.hpp"
#include "report/analysis.hpp"
#include "scoring/item_matrix.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

/// Which items are ordered answers and which are numbers, in mixed correlations.
struct Measures {
    std::vector<std::string> ordered;  ///< ids that were asked for as one
    std::vector<std::string> numbers;  ///< or as the other; the rest by their responses
};

/// Up to ten options are ordered answers; more of them, and open answers, are numbers.
inline constexpr std::size_t most_ordered_options = 10;

/// U002 for an id that is no item of the instrument, or stands in both lists.
[[nodiscard]] Diagnostics check(Measures const& measures, instrument::Instrument const& instrument);

/// Of the columns of `matrix`.
[[nodiscard]] std::vector<correlation::Measure> measures_of(Measures const& measures,
                                                            instrument::Instrument const& instrument,
                                                            scoring::ItemMatrix const& matrix);

using Correlated = Outcome<correlation::PolychoricMatrix>;

/// One matrix of that kind. `measures` is looked at for mixed ones alone.
[[nodiscard]] Correlated correlate(correlation::Kind kind, scoring::ItemMatrix const& matrix,
                                   std::vector<correlation::Measure> const& measures,
                                   report::AnalysisOptions const& options);

/// Pearson, Spearman, and the kind that was asked for, where it is another.
[[nodiscard]] report::Correlations all_correlations(scoring::ItemMatrix const& matrix,
                                                    std::vector<correlation::Measure> const& measures,
                                                    report::AnalysisOptions const& options);

}  // namespace quaestor::study
