/// How a CSV file is written: its delimiter, proved from the header and the first rows, and where the header
/// begins.
#pragma once

#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::csv {

/// What is tried, in this order.
inline constexpr std::array<char, 4> candidates{',', ';', '\t', '|'};

struct Dialect {
    char delimiter = ',';
    std::string_view text;         ///< from the header on; ends where the text that was looked at ends
    std::uint32_t first_line = 1;  ///< of the file, on which `text` begins
    bool titles_skipped = false;   ///< lines above the header, as the last decision says
    std::vector<std::string>
        decisions{};  ///< "delimiter: ';' (the header has 15 of them and no other candidate)"
};

/// Tries , ; TAB and |. One of them is proved when it alone divides the header, quotes considered; where
/// several do, when it alone gives the first rows as many fields as the header. `options` and a first line
/// 'sep=;' (Excel's) decide without proof; so does the likely delimiter where several would do.
///
/// Titles above the header are skipped (titles.hpp, error D119).
///
/// D110: none or several are proved. D111: the given one cannot delimit. D112: the rows can be divided and
/// the header cannot, so the first line is not the header. A header that nothing divides above such rows is a
/// table of one column.
///
/// `text` is UTF-8 with a NUL behind it, and `name` the file's.
[[nodiscard]] Outcome<Dialect> find_dialect(std::string const& name, std::string_view text,
                                            CsvOptions const& options);

/// "';'" or "TAB": for people.
[[nodiscard]] std::string shown_delimiter(char delimiter);

}  // namespace quaestor::data::csv
