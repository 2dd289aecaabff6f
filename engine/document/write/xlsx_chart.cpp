#include "document/write/xlsx_chart.hpp"

#include "base/expects.hpp"
#include "document/number_format.hpp"
#include "document/write/clean_text.hpp"
#include "document/write/xlsx_check.hpp"
#include "document/write/xlsx_style.hpp"

#include <algorithm>
#include <array>
#include <new>

#include <xlsxwriter.h>

namespace quaestor::document::xlsx {
namespace {

constexpr std::uint32_t text_colour = 0x52606D;

/// Light to dark: the order of the series is an order of degree.
constexpr std::array<std::uint32_t, 6> ramp{0xDCE8EE, 0xADC9D7, 0x7AA7BD, 0x4A829E, colour::accent, 0x12384C};

/// Colour of series `at` of `count`, spread over the whole ramp.
std::uint32_t shade(std::size_t at, std::size_t count) {
    if (count == 1) return ramp[3];
    return ramp[std::min(at * (ramp.size() - 1) / (count - 1), ramp.size() - 1)];
}

std::uint8_t library_type(Chart chart) {
    switch (chart) {
        case Chart::lines:
            return LXW_CHART_LINE;
        case Chart::columns:
            return LXW_CHART_COLUMN;
        case Chart::bars:
            return LXW_CHART_BAR;
        case Chart::stacked_bars:
            return LXW_CHART_BAR_STACKED;
        case Chart::stacked_percent_bars:
            return LXW_CHART_BAR_STACKED_PERCENT;
    }
    throw Bug("xlsx: unknown kind of chart");
}

bool is_lying(Chart chart) {
    return chart != Chart::lines && chart != Chart::columns;
}

lxw_chart_font small_font() {
    lxw_chart_font font{};
    font.size = 9;
    font.color = text_colour;
    font.bold = LXW_EXPLICIT_FALSE;
    return font;
}

lxw_chart_line thin_line(std::uint32_t ink) {
    lxw_chart_line line{};
    line.color = ink;
    line.width = 0.75F;
    return line;
}

lxw_chart_line no_line() {
    lxw_chart_line line{};
    line.none = LXW_TRUE;
    return line;
}

void draw_line(lxw_chart_series* series, Stroke stroke) {
    lxw_chart_line line{};
    line.width = stroke == Stroke::main ? 2.25F : 1.5F;
    line.color = stroke == Stroke::main ? colour::accent : colour::muted;
    if (stroke == Stroke::reference) line.dash_type = LXW_CHART_LINE_DASH_DASH;
    if (stroke == Stroke::limit) line.dash_type = LXW_CHART_LINE_DASH_ROUND_DOT;
    chart_series_set_line(series, &line);
    if (stroke != Stroke::main) {
        chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
        return;
    }
    lxw_chart_fill fill{};
    fill.color = colour::accent;
    auto border = thin_line(colour::white);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 6);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &border);
}

void draw_bar(lxw_chart_series* series, std::uint32_t colour) {
    lxw_chart_fill fill{};
    fill.color = colour;
    auto border = thin_line(colour::white);
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &border);
}

void add_series(lxw_chart* chart, Figure const& figure, ChartSource const& source) {
    auto const* const name = source.sheet_name.c_str();
    auto const& [first, last] = std::pair(source.place.first, source.place.last);
    auto const categories = static_cast<lxw_col_t>(source.table->column(figure.categories));
    for (std::size_t at = 0; at < figure.series.size(); ++at) {
        auto const column = static_cast<lxw_col_t>(source.table->column(figure.series[at].column));
        auto* const series = chart_add_series(chart, nullptr, nullptr);
        if (series == nullptr) throw std::bad_alloc();
        chart_series_set_categories(series, name, first, categories, last, categories);
        chart_series_set_values(series, name, first, column, last, column);
        chart_series_set_name_range(series, name, source.place.header, column);
        if (figure.chart == Chart::lines) {
            draw_line(series, figure.series[at].stroke);
        } else {
            draw_bar(series, shade(at, figure.series.size()));
        }
    }
}

void set_axis(lxw_chart_axis* axis, Axis const& wanted) {
    auto font = small_font();
    auto line = thin_line(0xBCC5CD);
    chart_axis_set_num_font(axis, &font);
    chart_axis_set_line(axis, &line);
    if (wanted.low) chart_axis_set_min(axis, *wanted.low);
    if (wanted.high) chart_axis_set_max(axis, *wanted.high);
    if (wanted.title.empty()) return;
    // A name that starts with '=' would be taken for a reference to a cell.
    auto const title = one_line(wanted.title);
    chart_axis_set_name(axis, (title.front() == '=' ? " " + title : title).c_str());
    chart_axis_set_name_font(axis, &font);
}

void set_axes(lxw_chart* chart, Figure const& figure, Table const& table) {
    // To the library the x axis is the one that lies, whatever stands on it.
    auto* const categories = is_lying(figure.chart) ? chart->y_axis : chart->x_axis;
    auto* const values = is_lying(figure.chart) ? chart->x_axis : chart->y_axis;
    set_axis(categories, figure.category_axis);
    set_axis(values, figure.value_axis);
    auto grid = thin_line(0xE8ECEF);
    chart_axis_set_major_tick_mark(categories, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    auto const& first = table.columns[table.column(figure.series.front().column)];
    auto const is_share = first.kind == Kind::percent || figure.chart == Chart::stacked_percent_bars;
    chart_axis_set_num_format(values, is_share ? "0%" : "General");
    if (!is_lying(figure.chart)) return;
    // Lying bars start at the bottom by themselves, while the table starts at the top.
    chart_axis_set_reverse(categories);
    chart_axis_set_crossing_max(categories);
}

void set_surroundings(lxw_chart* chart, Figure const& figure) {
    auto font = small_font();
    auto border = no_line();
    chart_title_off(chart);
    chart_chartarea_set_line(chart, &border);
    if (figure.series.size() == 1) {
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    } else {
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        chart_legend_set_font(chart, &font);
    }
    if (figure.chart != Chart::lines) chart_set_series_gap(chart, 60);
}

}  // namespace

void add_chart(lxw_workbook* workbook, lxw_worksheet* sheet, Figure const& figure, ChartSource const& source,
               std::uint32_t row, double width_in_characters) {
    expects(!figure.series.empty(), "xlsx: a figure without series");
    auto* const chart = workbook_add_chart(workbook, library_type(figure.chart));
    if (chart == nullptr) throw std::bad_alloc();
    add_series(chart, figure, source);
    set_axes(chart, figure, *source.table);
    set_surroundings(chart, figure);

    auto description = one_line(figure.description.empty() ? figure.title : figure.description);
    constexpr double character = 7;  // pixels
    auto const width = std::min(width_in_characters * character, 760.0);
    auto const height = (figure_rows - 0.5) * 20;
    lxw_chart_options options{};
    options.x_scale = width / 480;  // the library's own size
    options.y_scale = height / 288;
    options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
    options.description = description.empty() ? nullptr : description.data();
    check(worksheet_insert_chart_opt(sheet, row, 0, chart, &options));
}

}  // namespace quaestor::document::xlsx
