/// What a file may ask for.
#pragma once

#include <cstddef>
#include <cstdint>

namespace quaestor::data {

/// Something for any file, and more the larger it is. A file of a few kilobytes that wants gigabytes is
/// stopped soon, and one with a million respondents gets what it needs.
struct Allowance {
    std::uint64_t base = 0;
    std::uint64_t per_byte = 0;  ///< of the file as it stands

    [[nodiscard]] std::uint64_t of(std::size_t file_bytes) const { return base + per_byte * file_bytes; }
};

}  // namespace quaestor::data
