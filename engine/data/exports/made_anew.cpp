#include "data/exports/made_anew.hpp"

namespace quaestor::data::exports {

Column with_facts_of(Column const& column, Column made) {
    made.set_other_name(column.other_name());
    if (column.of_program()) made.set_of_program();
    made.set_info(column.info());
    if (column.notation()) made.set_notation(*column.notation());
    for (std::size_t row = 0; row < column.size(); ++row) {
        auto const reason = column.missing()[row];
        if (reason != MissingReason::none && reason != MissingReason::blank) made.set_missing(row, reason);
    }
    return made;
}

}  // namespace quaestor::data::exports
