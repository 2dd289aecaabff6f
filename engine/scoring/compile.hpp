/// Definition -> plan. Equal parts of a definition are computed once.
#pragma once

#include "scoring/plan.hpp"

namespace quaestor::scoring {

[[nodiscard]] Plan compile(instrument::Instrument const& instrument);

}  // namespace quaestor::scoring
