/// The rows of one window of a CSV text, from its marks.
#pragma once

#include "data/csv/marks.hpp"
#include "data/csv/windows.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::csv {

struct MarkedRow {
    std::uint32_t begin = 0;   ///< offset of its first field
    std::uint32_t end = 0;     ///< offset behind its last field
    std::uint32_t field = 0;   ///< in Marks::shorts: its first field
    std::uint32_t fields = 0;
    std::uint32_t line = 0;    ///< of the file
};

class MarkedRows {
public:
    /// False where the text is not what marks can divide: quotes or line ends that are no RFC 4180, a NUL, or no UTF-8.
    /// The window outlives its rows.
    [[nodiscard]] bool find(Window const& window, char delimiter);

    /// Without blank lines.
    [[nodiscard]] std::vector<MarkedRow> const& rows() const { return rows_; }
    /// Whether every row has so many fields and nothing stands between them.
    [[nodiscard]] bool all_have(std::size_t fields) const {
        return blank_lines_ == 0 && fewest_ == fields && most_ == fields;
    }
    [[nodiscard]] std::size_t blank_lines() const { return blank_lines_; }
    [[nodiscard]] bool has_quotes() const { return marks_.quotes; }
    /// Of each field of the window, see Marks::shorts.
    [[nodiscard]] std::uint8_t const* shorts() const { return marks_.shorts.data(); }

    /// As it stands in the file.
    [[nodiscard]] std::string_view field(MarkedRow const& row, std::size_t column) const {
        auto const begin = column == 0 ? row.begin : end_of_field(marks_, row.begin, column - 1) + 1;
        auto const end = column + 1 == row.fields ? row.end : end_of_field(marks_, begin);
        return {text_ + begin, end - begin};
    }
    /// What it says; `buffer` holds it where quotes are doubled.
    [[nodiscard]] std::string_view content(MarkedRow const& row, std::size_t column, std::string& buffer) const {
        auto const text = field(row, column);
        return text.empty() || text.front() != '"' ? text : unquoted(text, buffer);
    }
    [[nodiscard]] std::string_view record(MarkedRow const& row) const {
        return {text_ + row.begin, row.end - row.begin};
    }

private:
    [[nodiscard]] static std::string_view unquoted(std::string_view text, std::string& buffer);

    char const* text_ = nullptr;
    Marks marks_;
    std::vector<MarkedRow> rows_;
    std::size_t blank_lines_ = 0;
    std::uint32_t fewest_ = 0;  ///< fields of a row
    std::uint32_t most_ = 0;
};

}  // namespace quaestor::data::csv
