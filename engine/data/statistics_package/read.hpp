/// A file of SPSS (.sav, .zsav, .por) or Stata (.dta) as a table, with what it says of its variables: labels,
/// labels of values, and which values mean no answer.
///
/// Three kinds of missing stay apart. A system missing value (in Stata `.`) is blank. A value that its
/// variable declares as missing, alone or within a range, is declared missing and keeps its code, and so is a
/// tagged one of Stata (`.a` to `.z`). What is missing by the definition alone is for scoring to see.
///
/// Numbers are exact; those of a Stata float are the shortest decimals that are that float. Texts lose the
/// blanks at their end, which fill the width of the variable. Dates and times become ISO text (date.hpp).
/// Weights are not applied.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"
#include "data/statistics_package/options.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data {

enum class PackageFormat {
    spss,           ///< .sav, .zsav
    spss_portable,  ///< .por
    stata,          ///< .dta
};

/// By how the file begins, or by the ending of its name (lower case, with its point) for an old Stata file,
/// whose beginning says little. None for another file.
[[nodiscard]] std::optional<PackageFormat> package_format(std::string_view bytes, std::string_view ending);

/// "SPSS file", "Stata file".
[[nodiscard]] std::string_view name_of(PackageFormat format);

/// `name` is the file's, for messages. Errors, with no table: D105, D114, D200 to D202, D204. A number that
/// is shown as a date and is none is an unreadable cell (finding D161).
[[nodiscard]] Outcome<ReadResult> read_package(std::string const& name, std::string_view bytes,
                                               PackageFormat format, PackageOptions const& options = {});

}  // namespace quaestor::data
