/// Scored people under stable keys, for programs.
#pragma once

#include "document/json.hpp"
#include "report/scores.hpp"

namespace quaestor::report {

/// `{tool, version, verb, counts, provisional, columns: [...], rows: [{column: value}]}`; an absent value is
/// null.
[[nodiscard]] json::Value scores_json(ScoredFile const& file);

/// `{rows, scored, partly_scored, not_scored, refused}`
[[nodiscard]] json::Value counts_json(Counts const& counts);

}  // namespace quaestor::report
