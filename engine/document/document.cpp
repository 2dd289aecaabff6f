#include "document/document.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace quaestor::document {

Cell Cell::absent(std::string reason) {
    Cell cell;
    cell.value = Absent{std::move(reason)};
    return cell;
}

Cell Cell::number_or(double number, std::string reason) {
    return std::isfinite(number) ? Cell(number) : absent(std::move(reason));
}

void Table::hold(std::vector<std::vector<Cell>> held) {
    for (auto const& row : held)
        expects(row.size() == columns.size(), "Table::hold: a row has not one cell per column");
    rows = held.size();
    // Shared, since a std::function is copied along with its table.
    auto const shared = std::make_shared<std::vector<std::vector<Cell>> const>(std::move(held));
    cells = [shared](std::size_t row, std::size_t at) { return (*shared)[row][at]; };
}

std::size_t Table::column(std::string_view column_key) const {
    auto const found = std::find_if(columns.begin(), columns.end(),
                                    [&](Column const& candidate) { return candidate.key == column_key; });
    if (found == columns.end()) {
        throw Bug("table '" + key + "' has no column '" + std::string(column_key) + "'");
    }
    return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace quaestor::document
