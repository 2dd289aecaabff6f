#include "document/write/xlsx_check.hpp"

#include <xlsxwriter.h>

namespace quaestor::document::xlsx {

void check(int answer) {
    if (answer != LXW_NO_ERROR) throw Refused(lxw_strerror(static_cast<lxw_error>(answer)));
}

}  // namespace quaestor::document::xlsx
