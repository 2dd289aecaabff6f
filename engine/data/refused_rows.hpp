/// Rows of a table that were refused, with what stood in them. The text helps to find the person; it is never
/// scored, because in a row that was refused nobody knows which field belongs to which column.
#pragma once

#include "data/text_cells.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace quaestor::data {

class RefusedRows {
public:
    /// Rows come in ascending order; the fields added next are those of this row.
    void add_row(std::uint32_t row);
    void add_field(std::string_view text) { fields_.add(text); }

    /// Ascending, from 0.
    [[nodiscard]] std::span<std::uint32_t const> rows() const { return rows_; }
    [[nodiscard]] bool contains(std::size_t row) const;
    /// What stood at that place, or an empty text where nothing did.
    [[nodiscard]] std::string_view field(std::size_t row, std::size_t column) const;

private:
    std::vector<std::uint32_t> rows_;
    std::vector<std::size_t> first_fields_;  ///< in fields_, for each of rows_
    TextCells fields_;
};

}  // namespace quaestor::data
