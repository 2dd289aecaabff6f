/// Files of SPSS and Stata made in memory, by the library that reads them: for what a script of our own does
/// not write.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace support {

enum class StatisticsFormat { sav, sav_by_rows, zsav, por, dta };

using StatisticsCell = std::variant<std::monostate, double, std::string>;  ///< system missing, number, text

struct StatisticsVariable {
    std::string name;
    std::string label{};
    std::size_t text_width = 0;  ///< 0: numbers
    std::string format{};
    std::vector<StatisticsCell> cells{};
    std::vector<std::pair<double, double>> missing{};  ///< declared: from, to
};

/// Every variable has as many cells. Throws where the library refuses.
[[nodiscard]] std::string statistics_file(StatisticsFormat format,
                                          std::vector<StatisticsVariable> const& variables);

}  // namespace support
