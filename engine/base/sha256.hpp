/// SHA-256 (FIPS 180-4), for receipts. The library behind it is libmd.
#pragma once

#include <string>
#include <string_view>

namespace quaestor {

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace quaestor
