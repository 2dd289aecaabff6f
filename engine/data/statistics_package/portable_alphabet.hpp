/// With which bytes a portable file of SPSS writes its characters: a table of 256 stands in it, behind 200 bytes of titles.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::package {

/// The file as SPSS would write it, where it gives one byte to several characters: PSPP writes 8 for a raised 8 as well, and ReadStat
/// takes the last, so that it finds no number in the file. The first keeps the byte: those are the letters, digits and signs that
/// every portable file has. None where each byte stands for one character, or no table is there.
[[nodiscard]] std::optional<std::string> with_plain_alphabet(std::string_view bytes);

}  // namespace quaestor::data::package
