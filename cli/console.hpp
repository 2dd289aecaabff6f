/// Diagnostics and findings for a terminal.
#pragma once

#include "base/diagnostic.hpp"
#include "cli/command.hpp"
#include "data/findings.hpp"
#include "data/table.hpp"
#include "study/instruments.hpp"

#include <string>

namespace quaestor::cli {

[[nodiscard]] Diagnostic usage_error(std::string message, std::string hint);

void print(Streams const& streams, Diagnostic const& diagnostic);
void print(Streams const& streams, Diagnostics const& diagnostics);
/// With the definition's own lines under the carets.
void print(Streams const& streams, study::Definition const& definition);

/// Cells that were not taken, grouped by code: at most 20 of a kind, then how many more. Names line, column
/// and rule; what stood there only with `show_values`.
void print_findings(Streams const& streams, std::string const& file, data::Table const& table,
                    data::Findings const& findings, bool show_values);

}  // namespace quaestor::cli
