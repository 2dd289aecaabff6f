/// How a CSV file begins: its encoding, its delimiter and its header, and where the rows start.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/encoding.hpp"
#include "data/csv/header.hpp"
#include "data/csv/options.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::csv {

struct Opening {
    Utf8Text utf8;
    char delimiter = ',';
    Header header;
    std::size_t header_bytes = 0;  ///< of utf8.text(): all up to the end of the header
    std::uint32_t first_line = 1;  ///< behind the header
    std::size_t blank_lines = 0;  ///< above the header
    std::vector<std::string> decisions{};

    /// What stands behind the header.
    [[nodiscard]] std::string_view rows() const { return utf8.text().substr(header_bytes); }
};

/// Only the beginning of `bytes` is looked at, but for their encoding. `bytes` outlive the opening, and a NUL stands
/// behind them. `name` is the file's.
[[nodiscard]] Outcome<Opening> open_csv(std::string const& name, std::string_view bytes, CsvOptions const& options);

}  // namespace quaestor::data::csv
