/// Answers of libxlsxwriter's calls. What it refuses ends the workbook.
#pragma once

#include <stdexcept>

namespace quaestor::document::xlsx {

struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws Refused unless `answer`, an lxw_error, says that all went well.
void check(int answer);

}  // namespace quaestor::document::xlsx
