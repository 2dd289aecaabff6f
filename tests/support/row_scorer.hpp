/// One person scored the plain way, to hold the columnar scorer against: the definition itself is walked,
/// cell by cell, with no plan, no columns, and nothing shared with engine/scoring but the types of its
/// answers.
#pragma once

#include "base/missing.hpp"
#include "instrument/model.hpp"
#include "scoring/run.hpp"

#include <string>
#include <vector>

namespace support {

/// One scale or score of one person.
struct RowResult {
    double value = 0;  ///< 0 where there is none
    quaestor::MissingReason reason = quaestor::MissingReason::none;
    quaestor::scoring::Passport passport;  ///< of a scale
    std::vector<std::string> bands;        ///< of each set, in order: its name; empty for none
    std::vector<double> norms;             ///< of each of its norms, in order: z or percentile; NaN for none
};

struct RowScores {
    std::vector<RowResult> results;  ///< in the order of the definition
    std::vector<quaestor::scoring::FlagState> flags;
    std::vector<bool> checks;  ///< checks of the definition that are true
};

/// `item_cells` has the text of the file for each item, `covariate_cells` for each covariate.
[[nodiscard]] RowScores score_row(quaestor::instrument::Instrument const& instrument,
                                  std::vector<std::string> const& item_cells,
                                  std::vector<std::string> const& covariate_cells);

/// Rounds as one does on paper: over the decimal digits, of which the first fifteen are meant.
[[nodiscard]] double rounded_on_paper(double value, int digits, bool half_even);

}  // namespace support
