/// Where a result comes from, as far as every verb says it in the same way.
#pragma once

#include "data/findings.hpp"
#include "document/document.hpp"
#include "report/receipt.hpp"
#include "study/instruments.hpp"

#include <string>
#include <vector>

namespace quaestor::study {

/// A receipt with what was read; what was decided and counted is still to come.
[[nodiscard]] report::Receipt receipt_for(std::string verb, std::vector<std::string> const& arguments,
                                          report::HashedFile data,
                                          std::vector<Definition const*> const& definitions);

/// Options, under `name`, and counts of a whole result as JSON: its members "provenance" and "data".
void take_result(report::Receipt& receipt, std::string const& name, json::Value const& whole);

/// How many findings there are of each code.
void count_findings(report::Receipt& receipt, data::Findings const& findings);

/// Provenance for the first page of a workbook.
[[nodiscard]] std::vector<document::Fact> facts_of(std::string const& data, std::string const& sha256,
                                                   std::vector<Definition const*> const& definitions,
                                                   std::vector<std::string> const& decisions);

}  // namespace quaestor::study
