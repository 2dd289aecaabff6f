/// What a cell says: the text or number that its file stores, read as Excel shows it.
#pragma once

#include "base/decimal_mark.hpp"
#include "data/text_cells.hpp"
#include "data/xlsx/date.hpp"
#include "data/xlsx/sheet.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::xlsx {

/// Why a cell says nothing, although something is in it.
enum class Unreadable {
    error,             ///< #N/A and the like
    formula,           ///< a formula whose value is not stored
    outside_calendar,  ///< shown as a date, and no number of a day
    no_number,         ///< stored as a number, and none
};

struct Value {
    enum class Kind { blank, text, number, unreadable };

    Kind kind = Kind::blank;
    std::string_view text{};  ///< valid until the next call
    double number = 0;
    Unreadable why = Unreadable::error;
    bool was_text = false;        ///< a number that stands as text, in the notation that was declared
    bool is_date = false;         ///< a text made of a number that is shown as a date or time
    bool rounded = false;         ///< a number with more than the 15 digits that Excel shows
    bool beyond_fifteen = false;  ///< a whole number with more than 15 digits
};

class CellValues {
public:
    /// The first two must outlive it.
    CellValues(TextCells const& strings, std::vector<DateKind> const& styles, bool since_1904,
               NumberNotation notation)
        : strings_(strings), styles_(styles), since_1904_(since_1904), notation_(notation) {}

    /// None for a shared text that is not in the list.
    ///
    /// A whole number is taken as it is. Of any other the first 15 digits count, which is what Excel shows
    /// and compares: a stored 0.30000000000000004 is 0.3. TRUE and FALSE are texts. Dates and times become
    /// ISO text, see date.hpp. A formula has the value that was stored with it. A text such as '2,5' is a
    /// number where the notation was declared.
    [[nodiscard]] std::optional<Value> of(Cell const& cell);

private:
    [[nodiscard]] Value number(Cell const& cell);
    [[nodiscard]] Value of_text(std::string_view text) const;

    TextCells const& strings_;
    std::vector<DateKind> const& styles_;
    bool since_1904_;
    NumberNotation notation_;
    std::string buffer_;
};

/// For people: "an error of Excel (#N/A)". `cell` is one that is unreadable for that reason.
[[nodiscard]] std::string describe(Unreadable why, Cell const& cell);

}  // namespace quaestor::data::xlsx
