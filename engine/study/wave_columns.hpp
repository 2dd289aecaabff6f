/// Which columns of a file belong to which wave, where waves stand side by side: proved from the names of the
/// columns and from the items that they must be.
#pragma once

#include "base/diagnostic.hpp"
#include "data/lengthen.hpp"
#include "instrument/model.hpp"
#include "study/wave_marks.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

/// Names of columns as waves are looked for in them: the heading, or the code of a question where that is
/// known.
[[nodiscard]] std::vector<std::string> names_with_marks(data::Table const& table);

struct DividedColumns {
    data::SideBySide sides;
    std::vector<std::string> decisions;  ///< where the marks stand, for the receipt
};

/// A mark stands where the columns that have it there are all items of one of the instruments. A column
/// without any mark holds for all waves, and so does one whose rest is another column's name.
///
/// Errors: a mark that no column has, or whose columns are not the items (C050); one that fits in two places
/// (C051); columns of which several would be one item in one wave, and an item that stands without a mark
/// too, where no wave is without (C053).
[[nodiscard]] Outcome<DividedColumns> divide_by_waves(
    std::vector<std::string> const& names, std::vector<WaveMark> const& marks,
    std::vector<instrument::Instrument const*> const& instruments, std::string const& file);

}  // namespace quaestor::study
