/// Which program made an output.
#pragma once

#include <string_view>

namespace quaestor {

/// "0.1.0"
[[nodiscard]] std::string_view version();

}  // namespace quaestor
