#include "instrument/format/lines.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace quaestor::instrument::layout {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t nearly = 2;  // columns by which an edit shifts what stood in line before

/// Cells of several lines that begin, or end, in one column.
struct Column {
    std::size_t start = 0;
    std::size_t width = 0;
};

struct Place {
    std::size_t start = 0;
    std::size_t end = 0;  ///< of the room the cell takes, which in a column of numbers may be wider than it
    std::size_t column = none;
};

class Page {
public:
    explicit Page(std::vector<Line> const& lines) : lines_(lines), places_(lines.size()) {
        for (std::size_t l = 0; l < lines.size(); ++l)
            places_[l].resize(lines[l].cells.size());
    }

    std::string text() {
        join_keys();
        settle();
        join_written();
        settle();
        std::string out;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            std::string row;
            std::size_t width = 0;
            for (std::size_t c = 0; c < lines_[l].cells.size(); ++c) {
                auto const& cell = lines_[l].cells[c];
                auto const own = text::display_width(cell.text);
                auto const& place = places_[l][c];
                auto const start = cell.right ? place.end - own : place.start;
                row.append(start - width, ' ');
                row += cell.text;
                width = start + own;
            }
            out += row + '\n';
        }
        return out;
    }

private:
    void join_keys() {
        std::map<std::tuple<std::size_t, int, int>, std::size_t> known;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            auto const& line = lines_[l];
            if (line.kind != Line::Kind::code) continue;
            for (std::size_t c = 0; c < line.cells.size(); ++c) {
                if (line.cells[c].key < 0) continue;
                auto const [found, added] =
                    known.try_emplace({line.scope, line.sort, line.cells[c].key}, columns_);
                if (added) ++columns_;
                places_[l][c].column = found->second;
            }
        }
    }

    void join_written() {
        auto above = none;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            auto const& line = lines_[l];
            if (line.kind == Line::Kind::comment) continue;
            if (line.kind == Line::Kind::blank) {
                above = none;
                continue;
            }
            bool const fellows =
                above != none && lines_[above].scope == line.scope && lines_[above].sort == line.sort;
            if (fellows) join_written(above, l);
            above = l;
        }
    }
    void join_written(std::size_t above, std::size_t below) {
        std::size_t from = 1;
        for (std::size_t c = 1; c < lines_[below].cells.size(); ++c) {
            auto const& cell = lines_[below].cells[c];
            if (cell.key >= 0) continue;
            auto const& others = lines_[above].cells;
            std::size_t best = none;
            std::size_t distance = nearly + 1;
            for (auto o = from; o < others.size(); ++o) {
                if (others[o].key >= 0) continue;
                auto const apart = std::max(others[o].written_column, cell.written_column) -
                                   std::min(others[o].written_column, cell.written_column);
                bool const meant = apart == 0 || others[o].padded || cell.padded;
                if (!meant || apart >= distance) continue;
                best = o;
                distance = apart;
            }
            if (best == none) continue;
            from = best + 1;
            auto& column = places_[above][best].column;
            if (column == none) column = columns_++;
            places_[below][c].column = column;
        }
    }

    /// Finds the columns' places; takes cells out of them where a line becomes too wide.
    void settle() {
        for (;;) {
            place();
            bool changed = false;
            for (std::size_t l = 0; l < lines_.size(); ++l) {
                auto const& line = lines_[l];
                if (line.cells.empty() || line.kind != Line::Kind::code || line.holds) continue;
                if (places_[l].back().end <= widest || line.width() > widest) continue;
                auto const last = std::find_if(places_[l].rbegin(), places_[l].rend(),
                                               [](Place const& p) { return p.column != none; });
                if (last == places_[l].rend()) continue;
                last->column = none;
                changed = true;
            }
            if (!changed) return;
        }
    }

    void place() {
        std::vector<Column> columns(columns_);
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            for (std::size_t c = 0; c < lines_[l].cells.size(); ++c) {
                auto const in = places_[l][c].column;
                auto const& cell = lines_[l].cells[c];
                if (in != none && cell.right)
                    columns[in].width = std::max(columns[in].width, text::display_width(cell.text));
            }
        }
        for (bool moved = true;
             moved;) {  // ends: cells follow each other in one order on all lines of a column
            moved = false;
            for (std::size_t l = 0; l < lines_.size(); ++l)
                moved = place(l, columns) || moved;
        }
    }
    bool place(std::size_t l, std::vector<Column>& columns) {
        bool moved = false;
        auto end = lines_[l].indent;
        for (std::size_t c = 0; c < lines_[l].cells.size(); ++c) {
            auto const& cell = lines_[l].cells[c];
            auto& place = places_[l][c];
            auto start = end + cell.gap;
            auto width = text::display_width(cell.text);
            if (place.column != none) {
                auto& column = columns[place.column];
                if (start > column.start) {
                    column.start = start;
                    moved = true;
                }
                start = column.start;
                width = std::max(width, column.width);
            }
            place.start = start;
            place.end = end = start + width;
        }
        return moved;
    }

    std::vector<Line> const& lines_;
    std::vector<std::vector<Place>> places_;
    std::size_t columns_ = 0;
};

}  // namespace

std::size_t Line::width() const {
    auto sum = indent;
    for (auto const& cell : cells)
        sum += cell.gap + text::display_width(cell.text);
    return sum;
}

std::string aligned(std::vector<Line> const& lines) {
    return Page(lines).text();
}

}  // namespace quaestor::instrument::layout
