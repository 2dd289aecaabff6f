/// Which column of a data file is which item. The only place where a definition and a data file meet by name.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::scoring {

struct Binding {
    std::vector<std::optional<std::size_t>> item_columns;       ///< one for each item; none: not in the file
    std::vector<std::optional<std::size_t>> covariate_columns;  ///< one for each covariate
    std::vector<std::size_t> by_id;                             ///< columns found by an item's bare id
};

/// A column belongs to an item when it is called by the item's id, its alias, or `<instrument>_<id>`, without
/// regard to case. Errors name the items without a column (C001; items that are optional or unscored need
/// none) or with several (C002). A covariate without a column is missing for everybody and warns (C004).
[[nodiscard]] Outcome<Binding> bind(instrument::Instrument const& instrument, data::Table const& table,
                                    std::string const& file);

/// Two instruments that found the same column by a bare id: one of them must be wrong (C003).
[[nodiscard]] Diagnostics shared_columns(std::vector<instrument::Instrument const*> const& instruments,
                                         std::vector<Binding const*> const& bindings,
                                         data::Table const& table, std::string const& file);

}  // namespace quaestor::scoring
