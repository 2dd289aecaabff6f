/// Names as SPSS allows them for variables.
#pragma once

#include <string>
#include <vector>

namespace quaestor::document {

/// A name for each key, in order: letters, digits and `.` `_` `@` `#` `$`, a letter or `@` in front, no point
/// at the end, at most 64 bytes, no word of the command language, no two alike without regard to case. A key
/// that is such a name stays as it is. Of others, what is not allowed becomes `_`, a first character that
/// cannot stand there gets `v_` in front of it, and of names that would be alike, the later get `_2`, `_3`.
[[nodiscard]] std::vector<std::string> sav_names(std::vector<std::string> const& keys);

}  // namespace quaestor::document
