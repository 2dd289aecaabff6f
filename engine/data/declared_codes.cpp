#include "data/declared_codes.hpp"

#include "base/text.hpp"

#include <utility>

namespace quaestor::data {

DeclaredCodes::DeclaredCodes(std::span<std::string const> codes) {
    for (auto const& code : codes)
        codes_.push_back({code, text::parse_number(code)});
}

DeclaredCodes::DeclaredCodes(std::vector<MissingRange> ranges) : ranges_(std::move(ranges)) {}

std::optional<std::size_t> DeclaredCodes::find(std::string_view cell) const {
    cell = text::trimmed(cell);
    if (cell.empty() || empty()) return std::nullopt;
    auto const number = text::parse_number(cell);
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        auto const& code = codes_[i];
        if (code.number ? number == code.number : text::equal_ignoring_case(code.text, cell)) return i;
    }
    for (auto const& range : ranges_) {
        if (number && *number >= range.low && *number <= range.high) return 0;
    }
    return std::nullopt;
}

}  // namespace quaestor::data
