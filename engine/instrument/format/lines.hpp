/// Lines of cells, and the columns that the cells form.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace quaestor::instrument::layout {

inline constexpr std::size_t widest = 110;  ///< columns of a line, where anything can be done about it

/// A piece of a line that is never torn apart.
struct Cell {
    std::string text;
    std::size_t gap = 0;  ///< blanks before it at least
    int key = -1;  ///< its column among the neighbours of its line; -1: a column only where it was written so
    bool right = false;
    std::size_t written_column = 0;  ///< where it stood in the author's text
    bool padded = false;             ///< with more blanks before it there than `gap`
};

struct Line {
    enum class Kind { code, comment, blank };
    Kind kind = Kind::code;
    std::size_t indent = 0;
    std::vector<Cell> cells;
    std::size_t scope = 0;  ///< lines of one scope and one sort share their columns
    int sort = 0;
    bool holds = false;  ///< its columns stand even where the line becomes too wide

    [[nodiscard]] std::size_t width() const;  ///< before any alignment
};

/// Cells with one key begin in one column within their scope and sort. Cells without a key keep the column
/// that the author gave them together with the line above, or nearly did. A cell whose line would become
/// wider than `widest` by that stays where it is, unless the line holds.
[[nodiscard]] std::string aligned(std::vector<Line> const& lines);

}  // namespace quaestor::instrument::layout
