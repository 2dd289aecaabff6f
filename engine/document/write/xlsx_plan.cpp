#include "document/write/xlsx_plan.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/number_format.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::document::xlsx {
namespace {

constexpr double narrowest = 7;
constexpr double widest_number = 18;
constexpr double widest_text = 46;
constexpr double widest_text_on_data_sheet =
    32;                               // does not wrap there: one long remark must not push all else away
constexpr double usual_width = 9.14;  // what an untouched column has
constexpr double reading_width = 96;  // a line of running text
constexpr double bold = 1.06;         // bold letters are wider
constexpr double filter_button = 2;

constexpr double small_letter = 0.78;  // of a digit's width, which is what a column's width counts

/// Width of a word in prose, in digits of the usual type (Calibri).
double printed_width(std::string_view word) {
    auto const is_wide = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    auto const wide = static_cast<double>(std::count_if(word.begin(), word.end(), is_wide));
    return wide + small_letter * (static_cast<double>(text::display_width(word)) - wide);
}

/// Characters of the longest word: a heading wraps between words only.
double longest_word(std::string_view text) {
    double longest = 0;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(" \n"), text.size());
        longest = std::max(longest, static_cast<double>(text::display_width(text.substr(0, end))));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return longest;
}

/// A heading may take three lines.
double heading_width(Column const& column, bool filter) {
    auto const whole = static_cast<double>(text::display_width(column.heading));
    return bold * std::max(longest_word(column.heading), whole / 3) + 2 + (filter ? filter_button : 0);
}

double body_width(Table const& table, std::size_t column) {
    double widest = 0;
    for (std::size_t row = 0; row < std::min(table.rows, sampled_rows); ++row) {
        auto const words = shown(table.cells(row, column), table.columns[column]);
        widest = std::max(widest, static_cast<double>(text::display_width(words)));
    }
    return widest + 2;
}

double column_width(Table const& table, std::size_t at, Sheet const& sheet) {
    auto const& column = table.columns[at];
    if (column.width) return *column.width;
    auto const is_text = column.kind == Kind::text || column.kind == Kind::flag;
    auto const most = !is_text ? widest_number : sheet.data ? widest_text_on_data_sheet : widest_text;
    auto const wanted = std::max(heading_width(column, table.filter), body_width(table, at));
    return std::clamp(std::ceil(wanted), narrowest, most);
}

void widen(std::vector<double>& widths, std::size_t column, double width) {
    if (column >= widths.size()) widths.resize(column + 1, 0);
    widths[column] = std::max(widths[column], width);
}

std::uint64_t table_rows(Table const& table) {
    return (table.title.empty() ? 0U : 1U) + 1U + std::max<std::uint64_t>(1, table.rows) + table.notes.size();
}

struct Rows {
    std::uint64_t operator()(Paragraph const&) const { return 1; }
    std::uint64_t operator()(Table const& table) const { return table_rows(table); }
    std::uint64_t operator()(Figure const& figure) const {
        return (figure.title.empty() ? 0U : 1U) + figure_rows;
    }
    std::uint64_t operator()(Notes const& notes) const {
        return (notes.title.empty() ? 0U : 1U) + notes.items.size();
    }
};

std::vector<double> column_widths(Sheet const& sheet) {
    std::vector<double> widths;
    for (auto const& block : *sheet.blocks) {
        auto const* const table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        for (std::size_t column = 0; column < table->columns.size(); ++column) {
            widen(widths, column, column_width(*table, column, sheet));
        }
    }
    if (sheet.facts == nullptr) return widths;
    for (auto const& fact : *sheet.facts) {
        widen(widths, 0, std::min(30.0, static_cast<double>(text::display_width(fact.name)) + 3));
    }
    return widths;
}

void choose_span(Plan& plan) {
    while (plan.span_width < reading_width) {
        if (plan.span > plan.widths.size()) plan.widths.push_back(usual_width);
        plan.span_width += plan.widths[plan.span - 1U];
        ++plan.span;
    }
    --plan.span;
}

}  // namespace

Plan plan(Sheet const& sheet) {
    Plan plan;
    plan.widths = column_widths(sheet);
    if (sheet.data) {
        plan.rows = {0};
        plan.end = 1 + std::get<Table>(sheet.blocks->front()).rows;
        return plan;
    }
    choose_span(plan);
    std::uint64_t row = sheet.subtitle.empty() ? 2 : 3;  // title, subtitle, a free row
    for (auto const& block : *sheet.blocks) {
        plan.rows.push_back(row);
        row += std::visit(Rows{}, block) + 1;
    }
    plan.end = row + (sheet.facts != nullptr && !sheet.facts->empty() ? sheet.facts->size() + 1 : 0);
    return plan;
}

TablePlace place(Plan const& plan, Sheet const& sheet, std::size_t block) {
    auto const& table = std::get<Table>((*sheet.blocks)[block]);
    TablePlace place;
    place.header =
        static_cast<std::uint32_t>(plan.rows[block]) + (sheet.data || table.title.empty() ? 0U : 1U);
    place.first = place.header + 1;
    place.last = place.header + static_cast<std::uint32_t>(table.rows);
    return place;
}

int lines(std::string_view text, double width) {
    int count = 1;
    double used = 0;
    while (!text.empty()) {
        auto const end = std::min(text.find_first_of(" \n"), text.size());
        auto const word = printed_width(text.substr(0, end));
        if (used > 0 && used + word > width) {
            ++count;
            used = 0;
        }
        // A word longer than the line is broken anywhere.
        count += static_cast<int>(word / std::max(1.0, width));
        used += std::fmod(word, std::max(1.0, width)) + small_letter;
        if (end == text.size()) break;
        if (text[end] == '\n') {
            ++count;
            used = 0;
        }
        text.remove_prefix(end + 1);
    }
    return count;
}

double heading_height(Table const& table, Plan const& plan) {
    int most = 1;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        auto const room = plan.widths[column] - (table.filter ? filter_button : 0) - 0.5;
        most = std::max(most, lines(table.columns[column].heading, room / bold));
    }
    return line_height * std::min(most, 4) + 6;
}

bool wraps(Column const& column, Sheet const& sheet) {
    return !sheet.data && column.kind == Kind::text;
}

}  // namespace quaestor::document::xlsx
