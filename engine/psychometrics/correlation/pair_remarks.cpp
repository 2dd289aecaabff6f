#include "psychometrics/correlation/pair_remarks.hpp"

#include "base/text.hpp"
#include "psychometrics/intake/codes.hpp"

namespace quaestor::correlation {
namespace {

/// "the correlation of item 'a' with item 'b'", or "the correlations of item 'a' with item 'b' and of 3 other
/// pairs".
std::string correlations_of(std::vector<NamedPair> const& pairs, VariableNames const& names) {
    std::string const pair = names.item(pairs.front().first) + " with " + names.item(pairs.front().second);
    if (pairs.size() == 1) return "the correlation of " + pair;
    return "the correlations of " + pair + " and of " +
           text::counted(pairs.size() - 1, "other pair", "other pairs");
}

void tell_absent(std::vector<NamedPair> const& pairs, std::string const& why, std::string const& hint,
                 VariableNames const& names, Diagnostics& diagnostics) {
    if (pairs.empty()) return;
    diagnostics.add({.severity = Severity::warning,
                     .code = std::string(intake::code::empty_table),
                     .message = correlations_of(pairs, names) + (pairs.size() == 1 ? " does" : " do") +
                                " not exist: " + why,
                     .hint = hint});
}

}  // namespace

Diagnostics told(PairRemarks const& remarks, VariableNames const& names) {
    Diagnostics diagnostics;
    tell_absent(remarks.no_table, "those who answered both gave only one answer to one of them",
                "leave out one of the two items", names, diagnostics);
    tell_absent(remarks.outweighed, "what was added to empty cells outweighs a last category",
                "add less (--zero-cell), or join categories that few chose", names, diagnostics);
    auto const& limits = remarks.at_limit;
    if (limits.empty()) return diagnostics;
    std::string const end =
        limits.size() == 1
            ? " ended at " + std::string(limits.front().rho > 0 ? "1" : "-1") + " and has no standard error"
            : " ended at -1 or 1 and have no standard error";
    diagnostics.add(
        {.severity = Severity::warning,
         .code = std::string(intake::code::at_limit),
         .message = correlations_of(limits, names) + end,
         .hint = "empty cells leave open how far from it the correlation is: join categories, leave out "
                 "one of the two items, or add a part of a person to empty cells (--zero-cell 0.5)"});
    return diagnostics;
}

}  // namespace quaestor::correlation
