#include "study/bulk/ids.hpp"

namespace quaestor::study::bulk {

bool comes_behind(std::string_view next, std::string_view last) {
    return next.size() != last.size() ? next.size() > last.size() : next > last;
}

void Ascending::then(std::string_view next) {
    holds = holds && !next.empty() && (last.empty() || comes_behind(next, last));
    if (first.empty()) first = next;
    last = next;
}

void Ascending::then(Ascending const& next) {
    if (next.first.empty() && next.holds) return;
    bool const both = holds && next.holds;
    then(next.first);
    holds = holds && both;
    last = next.last;
}

}  // namespace quaestor::study::bulk
