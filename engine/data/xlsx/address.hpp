/// Places of a sheet: "C17" is the third column of row 17.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::xlsx {

inline constexpr std::uint32_t most_columns = 16'384;  ///< XFD is the last one
inline constexpr std::uint32_t most_rows = 1'048'576;

struct Address {
    std::uint32_t column = 0;  ///< from 0
    std::uint32_t row = 0;     ///< from 1, as the sheet shows it
};

/// Both ends included.
struct Area {
    Address first;
    Address last;
};

/// "A" for 0, "AB" for 27.
[[nodiscard]] std::string column_letters(std::uint32_t column);
[[nodiscard]] std::string shown(Address const& address);
[[nodiscard]] std::string shown(Area const& area);

/// None for what no sheet has.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);
/// "A1:C3"; a single address is an area too.
[[nodiscard]] std::optional<Area> parse_area(std::string_view text);

}  // namespace quaestor::data::xlsx
