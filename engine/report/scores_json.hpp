/// Scored people under stable keys, for programs.
#pragma once

#include "document/json.hpp"
#include "report/scores.hpp"

namespace quaestor::report {

/// `{tool, version, verb, counts, provisional, clues, columns: [...], rows: [{column: value}]}`; an absent value is null.
[[nodiscard]] json::Value scores_json(ScoredFile const& file);

/// `{rows, scored, partly_scored, not_scored, refused}`
[[nodiscard]] json::Value counts_json(Counts const& counts);

/// `[{code, severity, message, hint, details: [...], items: [...]}]`
[[nodiscard]] json::Value clues_json(std::vector<coding::Clue> const& clues);

}  // namespace quaestor::report
