/// What one can ask of the reader of SPSS and Stata files, and how far it goes with a broken or hostile file.
#pragma once

#include "data/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace quaestor::data {

struct PackageLimits {
    std::size_t file_bytes = 2'000'000'000;
    Allowance cells{8'000'000, 40};  ///< compressed files hold up to eight answers in nine bytes
    Allowance text{32'000'000, 100};
    std::uint64_t most_text = 3'500'000'000;  ///< offsets are 32 bits wide
};

struct PackageOptions {
    std::optional<std::string> encoding{};  ///< given by the user, as iconv calls it; else the file says it
    PackageLimits limits{};
    std::size_t first_rows = 0;  ///< so many are read and no more; 0: all
};

}  // namespace quaestor::data
