/// What is asked of tables, proved before any data.
#pragma once

namespace quaestor::instrument::check {

class Context;

/// A key that a lookup can have and the table does not hold: L030 where it does occur, L058 where it may. A
/// standard error that is looked up and not there: L030.
void check_lookups(Context& context);

}  // namespace quaestor::instrument::check
