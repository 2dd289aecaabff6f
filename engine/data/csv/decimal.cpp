#include "data/csv/decimal.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/messages.hpp"

#include <algorithm>

namespace quaestor::data::csv {
namespace {

/// What the cells of one column say together.
struct Witness {
    bool numbers = true;  ///< each cell is a number one way or another
    bool point = false;
    bool comma = false;
    bool point_or_group = false;
    bool comma_or_group = false;
};

void hear(Witness& witness, NumberShape shape) {
    witness.numbers = witness.numbers && shape != NumberShape::none;
    witness.point = witness.point || shape == NumberShape::point;
    witness.comma = witness.comma || shape == NumberShape::comma;
    witness.point_or_group = witness.point_or_group || shape == NumberShape::point_or_group;
    witness.comma_or_group = witness.comma_or_group || shape == NumberShape::comma_or_group;
}

Witness witness_of(Column const& column) {
    Witness witness;
    if (column.kind() == ColumnKind::integer) return witness;
    bool const real = column.kind() == ColumnKind::real;
    for (std::size_t row = 0; row < column.size() && witness.numbers; ++row) {
        if (column.missing()[row] != MissingReason::none) continue;
        hear(witness, number_shape(column.text(row)));
        // A column of the reader's own reals has no comma, so its first clear point is all that it can say.
        if (real && witness.point) break;
    }
    return witness;
}

/// "the columns 'a', 'b' and 3 more".
class Columns {
public:
    void add(std::string const& name) {
        ++count_;
        if (count_ <= most_named) names_.push_back("'" + shortened(name) + "'");
    }
    [[nodiscard]] bool any() const { return count_ > 0; }
    [[nodiscard]] bool several() const { return count_ > 1; }
    [[nodiscard]] std::string shown() const {
        auto const more = count_ > most_named ? " and " + text::grouped(count_ - most_named) + " more" : "";
        return (count_ == 1 ? "the column " : "the columns ") + text::join(names_, ", ") + more;
    }

private:
    static constexpr std::size_t most_named = 3;
    std::vector<std::string> names_;
    std::size_t count_ = 0;
};

char const* const ask = "say which it is with --decimal , or --decimal .";

}  // namespace

Notation find_notation(std::string const& name, Table const& table, char delimiter,
                       CsvOptions const& options) {
    Notation found;
    if (options.decimal) {
        found.notation = {*options.decimal, true};
        found.decisions.push_back(std::string("decimal mark: ") +
                                  (*options.decimal == DecimalMark::comma ? "','" : "'.'") + " (given)");
        return found;
    }
    Columns with_point;
    Columns with_comma;
    Columns in_doubt;
    // Between commas a point has no rival: whoever writes a decimal comma delimits with something else.
    bool const comma_file = delimiter == ',';
    for (auto const& column : table.columns()) {
        auto const witness = witness_of(column);
        if (!witness.numbers) continue;
        if (witness.point) with_point.add(column.name());
        if (witness.comma && !comma_file) with_comma.add(column.name());
        bool const doubt = witness.comma_or_group || (witness.point_or_group && !comma_file);
        if (doubt && !witness.point && !witness.comma) in_doubt.add(column.name());
    }
    auto const unknown = [&](std::string_view code, std::string message) {
        found.notation.mark = DecimalMark::unknown;
        found.decisions.push_back("decimal mark: not known (" + message + ")");
        found.diagnostics.add({Severity::warning, std::string(code), std::move(message), {}, ask, name});
    };
    if (with_point.any() && with_comma.any()) {
        unknown(code::two_decimal_marks, with_point.shown() + (with_point.several() ? " write" : " writes") +
                                             " a decimal point and " + with_comma.shown() +
                                             " a comma; numbers with a comma are not read");
    } else if (with_comma.any()) {
        found.notation.mark = DecimalMark::comma;
        found.decisions.push_back("decimal mark: ',' (numbers like 2,5 in " + with_comma.shown() + ")");
        found.diagnostics.add({Severity::note,
                               std::string(code::decimal_comma),
                               "numbers are read with a decimal comma, as in " + with_comma.shown(),
                               {},
                               {},
                               name});
    } else if (in_doubt.any() && !with_point.any()) {
        unknown(code::ambiguous_numbers,
                "numbers in " + in_doubt.shown() +
                    " can be read in two ways, as 1,234 can be 1.234 or 1234; such cells are not read");
    } else if (with_point.any()) {
        found.decisions.push_back("decimal mark: '.' (as in " + with_point.shown() + ")");
    }
    return found;
}

}  // namespace quaestor::data::csv
