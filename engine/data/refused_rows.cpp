#include "data/refused_rows.hpp"

#include "base/expects.hpp"

#include <algorithm>

namespace quaestor::data {

void RefusedRows::add_row(std::uint32_t row) {
    expects(rows_.empty() || rows_.back() < row, "data::RefusedRows: rows out of order");
    rows_.push_back(row);
    first_fields_.push_back(fields_.size());
}

bool RefusedRows::contains(std::size_t row) const {
    return std::binary_search(rows_.begin(), rows_.end(), row);
}

std::string_view RefusedRows::field(std::size_t row, std::size_t column) const {
    auto const found = std::lower_bound(rows_.begin(), rows_.end(), row);
    if (found == rows_.end() || *found != row) return {};
    auto const i = static_cast<std::size_t>(found - rows_.begin());
    auto const first = first_fields_[i];
    auto const last = i + 1 < rows_.size() ? first_fields_[i + 1] : fields_.size();
    return column < last - first ? fields_[first + column] : std::string_view();
}

}  // namespace quaestor::data
