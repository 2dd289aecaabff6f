/// A data file as columns of equal length, with nothing lost: from each cell one gets back the text that
/// stood in the file.
///
/// Values lie one after another, so that a scorer runs along a column; where a value is missing, `missing()`
/// says why.
#pragma once

#include "base/decimal_mark.hpp"
#include "base/missing.hpp"
#include "data/column_info.hpp"
#include "data/refused_rows.hpp"
#include "data/text_cells.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data {

/// Programs whose exports are known, and FHIR, which many write.
enum class Origin { none, qualtrics, redcap, limesurvey, fhir };

/// A column is integer or real only when each of its numbers, written back, gives exactly the file's own text
/// (see number_text.hpp). Blank cells do not count, so a column without any content is integer.
enum class ColumnKind { integer, real, text };

/// From a file a cell is present, blank (empty, or nothing but blanks), declared (a code that the file itself
/// declares as missing) or unreadable (in a row that was refused, or a cell of a sheet that shows an error; a
/// finding says which).
class Column {
public:
    /// Lengths must agree. A cell whose reason is not `none` has no value, whatever number stands there.
    [[nodiscard]] static Column integer(std::string name, std::vector<std::int32_t> values,
                                        std::vector<MissingReason> missing);
    [[nodiscard]] static Column real(std::string name, std::vector<double> values,
                                     std::vector<MissingReason> missing);
    [[nodiscard]] static Column text(std::string name, TextCells texts, std::vector<MissingReason> missing);

    [[nodiscard]] std::string const& name() const { return name_; }
    /// What else the column goes by: `phq_SQ001` for a heading `phq[SQ001]. Little interest`. Empty for none.
    [[nodiscard]] std::string const& other_name() const { return other_name_; }
    void set_other_name(std::string name) { other_name_ = std::move(name); }
    /// A column of the survey program itself, such as how long it took: no question.
    [[nodiscard]] bool of_program() const { return of_program_; }
    void set_of_program() { of_program_ = true; }
    [[nodiscard]] ColumnKind kind() const { return kind_; }
    [[nodiscard]] std::size_t size() const { return missing_.size(); }
    /// One for each row, in every kind of column.
    [[nodiscard]] std::span<MissingReason const> missing() const { return missing_; }
    /// Only of an integer column. 0 where the value is missing, but a code that was declared missing stays.
    [[nodiscard]] std::span<std::int32_t const> integers() const;
    /// Only of a real column. NaN where the value is missing, but a code that was declared missing stays.
    [[nodiscard]] std::span<double const> reals() const;
    /// Only of a text column. A blank cell of blanks keeps its blanks.
    [[nodiscard]] TextCells const& texts() const;
    /// The cell as text, whatever the kind; empty where a number is missing, unless it was declared missing.
    [[nodiscard]] std::string text(std::size_t row) const;

    /// How this column writes its numbers, where that is known apart from the rest of the file.
    [[nodiscard]] std::optional<NumberNotation> notation() const { return notation_; }
    void set_notation(NumberNotation notation) { notation_ = notation; }

    /// What the file says of the column.
    [[nodiscard]] ColumnInfo const& info() const { return info_; }
    void set_info(ColumnInfo info) { info_ = std::move(info); }

    /// The cell is no value, for `reason`. It keeps its text where the reason is `declared`.
    void set_missing(std::size_t row, MissingReason reason);
    /// The rows of these places, ascending, and no others.
    void keep_rows(std::span<std::size_t const> rows);

private:
    Column(std::string name, ColumnKind kind, std::vector<MissingReason> missing);

    std::string name_;
    std::string other_name_;
    bool of_program_ = false;
    ColumnKind kind_;
    std::optional<NumberNotation> notation_;
    std::vector<MissingReason> missing_;
    std::vector<std::int32_t> integers_;
    std::vector<double> reals_;
    TextCells texts_;
    ColumnInfo info_;
};

/// How places of a file are told to people: by the lines of a text file, by the cells of a sheet, or by rows
/// from 1 where a file has neither.
struct Places {
    enum class Kind { lines, cells, rows };

    Kind kind = Kind::lines;
    std::string sheet{};                   ///< the name of the sheet
    std::vector<std::uint32_t> columns{};  ///< where each column of the table stands in the sheet, from 0
};

/// Columns that stood side by side in the file and lie under each other in the table: each row of the file has become
/// several, which take turns. See lengthen.hpp.
struct Turns {
    /// Where a column of the table stands in the file while it is one turn's.
    struct Place {
        std::string name;                ///< the heading of the file
        std::uint32_t sheet_column = 0;  ///< in a sheet, from 0
    };
    std::vector<std::vector<Place>> places{};  ///< by turn and column; empty: nothing takes turns
    std::vector<std::uint32_t> turn{};         ///< by row of the table
    std::vector<std::uint32_t> file_row{};     ///< by row of the table, from 0: rows of one respondent have the same
};

/// Rows and columns count from 0; lines count from 1 as in the file, where the header is usually line 1. The
/// line of a row in a sheet is the number that the sheet shows beside it.
class Table {
public:
    Table() = default;
    /// `lines` has the line on which each row starts; every column is as long. Refused rows are unreadable in
    /// each column.
    Table(std::vector<Column> columns, std::vector<std::uint32_t> lines, RefusedRows refused = {},
          Places places = {});

    [[nodiscard]] std::size_t row_count() const { return lines_.size(); }
    [[nodiscard]] std::size_t column_count() const { return columns_.size(); }
    [[nodiscard]] std::span<Column const> columns() const { return columns_; }
    [[nodiscard]] Column const& column(std::size_t column) const;

    /// The column of exactly that name.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    /// Every column of that name when upper and lower case (ASCII) are the same; more than one is for the
    /// caller to settle. Where no column is called so, those that go by it as their other name.
    [[nodiscard]] std::vector<std::size_t> find_ignoring_case(std::string_view name) const;

    /// Line of the file on which the row starts. Differs from the row's number where fields run over several
    /// lines.
    [[nodiscard]] std::uint32_t line(std::size_t row) const;
    [[nodiscard]] Places const& places() const { return places_; }
    /// What line() counts: "line" of a text file, else "row".
    [[nodiscard]] std::string_view line_word() const {
        return places_.kind == Places::Kind::lines ? "line" : "row";
    }
    /// For people: "line 18", "row 18 of sheet 'Data'", "row 18".
    [[nodiscard]] std::string place(std::size_t row) const;
    /// "line 18, column 'w6'", or "sheet 'Data', cell C18, column 'w6'".
    [[nodiscard]] std::string place(std::size_t row, std::size_t column) const;
    /// The same of what stands on a line, whether or not the table holds it.
    [[nodiscard]] std::string place_at(std::uint32_t line) const;
    [[nodiscard]] std::string place_at(std::uint32_t line, std::size_t row, std::size_t column) const;

    /// How the file calls the column in this row; where nothing takes turns that is the column's name.
    [[nodiscard]] std::string const& heading(std::size_t row, std::size_t column) const;
    /// The row's place among the respondents of the file, from 0; where nothing takes turns that is `row`.
    [[nodiscard]] std::size_t file_row(std::size_t row) const;
    [[nodiscard]] Turns const& turns() const { return turns_; }
    /// One place for each column and turn, one turn for each row.
    void set_turns(Turns turns);

    [[nodiscard]] bool refused(std::size_t row) const { return refused_.contains(row); }
    /// Ascending.
    [[nodiscard]] std::span<std::uint32_t const> refused_rows() const { return refused_.rows(); }

    /// How its texts write numbers; `text()` stays as it stands in the file.
    [[nodiscard]] NumberNotation notation() const { return notation_; }
    /// That of one column: its own where it has one.
    [[nodiscard]] NumberNotation notation(std::size_t column) const;
    void set_notation(NumberNotation notation) { notation_ = notation; }

    /// The program that wrote the file, where that is proved or was said.
    [[nodiscard]] Origin origin() const { return origin_; }
    void set_origin(Origin origin) { origin_ = origin; }

    /// The cell's own text. Of a refused row: what stood at that place, which may belong to another column.
    [[nodiscard]] std::string text(std::size_t column, std::size_t row) const;

    /// The column to change. A column of another length must not take its place.
    [[nodiscard]] Column& column_to_change(std::size_t column);
    /// Refuses further rows (ascending). What stood in them can still be read with text().
    void refuse(std::span<std::size_t const> rows);
    /// What stood in the rows refused so far is forgotten.
    void forget_refused_texts();
    /// The rows of these places, ascending, and no others.
    void keep_rows(std::span<std::size_t const> rows);
    /// The columns of these places, ascending, and no others.
    void keep_columns(std::span<std::size_t const> columns);

private:
    [[nodiscard]] bool takes_turns(std::size_t row) const { return row < turns_.turn.size(); }

    std::vector<Column> columns_;
    std::vector<std::uint32_t> lines_;
    RefusedRows refused_;
    NumberNotation notation_;
    Places places_;
    Turns turns_;
    Origin origin_ = Origin::none;
};

}  // namespace quaestor::data
