/// docs/instruments.md: the library as a page, made from the definitions.
#pragma once

#include <string>

namespace support {

[[nodiscard]] std::string library_page();

}  // namespace support
