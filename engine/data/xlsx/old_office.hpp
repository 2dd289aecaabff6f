/// Files that begin like those of Office before 2007: an old workbook, or a new one with a password, which
/// Office puts into such a file. They are told apart and refused.
#pragma once

#include "base/diagnostic.hpp"

#include <string>
#include <string_view>

namespace quaestor::data::xlsx {

/// How all of them begin.
inline constexpr std::string_view old_office_mark = "\xD0\xCF\x11\xE0";

/// Error D106: what `bytes` seem to be and how to make a workbook of it that can be read.
[[nodiscard]] Diagnostic old_office_file(std::string const& file, std::string_view bytes);

}  // namespace quaestor::data::xlsx
