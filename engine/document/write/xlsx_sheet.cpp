#include "document/write/xlsx_sheet.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "document/number_format.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/xlsx_chart.hpp"
#include "document/write/xlsx_check.hpp"
#include "document/write/xlsx_emphasis.hpp"
#include "document/write/xlsx_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include <xlsxwriter.h>

namespace quaestor::document::xlsx {
namespace {

using Row = lxw_row_t;

lxw_col_t column_number(std::size_t column) {
    return static_cast<lxw_col_t>(column);
}

class SheetWriter {
public:
    explicit SheetWriter(SheetTask const& task)
        : task_(task), to_(task.worksheet), sheet_(task.sheet), plan_(task.plan), style_(task.style) {}

    TextTroubles write() {
        set_up_columns();
        set_up_page();
        if (!sheet_.data) write_titles();
        for (at_ = 0; at_ < sheet_.blocks->size(); ++at_) {
            std::visit([&](auto const& block) { write(block, block_row()); }, (*sheet_.blocks)[at_]);
        }
        write_facts();
        return troubles_;
    }

private:
    [[nodiscard]] Row block_row() const { return static_cast<Row>(plan_.rows[at_]); }

    // The sheet as a whole

    void set_up_columns() {
        for (std::size_t column = 0; column < plan_.widths.size(); ++column) {
            auto const number = column_number(column);
            check(worksheet_set_column(to_, number, number, plan_.widths[column], nullptr));
        }
        if (!sheet_.data) worksheet_gridlines(to_, LXW_HIDE_ALL_GRIDLINES);
    }

    void set_up_page() {
        constexpr std::uint8_t a4 = 9;
        worksheet_set_paper(to_, a4);
        worksheet_set_margins(to_, 0.5, 0.5, 0.5, 0.6);
        check(worksheet_set_footer(to_, task_.footer.c_str()));
        auto const width = std::accumulate(plan_.widths.begin(), plan_.widths.end(), 0.0);
        // Two hundred characters across are the most that can be read on a page.
        worksheet_fit_to_pages(to_, static_cast<std::uint16_t>(std::ceil(width / 200)), 0);
        if (sheet_.data || width > 125) worksheet_set_landscape(to_);
        keep_headings_in_view();
    }

    /// On the screen and on every printed page.
    void keep_headings_in_view() {
        auto const block = only_table();
        if (!block) return;
        auto const header = place(plan_, sheet_, *block).header;
        auto const frozen = column_number(std::get<Table>((*sheet_.blocks)[*block]).frozen_columns);
        worksheet_freeze_panes(to_, header + 1, frozen);
        check(worksheet_repeat_rows(to_, header, header));
        if (frozen > 0) check(worksheet_repeat_columns(to_, 0, static_cast<lxw_col_t>(frozen - 1)));
    }

    /// The block of the one table that the sheet scrolls through: its headings can stay in view.
    [[nodiscard]] std::optional<std::size_t> only_table() const {
        if (sheet_.facts != nullptr) return std::nullopt;
        std::optional<std::size_t> found;
        for (std::size_t block = 0; block < sheet_.blocks->size(); ++block) {
            if (!std::holds_alternative<Table>((*sheet_.blocks)[block])) continue;
            if (found) return std::nullopt;
            found = block;
        }
        // Frozen far below the top it would cover the window.
        constexpr Row lowest = 12;
        return found && place(plan_, sheet_, *found).header <= lowest ? found : std::nullopt;
    }

    void write_titles() {
        auto const is_summary = sheet_.facts != nullptr;
        check(worksheet_set_row(to_, 0, is_summary ? 30 : 24, nullptr));
        write_text(0, 0, sheet_.title, style_.part(is_summary ? Part::page_title : Part::section_title));
        if (!sheet_.subtitle.empty()) write_text(1, 0, sheet_.subtitle, style_.part(Part::subtitle));
    }

    void write_facts() {
        if (sheet_.facts == nullptr || sheet_.facts->empty()) return;
        auto row = static_cast<Row>(plan_.end - sheet_.facts->size() - 1);
        write_text(row++, 0, "About this workbook", style_.part(Part::block_title));
        for (auto const& [name, value] : *sheet_.facts) {
            auto const width = plan_.span_width - plan_.widths[0];
            check(worksheet_set_row(to_, row, line_height * lines(value, width * 1.1), nullptr));
            write_text(row, 0, name, style_.part(Part::fact_name));
            merge(row++, 1, value, style_.part(Part::fact_value));
        }
    }

    // Blocks

    void write(Paragraph const& paragraph, Row row) {
        auto const is_box =
            paragraph.tone != Tone::plain && paragraph.tone != Tone::muted && paragraph.tone != Tone::strong;
        auto const height =
            line_height * lines(paragraph.text, plan_.span_width - (is_box ? 4 : 1)) + (is_box ? 8 : 3);
        check(worksheet_set_row(to_, row, std::min(height, tallest_row), nullptr));
        merge(row, 0, paragraph.text, style_.paragraph(paragraph.tone));
    }

    void write(Notes const& notes, Row row) {
        if (!notes.title.empty()) write_text(row++, 0, notes.title, style_.part(Part::block_title));
        for (auto const& item : notes.items)
            write(item, row++);
    }

    void write(Figure const& figure, Row row) {
        if (!figure.title.empty()) write_text(row++, 0, figure.title, style_.part(Part::block_title));
        auto const block = table_block(figure.table);
        auto const& table = std::get<Table>((*sheet_.blocks)[block]);
        if (table.rows == 0) {
            write_text(row, 0, "nothing to draw", style_.part(Part::small_print));
            return;
        }
        add_chart(task_.workbook, to_, figure, {task_.name, &table, place(plan_, sheet_, block)}, row,
                  plan_.span_width);
    }

    [[nodiscard]] std::size_t table_block(std::string const& key) const {
        for (std::size_t block = 0; block < sheet_.blocks->size(); ++block) {
            auto const* const table = std::get_if<Table>(&(*sheet_.blocks)[block]);
            if (table != nullptr && table->key == key) return block;
        }
        throw Bug("xlsx: a figure refers to table '" + key + "', which its section does not have");
    }

    // Tables

    void write(Table const& table, Row row) {
        auto const where = place(plan_, sheet_, at_);
        if (!sheet_.data && !table.title.empty())
            write_text(row, 0, table.title, style_.part(Part::block_title));
        write_headings(table, where);
        for (std::size_t i = 0; i < table.rows && !sheet_.data; ++i)
            write_row(table, i, where);
        add_emphasis(to_, table, where, style_);
        mark_digits_as_text(table, where);
        if (sheet_.data) return;
        auto note_row = where.last + 1;
        if (table.rows == 0) write_text(note_row++, 0, "no rows", style_.part(Part::small_print));
        for (std::size_t i = 0; i < table.notes.size(); ++i) {
            write_small_print(note_row++, table.notes[i], i == 0 ? 4 : 0);
        }
    }

    void write_headings(Table const& table, TablePlace const& where) {
        check(worksheet_set_row(to_, where.header, heading_height(table, plan_), nullptr));
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto const& column = table.columns[i];
            write_text(where.header, i, column.heading, style_.heading(column.kind, i > 0));
            if (!column.explanation.empty()) write_explanation(where.header, i, column);
        }
        if (table.filter && table.rows > 0) {
            auto const last = column_number(table.columns.size() - 1);
            check(worksheet_autofilter(to_, where.header, 0, where.last, last));
        }
    }

    void write_explanation(Row row, std::size_t column, Column const& explained) {
        auto const words = one_line(explained.explanation);
        lxw_comment_options options{};
        options.width = 260;
        options.height = static_cast<std::uint16_t>(std::min(22 + 18 * lines(words, 36), 400));
        options.font_size = 9;
        check(worksheet_write_comment_opt(to_, row, column_number(column), words.c_str(), &options));
    }

    void write_row(Table const& table, std::size_t i, TablePlace const& where) {
        auto const row = where.first + static_cast<Row>(i);
        int most_lines = 1;
        for (std::size_t j = 0; j < table.columns.size(); ++j) {
            auto const cell = table.cells(i, j);
            write_cell(row, j, cell, face(table, i, j, cell));
            auto const* const words = std::get_if<std::string>(&cell.value);
            if (words != nullptr && wraps(table.columns[j], sheet_)) {
                most_lines = std::max(most_lines, lines(*words, plan_.widths[j] - 2));
            }
        }
        check(worksheet_set_row(to_, row, std::min(line_height * most_lines + 2, tallest_row), nullptr));
    }

    [[nodiscard]] Face face(Table const& table, std::size_t i, std::size_t j, Cell const& cell) const {
        auto const& column = table.columns[j];
        Face face;
        face.kind = column.kind;
        face.decimals = decimals_of(column.kind, column.decimals);
        face.tone = cell.tone;
        face.reason = std::holds_alternative<Absent>(cell.value);
        face.wraps = wraps(column, sheet_);
        face.indented = j > 0;
        face.ruled = true;
        face.last = i + 1 == table.rows;
        if (auto const* const number = std::get_if<double>(&cell.value))
            face.zero = shown_as_zero(*number, face.kind, face.decimals);
        return face;
    }

    void write_cell(Row row, std::size_t column, Cell const& cell, Face const& face) {
        if (auto const* const number = std::get_if<double>(&cell.value)) {
            write_number(row, column, *number, face);
        } else if (auto const* const whole = std::get_if<std::int64_t>(&cell.value)) {
            if (keeps_all_digits(*whole)) return write_number(row, column, static_cast<double>(*whole), face);
            write_text(row, column, std::to_string(*whole), style_.cell(face));
        } else if (auto const* const words = std::get_if<std::string>(&cell.value)) {
            write_text(row, column, *words, style_.cell(face));
        } else {
            write_text(row, column, std::get<Absent>(cell.value).reason, style_.cell(face));
        }
    }

    void write_number(Row row, std::size_t column, double number, Face const& face) {
        expects(std::isfinite(number), "xlsx: a number that is not finite");
        check(worksheet_write_number(to_, row, column_number(column), number == 0 ? 0.0 : number,
                                     style_.cell(face)));
    }

    /// Ids such as 007 are text on purpose: no green corner on each.
    void mark_digits_as_text(Table const& table, TablePlace const& where) {
        if (!sheet_.data || table.rows == 0) return;
        std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
        lxw_rowcol_to_range(range.data(), where.first, 0, where.last,
                            column_number(table.columns.size() - 1));
        check(worksheet_ignore_errors(to_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.data()));
    }

    // Text

    /// The library takes no text with a NUL in it; none is left after sheet_text().
    std::string counted(std::string_view words) {
        auto fitted = sheet_text(words);
        troubles_.cut += fitted.cut ? 1U : 0U;
        troubles_.repaired += fitted.repaired ? 1U : 0U;
        return std::move(fitted.text);
    }

    void write_text(Row row, std::size_t column, std::string_view words, lxw_format* format) {
        check(worksheet_write_string(to_, row, column_number(column), counted(words).c_str(), format));
    }

    void write_small_print(Row row, std::string const& words, double space_above) {
        auto const height = 12.5 * lines(words, plan_.span_width * 1.2) + space_above;
        check(worksheet_set_row(to_, row, std::min(height, tallest_row), nullptr));
        merge(row, 0, words, style_.part(Part::small_print));
    }

    /// Text from `column` to the end of the reading width.
    void merge(Row row, std::size_t column, std::string_view words, lxw_format* format) {
        auto const last = std::max<std::size_t>(plan_.span, 1) - 1;
        if (last <= column) return write_text(row, column, words, format);
        check(worksheet_merge_range(to_, row, column_number(column), row, column_number(last),
                                    counted(words).c_str(), format));
    }

    SheetTask const& task_;
    lxw_worksheet* to_;
    Sheet const& sheet_;
    Plan const& plan_;
    Style& style_;
    TextTroubles troubles_;
    std::size_t at_ = 0;  ///< the block being written
};

}  // namespace

TextTroubles write_sheet(SheetTask const& task) {
    return SheetWriter(task).write();
}

}  // namespace quaestor::document::xlsx
