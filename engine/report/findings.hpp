/// Cells and rows that were not taken as they are: one line each, for a sheet of the workbook, for a file of
/// their own, and for the terminal.
#pragma once

#include "data/findings.hpp"
#include "document/document.hpp"
#include "report/scores.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::report {

struct FindingsOptions {
    bool show_values = false;  ///< also what stood in the cell, and which label comes near
    /// What a code means in a few words; without it the column `rule` is empty.
    std::function<std::string(std::string_view code)> rule{};
};

/// The column of Table::line(), called by what it counts.
[[nodiscard]] document::Column line_column(data::Table const& table);

/// Places of the findings, by line of the file, then by column, those of a whole row first.
[[nodiscard]] std::vector<std::size_t> in_order(data::Findings const& findings);

/// The item or the fact about the respondent that the column holds; with several instruments after the name
/// of its instrument, and all of them where several read one column. Empty where none does.
[[nodiscard]] std::string item_of(ScoredFile const& file, std::size_t column);

/// The label that the writer of a cell that is no answer (C102) most likely meant, or empty. Says nearly what
/// stood there: only for who may see that too.
[[nodiscard]] std::string nearest_label(ScoredFile const& file, data::Finding const& finding);

/// What is told of the whole file, then one row for each finding that is kept, in_order(): row of the data from 1, line of
/// the file, column, item, code, rule, what was expected.
[[nodiscard]] document::Table findings_table(ScoredFile const& file, FindingsOptions const& options);

}  // namespace quaestor::report
