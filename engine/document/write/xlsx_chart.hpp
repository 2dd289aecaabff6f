/// Figures as native charts that read their numbers from the sheet.
#pragma once

#include "document/document.hpp"
#include "document/write/xlsx_plan.hpp"

#include <cstdint>
#include <string>

struct lxw_workbook;
struct lxw_worksheet;

namespace quaestor::document::xlsx {

/// The cells a chart reads.
struct ChartSource {
    std::string sheet_name;
    Table const* table;
    TablePlace place;
};

/// Puts the chart at `row`, as wide as running text.
void add_chart(lxw_workbook* workbook, lxw_worksheet* sheet, Figure const& figure, ChartSource const& source,
               std::uint32_t row, double width_in_characters);

}  // namespace quaestor::document::xlsx
