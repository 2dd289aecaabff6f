/// Whether a file writes 2.5 or 2,5, proved from its columns of numbers.
#pragma once

#include "base/decimal_mark.hpp"
#include "base/diagnostic.hpp"
#include "data/csv/options.hpp"
#include "data/table.hpp"

#include <string>
#include <vector>

namespace quaestor::data::csv {

/// What the cells of one column say together.
struct Witness {
    bool numbers = true;  ///< each cell is a number one way or another
    bool point = false;
    bool comma = false;
    bool point_or_group = false;
    bool comma_or_group = false;

    void hear(NumberShape shape);
    void hear(Witness const& other);
};

[[nodiscard]] Witness witness_of(Column const& column);

struct NamedWitness {
    std::string column;
    Witness says;
};

struct Notation {
    NumberNotation notation{};
    std::vector<std::string> decisions{};  ///< "decimal mark: ',' (as in the columns 'a' and 'b')"
    Diagnostics diagnostics{};
};

/// Columns in which every cell is a number in one notation or another bear witness; other texts do not. A
/// comma is proved only where another sign delimits the fields: between commas, `"1,4"` is rather two
/// answers. Where all witnesses look like `1,234`, or some say comma and others point, the mark stays unknown
/// and what it would decide is no number (warnings D118, D119), until the user says it.
[[nodiscard]] Notation find_notation(std::string const& name, std::vector<NamedWitness> const& witnesses,
                                     char delimiter, CsvOptions const& options);

/// Of these columns of a table.
[[nodiscard]] Notation find_notation(std::string const& name, Table const& table,
                                     std::vector<std::size_t> const& columns, char delimiter,
                                     CsvOptions const& options);

}  // namespace quaestor::data::csv
