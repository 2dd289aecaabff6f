/// Emphasis as conditional formats: the spreadsheet applies the rules itself and keeps applying them.
#pragma once

#include "document/document.hpp"
#include "document/write/xlsx_plan.hpp"
#include "document/write/xlsx_style.hpp"

struct lxw_worksheet;

namespace quaestor::document::xlsx {

void add_emphasis(lxw_worksheet* sheet, Table const& table, TablePlace const& place, Style& style);

}  // namespace quaestor::document::xlsx
