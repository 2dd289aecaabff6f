#include "report/missing_key.hpp"

namespace quaestor::report {

std::string missing_key(MissingReason reason) {
    switch (reason) {
        case MissingReason::none: return "none";
        case MissingReason::blank: return "blank";
        case MissingReason::declared: return "declared";
        case MissingReason::skipped: return "skipped";
        case MissingReason::not_applicable: return "not_applicable";
        case MissingReason::out_of_range: return "out_of_range";
        case MissingReason::unreadable: return "unreadable";
        case MissingReason::unknown_key: return "unknown_key";
        case MissingReason::undefined: return "undefined";
    }
    return {};
}

}  // namespace quaestor::report
