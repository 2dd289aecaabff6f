#include "data/csv/decimal.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"
#include "data/csv/messages.hpp"

#include <algorithm>

namespace quaestor::data::csv {
namespace {

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

void Witness::hear(NumberShape shape) {
    numbers = numbers && shape != NumberShape::none;
    point = point || shape == NumberShape::point;
    comma = comma || shape == NumberShape::comma;
    point_or_group = point_or_group || shape == NumberShape::point_or_group;
    comma_or_group = comma_or_group || shape == NumberShape::comma_or_group;
}

void Witness::hear(Witness const& other) {
    numbers = numbers && other.numbers;
    point = point || other.point;
    comma = comma || other.comma;
    point_or_group = point_or_group || other.point_or_group;
    comma_or_group = comma_or_group || other.comma_or_group;
}

Witness witness_of(Column const& column) {
    Witness witness;
    if (column.kind() == ColumnKind::integer) return witness;
    bool const real = column.kind() == ColumnKind::real;
    for (std::size_t row = 0; row < column.size() && witness.numbers; ++row) {
        if (column.missing()[row] != MissingReason::none) continue;
        witness.hear(number_shape(column.text(row)));
        // A column of the reader's own reals has no comma, so its first clear point is all that it can say.
        if (real && witness.point) break;
    }
    return witness;
}

Notation find_notation(std::string const& name, std::vector<NamedWitness> const& witnesses, char delimiter,
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
    bool comma_in_doubt = false;
    // Between commas a point has no rival: whoever writes a decimal comma delimits with something else.
    bool const comma_file = delimiter == ',';
    for (auto const& [column, witness] : witnesses) {
        if (!witness.numbers) continue;
        if (witness.point) with_point.add(column);
        if (witness.comma && !comma_file) with_comma.add(column);
        bool const doubt = witness.comma_or_group || (witness.point_or_group && !comma_file);
        if (!doubt || witness.point || witness.comma) continue;
        in_doubt.add(column);
        comma_in_doubt = comma_in_doubt || witness.comma_or_group;
    }
    auto const unknown = [&](std::string_view code, std::string message) {
        found.notation.mark = DecimalMark::unknown;
        found.decisions.push_back("decimal mark: not known (" + message + ")");
        found.diagnostics.add({Severity::warning, std::string(code), std::move(message), {}, ask, name});
    };
    if (with_point.any() && with_comma.any()) {
        bool const one_column = with_point.shown() == with_comma.shown() && !with_point.several();
        unknown(code::two_decimal_marks,
                one_column ? with_point.shown() + " has numbers with a decimal point and others with a comma; those with "
                                                  "a comma are not read"
                           : with_point.shown() + (with_point.several() ? " write" : " writes") +
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
                    " can be read in two ways, as " + (comma_in_doubt ? "1,234" : "1.234") +
                    " can be 1.234 or 1234; such cells are not read");
    } else if (with_point.any()) {
        found.decisions.push_back("decimal mark: '.' (as in " + with_point.shown() + ")");
    }
    return found;
}

Notation find_notation(std::string const& name, Table const& table, std::vector<std::size_t> const& columns,
                       char delimiter, CsvOptions const& options) {
    std::vector<NamedWitness> witnesses;
    for (auto const c : columns)
        witnesses.push_back({table.column(c).name(), witness_of(table.column(c))});
    return find_notation(name, witnesses, delimiter, options);
}

}  // namespace quaestor::data::csv
