/// Definition -> plan. Equal parts of a definition are computed once.
#pragma once

#include "scoring/plan.hpp"

#include <map>

namespace quaestor::scoring {

/// Where the parts of a definition are found among a plan's registers, for those who follow one row through
/// it.
struct Places {
    struct OfScale {
        std::vector<Register> members;  ///< as they enter: reversed, recoded, or whether they count
        Register aggregate = 0;
        Register rescaled = 0;  ///< the same where nothing is rescaled
    };
    std::vector<OfScale> scales;
    /// Every formula and its parts. The keys point into the instrument that was compiled.
    std::map<instrument::Expression const*, Register> formulas;
};

[[nodiscard]] Plan compile(instrument::Instrument const& instrument);
[[nodiscard]] Plan compile(instrument::Instrument const& instrument, Places& places);

}  // namespace quaestor::scoring
