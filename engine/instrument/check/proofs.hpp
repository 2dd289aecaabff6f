/// What can be proved of a definition without data.
#pragma once

namespace quaestor::instrument::check {

class Context;

/// Conditions that are always or never true, branches that are never reached, divisions that can be by zero,
/// roots and logarithms that can fail, tables that fall where they rise. Only for definitions without errors.
void prove(Context& context);

}  // namespace quaestor::instrument::check
