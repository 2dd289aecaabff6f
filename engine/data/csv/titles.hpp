/// Where the header of a CSV file begins: titles above it are no data.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::csv {

struct Start {
    std::string_view text;         ///< from the header on; ends where the text that was looked at ends
    std::uint32_t first_line = 1;  ///< of the file, on which `text` begins
    std::string decision{};        ///< empty where nothing was skipped
};

/// Lines with at most one filled field are titles where a line of names stands below them: two or more, each
/// different and none a number, with rows of as many fields. `options.header_line` decides without proof;
/// where it is beyond the end of the file, error D119. `delimiter` where it is known already; else several may find such a line,
/// and the one that comes first counts if it has the most names, else error D110.
[[nodiscard]] Outcome<Start> find_start(std::string const& name, std::string_view text,
                                        std::uint32_t first_line, std::optional<char> delimiter,
                                        CsvOptions const& options);

}  // namespace quaestor::data::csv
