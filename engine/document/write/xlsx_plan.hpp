/// Where everything stands on a sheet, decided before the first cell is written: rows go out strictly in
/// order, and a chart above its table must know the table's rows.
#pragma once

#include "document/document.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace quaestor::document::xlsx {

inline constexpr std::size_t most_rows = 1'048'576;
inline constexpr std::size_t most_columns = 16'384;
inline constexpr std::size_t sampled_rows = 200;  ///< of a table, from which its columns get their widths
inline constexpr std::uint32_t figure_rows = 17;  ///< of the usual height, 20 pixels
inline constexpr double line_height = 15;         ///< points, at the usual 11 point type
inline constexpr double tallest_row = 405;        ///< points; a row cannot exceed 409

/// A sheet as it is going to be: a section, or the summary.
struct Sheet {
    std::string_view title{};
    std::string_view subtitle{};
    std::vector<Block> const* blocks = nullptr;
    std::vector<Fact> const* facts = nullptr;  ///< the summary's
    bool data = false;                         ///< Section::data_sheet
};

struct TablePlace {
    std::uint32_t header = 0;  ///< row of the headings
    std::uint32_t first = 0;   ///< first row of the body
    std::uint32_t last = 0;    ///< last row of the body; first - 1 when the table is empty
};

struct Plan {
    std::vector<double> widths;       ///< of the columns, in characters
    std::uint16_t span = 1;           ///< columns over which running text is merged
    double span_width = 0;            ///< their width together
    std::vector<std::uint64_t> rows;  ///< first row of each block
    std::uint64_t end = 0;            ///< the row after the last
};

/// Rows and widths of a sheet. Reads the first rows of its tables.
[[nodiscard]] Plan plan(Sheet const& sheet);

/// Where the table at `block` has its parts.
[[nodiscard]] TablePlace place(Plan const& plan, Sheet const& sheet, std::size_t block);

/// Lines that `text` takes when it is wrapped in a column of `width`; at least 1. An estimate: only the
/// program that shows it knows the type.
[[nodiscard]] int lines(std::string_view text, double width);

/// Height of the row of headings, in points.
[[nodiscard]] double heading_height(Table const& table, Plan const& plan);

/// True for cells that wrap: text on a sheet for reading.
[[nodiscard]] bool wraps(Column const& column, Sheet const& sheet);

}  // namespace quaestor::document::xlsx
