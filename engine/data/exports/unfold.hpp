/// A file as a survey program exports it -> a table of respondents.
#pragma once

#include "base/diagnostic.hpp"
#include "data/exports/options.hpp"
#include "data/missing_codes.hpp"
#include "data/read_result.hpp"

#include <string>
#include <string_view>

namespace quaestor::data::exports {

/// "qualtrics", "redcap", "limesurvey", "none".
[[nodiscard]] std::string_view word(Origin origin);
[[nodiscard]] std::optional<Origin> origin_called(std::string_view word);

/// Finds out where the file comes from, unless `options` say so, and makes it what the other stages expect:
/// one row a response, the header above it and nothing else. A table that no known program exported stays as
/// it is. Codes that stand for no answer are declared missing first (D173). Errors: not the export that was
/// said (D171), a dictionary that is none or of another project (D182, D184).
[[nodiscard]] Outcome<ReadResult> unfold(std::string const& file, Outcome<ReadResult> read,
                                         ExportOptions const& options);

/// What there is to say of codes that were said to be missing, by how often each was met, and the decisions among it.
[[nodiscard]] Diagnostics tell_missing(std::string const& file, std::vector<MissingCode> const& counts,
                                       std::vector<std::string>& decisions);

}  // namespace quaestor::data::exports
