#include "report/finding.hpp"

namespace quaestor::report {

std::string reason_of(Diagnostics const& diagnostics) {
    for (auto const& d : diagnostics) {
        if (d.severity == Severity::error) return d.code + ": " + d.message;
    }
    return "not computed";
}

}  // namespace quaestor::report
