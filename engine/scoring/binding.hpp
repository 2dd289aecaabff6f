/// Which column of a data file is which item. The only place where a definition and a data file meet by name.
#pragma once

#include "base/diagnostic.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/mapped.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::scoring {

struct Binding {
    std::vector<std::optional<std::size_t>> item_columns;       ///< one for each item; none: not in the file
    std::vector<std::optional<std::size_t>> covariate_columns;  ///< one for each covariate
    std::vector<std::size_t> by_id;      ///< columns found by no more than an item's bare id
    std::vector<std::string> decisions;  ///< what was decided by itself, for the receipt
};

/// A column belongs to an item when it is called by the item's id, its alias, or `<instrument>_<id>`, without
/// regard to case. Items that are not found so are looked for by the second rule of column_match.hpp; what it
/// finds is a decision and a note (C020), and a column that it would give to an item that has one is noted
/// (C022). Words before or behind the names count only where no item is found by its own name, and not where
/// they name another instrument of the library.
///
/// Errors name the items without a column (C001; items that are optional or unscored need none) or with
/// several (C002), and columns that can be read in several ways (C021). A covariate without a column is
/// missing for everybody and warns (C004).
/// Codes that the file declares as missing although they are answers warn too (C061, declared.hpp).
///
/// What a map says comes first: items that it is about are looked for by no name, and columns that it has are found by
/// none. How many it gave a column is a decision.
[[nodiscard]] Outcome<Binding> bind(instrument::Instrument const& instrument, data::Table const& table,
                                    std::string const& file, Mapped const* mapped = nullptr);

/// Two instruments that found the same column by a bare id: one of them must be wrong (C003).
[[nodiscard]] Diagnostics shared_columns(std::vector<instrument::Instrument const*> const& instruments,
                                         std::vector<Binding const*> const& bindings,
                                         data::Table const& table, std::string const& file);

}  // namespace quaestor::scoring
