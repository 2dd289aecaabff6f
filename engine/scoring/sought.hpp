/// What an instrument looks for in a data file, and what the columns there are called.
#pragma once

#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/column_match.hpp"

#include <string>
#include <vector>

namespace quaestor::scoring {

/// Each item by its id, its alias (which may be empty) and `<instrument>_<id>`, in this order.
[[nodiscard]] std::vector<Sought> sought_items(instrument::Instrument const& instrument);
/// Each covariate by its id and `<instrument>_<id>`.
[[nodiscard]] std::vector<Sought> sought_covariates(instrument::Instrument const& instrument);

/// The heading, or the code of a question where the heading has more than that and nobody asks for all of it.
[[nodiscard]] std::vector<std::string> column_names(data::Table const& table,
                                                    std::vector<Sought> const& items);

}  // namespace quaestor::scoring
