#include "data/xlsx/held_row.hpp"

namespace quaestor::data::xlsx {

HeldRow::HeldRow(SheetRow const& row)
    : number_(row.number), hidden_(row.hidden), cells_(row.cells.begin(), row.cells.end()) {
    for (auto const& cell : cells_)
        texts_.insert(texts_.end(), cell.text.begin(), cell.text.end());
    std::size_t begin = 0;
    for (auto& cell : cells_) {
        auto const length = cell.text.size();
        cell.text = std::string_view(texts_.data() + begin, length);
        begin += length;
    }
}

}  // namespace quaestor::data::xlsx
