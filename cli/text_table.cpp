#include "cli/text_table.hpp"

#include "base/text.hpp"
#include "document/number_format.hpp"

#include <algorithm>
#include <vector>

namespace quaestor::cli {
namespace {

constexpr std::size_t widest = 60;

std::string cut(std::string text) {
    if (text::display_width(text) <= widest) return text;
    std::size_t bytes = 0;
    std::size_t width = 0;
    while (width < widest - 1 && bytes < text.size()) {
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
            ++bytes;
        ++width;
    }
    return text.substr(0, bytes) + "…";
}

bool left_aligned(document::Kind kind) {
    return kind == document::Kind::text || kind == document::Kind::flag;
}

}  // namespace

std::string text_table(document::Table const& table) {
    std::vector<std::vector<std::string>> cells;
    auto& head = cells.emplace_back();
    for (auto const& column : table.columns)
        head.push_back(cut(text::printable(column.heading)));
    for (std::size_t r = 0; r < table.rows; ++r) {
        auto& row = cells.emplace_back();
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            auto const cell = table.cells(r, c);
            // Why a number is absent is a sentence: it is told beside the table, not in it.
            auto const* none = std::get_if<document::Absent>(&cell.value);
            row.push_back(none != nullptr ? (none->reason.empty() ? "" : "-")
                                          : cut(text::printable(document::shown(cell, table.columns[c]))));
        }
    }
    std::vector<std::size_t> widths(table.columns.size());
    for (auto const& row : cells) {
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], text::display_width(row[c]));
    }
    std::string out = table.title.empty() ? "" : text::printable(table.title) + "\n";
    for (auto const& row : cells) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            auto const gap = std::string(widths[c] - text::display_width(row[c]), ' ');
            line += "  ";
            line += left_aligned(table.columns[c].kind) ? row[c] + gap : gap + row[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

}  // namespace quaestor::cli
