/// What a report says, in a form that every writer understands: titles, paragraphs, tables, figures, notes.
///
/// Nothing here knows a file format, and nothing knows where the numbers come from. Tables are read cell by
/// cell through a function, so that a table of a million rows is written without ever being copied. Texts are
/// UTF-8.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quaestor::document {

/// How a text or a cell is meant to strike the reader; the writer chooses the colours.
enum class Tone { plain, good, notice, warning, bad, muted, strong };

/// No value. A reason is shown small and grey where the value would stand; without one the cell is simply
/// empty.
struct Absent {
    std::string reason{};
};

struct Cell {
    using Value = std::variant<Absent, std::int64_t, double, std::string>;

    Value value{};
    Tone tone = Tone::plain;

    Cell() = default;
    Cell(double number, Tone tone_ = Tone::plain)
        : value(number), tone(tone_) {}  ///< must be finite when written
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) Cell(T number, Tone tone_ = Tone::plain)
        : value(static_cast<std::int64_t>(number)), tone(tone_) {}
    Cell(std::string text, Tone tone_ = Tone::plain) : value(std::move(text)), tone(tone_) {}
    Cell(std::string_view text, Tone tone_ = Tone::plain) : value(std::string(text)), tone(tone_) {}
    Cell(char const* text, Tone tone_ = Tone::plain) : value(std::string(text)), tone(tone_) {}

    [[nodiscard]] static Cell absent(std::string reason = {});
    /// `number`, or absent with `reason` where it is NaN or infinite.
    [[nodiscard]] static Cell number_or(double number, std::string reason);
};

/// What a column holds: decides number format and alignment.
enum class Kind {
    text,
    flag,         ///< a short word out of a few (yes, no, mild, complete), centred
    count,        ///< a whole number of things: 1,234
    number,       ///< a quantity in its own unit: 12.35
    coefficient,  ///< bounded by one (loading, correlation, reliability), so without a leading zero: .84
    p_value,      ///< three decimals, and "< .001"
    percent,      ///< the cell holds the fraction: 0.125 is shown as 12.5%
};

/// A number that stands for a word where variables are numbers with labels.
struct Code {
    double number = 0;
    std::string word;
};

/// Numbers that mean no answer, both ends included, which may be infinite; one number where they are alike.
struct NoAnswer {
    double low = 0;
    double high = 0;
};

/// What a column is in a file whose variables have types (SPSS). Other formats show the cells as they are.
struct Variable {
    std::string label{};              ///< empty: the heading
    std::vector<Code> codes{};        ///< the words of a flag and their numbers, or labels of some numbers
    bool ordered = false;             ///< the codes go from less to more
    bool numbers = false;             ///< the cells are texts, and each is a number
    std::vector<NoAnswer> missing{};  ///< at most three numbers, or a range and a number
};

struct Column {
    std::string key;      ///< stable name: the heading in CSV
    std::string heading;  ///< for people
    Kind kind = Kind::text;
    std::optional<int> decimals{};  ///< none: the usual number for the kind, see number_format.hpp
    std::optional<double> width{};  ///< in characters; none: from the heading and the first rows
    std::string explanation{};      ///< a sentence or two that a reader can call up at the heading
    Variable variable{};
};

/// Conditions on a cell's value. Numbers only meet numbers: an empty cell fulfils none of them.
namespace when {
/// The text, without regard to case, as spreadsheets compare.
struct Equals {
    std::string text;
};
struct Below {
    double limit;
};
struct AtLeast {
    double limit;
};
/// Both ends included.
struct Between {
    double low;
    double high;
};
/// |value| < limit
struct MagnitudeBelow {
    double limit;
};
struct MagnitudeAtLeast {
    double limit;
};
}  // namespace when
using Condition = std::variant<when::Equals, when::Below, when::AtLeast, when::Between, when::MagnitudeBelow,
                               when::MagnitudeAtLeast>;

/// Cells that fulfil `condition` take `tone`.
struct ToneRule {
    Condition condition;
    Tone tone = Tone::notice;
};
/// A continuous background: one colour at `low`, white at `middle`, the accent at `high`.
struct ColourScale {
    double low = -1, middle = 0, high = 1;
};
/// A bar in the cell, empty at `low` and full at `high`.
struct DataBar {
    double low = 0, high = 1;
};

/// Stays alive in formats that can compute: change the number and the colour follows.
struct Emphasis {
    std::vector<std::string> columns;  ///< keys
    std::variant<ToneRule, ColourScale, DataBar> look;
};

struct Table {
    std::string key;
    std::string title{};  ///< empty: none is shown
    std::vector<Column> columns{};
    std::size_t rows = 0;
    /// Called in row order, perhaps more than once; columns by position.
    std::function<Cell(std::size_t row, std::size_t column)> cells{};
    std::size_t frozen_columns = 0;    ///< leading columns that stay while scrolling
    bool filter = false;               ///< offer to filter and sort by every column
    std::vector<Emphasis> emphasis{};  ///< where two rules hold, the first wins
    std::vector<std::string> notes{};  ///< small print under the table

    /// Takes rows that are held in memory: for the short tables of a report. Every row has one cell per
    /// column.
    void hold(std::vector<std::vector<Cell>> held);
    /// Position of the column with that key; a Bug when there is none.
    [[nodiscard]] std::size_t column(std::string_view column_key) const;
};

struct Paragraph {
    std::string text;
    Tone tone = Tone::plain;  ///< good, notice, warning and bad become a coloured box
};

/// A list of short remarks under one title: warnings, decisions, sources.
struct Notes {
    std::string title{};
    std::vector<Paragraph> items{};
};

struct Axis {
    std::string title{};
    std::optional<double> low{};  ///< none: chosen by whoever draws
    std::optional<double> high{};
};

enum class Stroke { main, reference, limit };  ///< full line with marks in the accent; grey dashes; grey dots

struct Series {
    std::string column;            ///< key of the table's column; its heading names the series
    Stroke stroke = Stroke::main;  ///< for lines; bars go from light to dark in the order of the series
};

enum class Chart {
    lines,
    columns,  ///< upright bars, side by side
    bars,     ///< lying bars, side by side, first row on top
    stacked_bars,
    stacked_percent_bars,  ///< every row filled up to 100%
};

/// A chart of a table in the same section, which it refers to and does not copy.
struct Figure {
    std::string key;
    std::string title{};
    Chart chart = Chart::lines;
    std::string table;       ///< key
    std::string categories;  ///< key of the column that labels the rows
    std::vector<Series> series{};
    Axis category_axis{};
    Axis value_axis{};
    std::string description{};  ///< for readers who cannot see it; empty: the title
};

using Block = std::variant<Paragraph, Table, Figure, Notes>;

struct Section {
    std::string key;
    std::string title;  ///< short: names the sheet
    std::vector<Block> blocks{};
    /// One table and nothing else, its heading in the first row: for filters, pivots and programs. `blocks`
    /// is then that one table, without title and notes.
    bool data_sheet = false;
};

struct Fact {
    std::string name;
    std::string value;
};

struct Document {
    std::string title;
    std::string subtitle{};
    std::vector<Block> summary{};  ///< the first page: what matters most, warnings first
    std::vector<Fact> facts{};     ///< where it all came from; closes the first page
    std::vector<Section> sections{};
    std::string producer{};  ///< program and version
};

}  // namespace quaestor::document
