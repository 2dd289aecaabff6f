/// Diagnostics and findings for a terminal.
#pragma once

#include "base/diagnostic.hpp"
#include "cli/command.hpp"
#include "data/findings.hpp"
#include "data/read_result.hpp"
#include "data/table.hpp"
#include "study/instruments.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::cli {

[[nodiscard]] Diagnostic usage_error(std::string message, std::string hint);
/// With the nearest verb, or all of them. `before` opens the message: "help: ".
[[nodiscard]] Diagnostic unknown_verb(std::string const& before, std::string const& word);

void print(Streams const& streams, Diagnostic const& diagnostic);
void print(Streams const& streams, Diagnostics const& diagnostics);
/// With the definition's own lines under the carets.
void print(Streams const& streams, study::Definition const& definition);

/// All definitions, or none where one of them has errors or is named twice; everything they have to say is printed.
/// `verb` begins a message of ours.
[[nodiscard]] std::optional<std::vector<study::Definition>> load_definitions(
    std::string const& verb, std::vector<std::string> const& names, Streams const& streams);

struct FindingsView {
    bool list = true;               ///< below the count of each kind, line and column of each
    bool values = false;            ///< what stood in the cell
    std::vector<std::string> told;  ///< codes that a diagnostic has counted already
    std::string rest = "--findings FILE.csv writes them all";  ///< where those not listed are
    /// With `values`: the label that a cell comes near to, or empty.
    std::function<std::string(data::Finding const&)> near{};
};

/// Cells and rows that were not taken, grouped by code: at most 20 of a kind, then how many more.
void print_findings(Streams const& streams, std::string const& file, data::Table const& table,
                    data::Findings const& findings, FindingsView const& view);

/// What reading a file had to say, for verbs that do not list its cells: they are counted.
void print_read(Streams const& streams, std::string const& file, Outcome<data::ReadResult> const& read);

}  // namespace quaestor::cli
