/// A column whose cells were read again, with what was known of the one before it.
#pragma once

#include "data/table.hpp"

namespace quaestor::data::exports {

/// `made` has as many rows as `column`. Its other name, notation and the like become those of `column`, and a
/// cell that was missing there, other than blank, is so again.
[[nodiscard]] Column with_facts_of(Column const& column, Column made);

}  // namespace quaestor::data::exports
