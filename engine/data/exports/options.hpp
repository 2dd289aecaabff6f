/// What one can say of where a data file comes from.
#pragma once

#include "data/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::data {

struct ExportOptions {
    std::optional<Origin> origin{};      ///< said by the user; else it is found where it can be proved
    std::string dictionary{};            ///< path of a REDCap data dictionary; empty for none
    std::vector<std::string> missing{};  ///< codes that stand for no answer in every column
    std::vector<std::string> named{};  ///< columns that are wanted by name, so that none of them is left out
};

}  // namespace quaestor::data
