/// What a statistic gave, as a report keeps it.
#pragma once

#include "base/diagnostic.hpp"
#include "report/analysis.hpp"

#include <algorithm>

namespace quaestor::study {

/// The statistic, or why there is none; what else was said goes to the remarks, each once. Notes are left
/// out.
template <class T>
[[nodiscard]] report::Finding<T> keep(Outcome<T> outcome, Diagnostics& remarks) {
    report::Finding<T> finding;
    if (!outcome.value) finding.reason = report::reason_of(outcome.diagnostics);
    for (auto const& d : outcome.diagnostics) {
        bool const said = std::any_of(remarks.begin(), remarks.end(), [&](Diagnostic const& r) {
            return r.code == d.code && r.message == d.message;
        });
        if (!said && d.severity != Severity::note) remarks.add(d);
    }
    finding.value = std::move(outcome.value);
    return finding;
}

/// The same where a missing statistic is no news beside what was said already, or was only looked for.
template <class T>
report::Finding<T> keep_quietly(Outcome<T> outcome) {
    report::Finding<T> finding;
    if (!outcome.value) finding.reason = report::reason_of(outcome.diagnostics);
    finding.value = std::move(outcome.value);
    return finding;
}

}  // namespace quaestor::study
