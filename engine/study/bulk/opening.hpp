/// How a file begins that can be scored window by window: a text in whatever encoding, or an SPSS file.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/header.hpp"
#include "data/csv/windows.hpp"
#include "data/declared_codes.hpp"
#include "data/read.hpp"
#include "data/read_result.hpp"
#include "data/statistics_package/sav_windows.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::study::bulk {

struct Opening {
    std::unique_ptr<data::csv::Windows> windows;          ///< of the rows
    data::package::SavWindows const* package = nullptr;   ///< the same, where they are those of an SPSS file
    data::ReadResult head;                                ///< the first rows
    data::csv::Header header;
    char delimiter = ',';                                 ///< of what the windows hold
    std::size_t blank_lines = 0;                          ///< above the header
    std::vector<data::DeclaredCodes> declared;            ///< by column; empty where nothing is declared
    Diagnostics diagnostics;
    std::vector<std::string> decisions;                   ///< but for those about all rows,
    std::size_t decided_of_rows = 0;                      ///< which belong at this place
};

/// None where the file is something else, or wants a look at all of it: an export that is unfolded, an SPSS file that is
/// packed or laid out in a way that its windows do not know, or that declares texts as missing.
[[nodiscard]] std::optional<Opening> open_in_bulk(std::string const& path, data::ReadOptions const& reading,
                                                  std::size_t window_bytes, bool hashes);

}  // namespace quaestor::study::bulk
