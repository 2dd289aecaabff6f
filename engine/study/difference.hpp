/// What a new version of a definition changes, said as a scorer would say it.
#pragma once

#include "study/instruments.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study {

/// What a change touches. `wording` changes no value: labels, titles, notes, the order of things.
enum class Touches { card, answers, items, respondent, scoring, flags, validity, figures, wording };

/// A heading: "Scales and scores".
[[nodiscard]] std::string_view heading(Touches touches);

struct Change {
    Touches touches = Touches::wording;
    std::string text;  ///< "total: item q4 is now reversed"
};

/// In the order of Touches, and in the order of the new definition within. Both are ok(). What is matched is
/// matched by its id; something renamed is gone and new. Places in the texts, comments and layout do not
/// count.
[[nodiscard]] std::vector<Change> difference(Definition const& before, Definition const& after);

}  // namespace quaestor::study
