/// A row that is kept until it is known what it is.
#pragma once

#include "data/xlsx/sheet.hpp"

#include <vector>

namespace quaestor::data::xlsx {

class HeldRow {
public:
    explicit HeldRow(SheetRow const& row);
    HeldRow(HeldRow&&) = default;
    HeldRow& operator=(HeldRow&&) = default;
    HeldRow(HeldRow const&) = delete;
    HeldRow& operator=(HeldRow const&) = delete;

    /// Valid as long as this is, wherever it moves.
    [[nodiscard]] SheetRow row() const { return {number_, hidden_, cells_}; }

private:
    std::uint32_t number_;
    bool hidden_;
    std::vector<Cell> cells_;
    std::vector<char> texts_;  ///< no string: a short one would leave its texts behind when it moves
};

}  // namespace quaestor::data::xlsx
