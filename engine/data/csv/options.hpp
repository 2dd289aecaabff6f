/// What one can ask of the CSV reader, and how far it goes with a broken file.
#pragma once

#include "base/decimal_mark.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace quaestor::data {

/// So that a broken or hostile file ends in a clear error, not in a full memory.
struct CsvLimits {
    std::size_t file_bytes = 4'000'000'000;  ///< lines and offsets are 32 bits wide
    std::size_t field_bytes = 1 << 20;       ///< a spreadsheet's cell holds 32,767 characters
    std::size_t columns = 100'000;           ///< a spreadsheet's row holds 16,384
    /// Refused rows times columns. A row needs as many bytes as columns only when it is read, so that short
    /// rows below a long header would take far more memory than the file.
    std::size_t refused_cells = 100'000'000;
    /// So many rows and none that can be read: the rest of the file will be no better.
    std::size_t refused_at_first = 100'000;
};

struct CsvOptions {
    std::optional<char> delimiter{};             ///< given by the user: nothing is proved then
    std::optional<char> likely_delimiter{};      ///< settles it where several would do: TAB for a .tsv file
    std::optional<std::string> encoding{};       ///< given by the user, as iconv calls it: "windows-1252"
    std::optional<DecimalMark> decimal{};        ///< given by the user
    std::optional<std::uint32_t> header_line{};  ///< given by the user: lines above it are skipped
    bool prove_decimal = true;  ///< else who knows which columns are of account calls data::prove_decimal()
    CsvLimits limits{};
};

}  // namespace quaestor::data
