#include "data/column_info.hpp"

#include <algorithm>

namespace quaestor::data {

std::string ColumnInfo::label_of(std::string_view code) const {
    auto const found =
        std::find_if(labels.begin(), labels.end(), [&](CodeLabel const& one) { return one.code == code; });
    return found == labels.end() ? std::string() : found->label;
}

bool ColumnInfo::declares_missing(double number) const {
    return std::any_of(missing_ranges.begin(), missing_ranges.end(),
                       [&](MissingRange const& range) { return number >= range.low && number <= range.high; });
}

}  // namespace quaestor::data
