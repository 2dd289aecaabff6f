/// Why a value is missing, as programs read it in outputs.
#pragma once

#include "base/missing.hpp"

#include <string>

namespace quaestor::report {

/// "blank", "declared", "out_of_range" ...
[[nodiscard]] std::string missing_key(MissingReason reason);

}  // namespace quaestor::report
