/// What reading a data file gives, whatever its format.
#pragma once

#include "data/findings.hpp"
#include "data/table.hpp"

#include <string>
#include <vector>

namespace quaestor::data {

struct ReadResult {
    Table table;
    Findings findings;  ///< one for each row that was refused
    std::vector<std::string>
        decisions;  ///< what was decided by itself, for the receipt: "delimiter: ';' (...)"
};

}  // namespace quaestor::data
