/// Which column belongs to which form of a REDCap project, and which forms nobody opened.
#pragma once

#include "base/diagnostic.hpp"
#include "data/read_result.hpp"

#include <string>

namespace quaestor::data::exports {

/// Is it `<form>_complete`, with nothing but 0, 1 and 2 (or their words) in it?
[[nodiscard]] bool is_status(Column const& column);

/// Fills `read.exported.status`: from the dictionary, else the next status column behind a field is that of
/// its form. In a row whose form is not complete and where nothing of it was answered, its boxes are blank:
/// REDCap writes 0 both for a box that was left empty and for a form that was never opened (D188).
[[nodiscard]] Diagnostics look_at_forms(std::string const& file, Dictionary const* dictionary,
                                        ReadResult& read);

}  // namespace quaestor::data::exports
