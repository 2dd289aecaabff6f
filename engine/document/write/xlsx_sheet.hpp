/// One sheet of a workbook through the library, cell by cell, rows strictly in order.
#pragma once

#include "document/write/xlsx_plan.hpp"
#include "document/write/xlsx_style.hpp"

#include <cstddef>
#include <string>

struct lxw_workbook;
struct lxw_worksheet;

namespace quaestor::document::xlsx {

/// Texts that did not go into their cells as they were.
struct TextTroubles {
    std::size_t cut = 0;
    std::size_t repaired = 0;

    void add(TextTroubles const& other) { cut += other.cut, repaired += other.repaired; }
};

struct SheetTask {
    lxw_workbook* workbook;
    lxw_worksheet* worksheet;
    std::string name;  ///< of the sheet
    Sheet const& sheet;
    Plan const& plan;
    Style& style;
    std::string footer;  ///< printed on every page
};

/// Writes everything but the rows of a data sheet: those go their own way, see xlsx_body.hpp. Throws Refused (xlsx_check.hpp) where the library does not take something.
[[nodiscard]] TextTroubles write_sheet(SheetTask const& task);

}  // namespace quaestor::document::xlsx
