#include "base/missing.hpp"

namespace quaestor {

std::string_view describe(MissingReason reason) {
    switch (reason) {
        case MissingReason::none:
            return "present";
        case MissingReason::blank:
            return "blank";
        case MissingReason::declared:
            return "declared missing";
        case MissingReason::skipped:
            return "not asked";
        case MissingReason::not_applicable:
            return "not applicable";
        case MissingReason::out_of_range:
            return "out of range";
        case MissingReason::unreadable:
            return "unreadable";
        case MissingReason::unknown_key:
            return "not in the table";
        case MissingReason::undefined:
            return "undefined arithmetic";
    }
    return "";
}

}  // namespace quaestor
