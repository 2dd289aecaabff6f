#include "base/diagnostic.hpp"

#include <algorithm>

namespace quaestor {

void Diagnostics::append(Diagnostics other) {
    list_.insert(list_.end(), std::make_move_iterator(other.list_.begin()),
                 std::make_move_iterator(other.list_.end()));
}

void Diagnostics::sort() {
    auto const place = [](Diagnostic const& d) {
        return d.labels.empty() ? 0U : d.labels.front().span.begin;
    };
    std::stable_sort(list_.begin(), list_.end(),
                     [&](Diagnostic const& a, Diagnostic const& b) { return place(a) < place(b); });
}

bool Diagnostics::has_errors() const {
    return count(Severity::error) > 0;
}

std::size_t Diagnostics::count(Severity severity) const {
    return static_cast<std::size_t>(std::count_if(
        list_.begin(), list_.end(), [&](Diagnostic const& d) { return d.severity == severity; }));
}

}  // namespace quaestor
