#include "data/xlsx/address.hpp"

#include <algorithm>

namespace quaestor::data::xlsx {

std::string column_letters(std::uint32_t column) {
    std::string letters;
    for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters += static_cast<char>('A' + (rest - 1) % 26);
    std::reverse(letters.begin(), letters.end());
    return letters;
}

std::string shown(Address const& address) {
    return column_letters(address.column) + std::to_string(address.row);
}

std::string shown(Area const& area) {
    return shown(area.first) + ":" + shown(area.last);
}

std::optional<Address> parse_address(std::string_view text) {
    std::uint32_t column = 0;
    std::uint32_t row = 0;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; ++i) {
        column = column * 26 + static_cast<std::uint32_t>(text[i] - 'A' + 1);
        if (column > most_columns) return std::nullopt;
    }
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        row = row * 10 + static_cast<std::uint32_t>(text[i] - '0');
        if (row > most_rows) return std::nullopt;
    }
    if (i < text.size() || column == 0 || row == 0) return std::nullopt;
    return Address{column - 1, row};
}

std::optional<Area> parse_area(std::string_view text) {
    auto const colon = text.find(':');
    auto const first = parse_address(text.substr(0, colon));
    auto const last = colon == std::string_view::npos ? first : parse_address(text.substr(colon + 1));
    if (!first || !last) return std::nullopt;
    return Area{*first, *last};
}

}  // namespace quaestor::data::xlsx
