/// What a workbook has: its sheets, and what is said for all of them.
#pragma once

#include "base/diagnostic.hpp"
#include "data/xlsx/package.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::data::xlsx {

struct Sheet {
    std::string name;
    std::string part;
    bool hidden = false;
};

struct Workbook {
    std::vector<Sheet> sheets;  ///< in the order of their tabs; charts are none
    std::string strings_part;   ///< empty where there is none
    std::string styles_part;
    bool since_1904 = false;    ///< its dates count from there
    bool recalculates = false;  ///< whoever wrote it leaves it to Excel to compute the formulas
};

/// Errors D106 for an archive of another kind, which is named, and those of Package::read.
[[nodiscard]] Outcome<Workbook> open_workbook(Package& package);

struct SheetChoice {
    Sheet sheet;
    std::string decision;  ///< "sheet: 'Data' (the only one)"
};

/// The sheet of the name that is asked for (upper and lower case alike where no sheet has it exactly), or of
/// that number in the order of the tabs. Nothing asked: the only sheet, or the only one that is not hidden
/// and not empty. Errors D154 (several would do, or none: all are listed) and D155 (there is no such sheet).
[[nodiscard]] Outcome<SheetChoice> choose_sheet(Package& package, Workbook const& workbook,
                                                std::optional<std::string> const& asked);

}  // namespace quaestor::data::xlsx
