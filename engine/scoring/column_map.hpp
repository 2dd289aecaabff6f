/// A map: a small table of people's making that says which column of a data file is which item. One row for
/// each item, or for each column that is not used:
///
///   # columns of the clinic's export
///   instrument,item,column
///   phq9,q1,tired_01
///   phq9,age,age_years
///   ,,remarks
///
/// `item` is the id of an item or of a fact about the respondent; without one, the column is not used; an
/// item without a column has none. `instrument` may be left out where one alone has such an item. Columns of
/// the map may stand in any order, in capitals too; `how`, `suggestion`, `topic` and `note` are for people
/// and not read.
#pragma once

#include "base/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::scoring {

/// Texts as they stand in the map, without blanks around them.
struct MapRow {
    std::uint32_t line = 0;
    std::string instrument;
    std::string item;
    std::string column;
    std::string suggestion;  ///< a column that only may be the one: never taken
};

struct ColumnMap {
    std::string name;  ///< of its file
    std::vector<MapRow> rows;

    /// "map.csv:4"
    [[nodiscard]] std::string place(MapRow const& row) const { return name + ":" + std::to_string(row.line); }
};

/// The map in a CSV, TSV or Excel file of any dialect that the data readers know. A line that begins with #
/// is a comment. Errors D1xx where the file cannot be read, C040 where it is no map, and for each row that
/// cannot be read.
[[nodiscard]] Outcome<ColumnMap> read_column_map(std::string const& name, std::string bytes);

}  // namespace quaestor::scoring
