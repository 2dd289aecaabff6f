/// Scores a file window by window on several threads, in memory that does not grow with the file, and hands the lines on
/// in the order of the file.
#pragma once

#include "base/sha256.hpp"
#include "coding/detective.hpp"
#include "data/csv/decimal.hpp"
#include "data/csv/rows.hpp"
#include "data/csv/windows.hpp"
#include "data/findings.hpp"
#include "document/document.hpp"
#include "report/tally.hpp"
#include "study/bulk/plan.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

/// Where the score table goes. False where it cannot be written, and the run ends.
struct Sink {
    std::function<bool(document::Table const& columns)> begin{};  ///< its columns, and no rows
    std::function<bool(std::string_view lines)> lines{};          ///< its rows, as lines of CSV
    Sha256* hash = nullptr;  ///< of all lines: brought up to date here. nullptr: nobody asks for it
};

/// Told after every piece: rows and bytes so far, and how many bytes there are, where that is known. May be empty.
using Progress = std::function<void(std::size_t rows, std::size_t bytes, std::optional<std::size_t> of)>;

struct Outcome {
    enum class End {
        done,
        another_way,  ///< the file is not what can be scored so, or wants a look at all of it
        not_written,
    };
    End end = End::done;
    data::csv::RowCounts rows;
    data::Findings of_rows;                          ///< of refused rows
    std::vector<data::Findings> of_cells;            ///< by instrument
    std::vector<data::csv::Witness> witnesses;       ///< as Plan::used
    MissingCounts missing{0, 0};                     ///< of codes that were said to be missing
    std::vector<std::vector<std::size_t>> by_label;  ///< by instrument and item
    report::Tally tally;
    std::vector<coding::Detective> detectives;       ///< by instrument
    bool ids_ascend = true;  ///< so no two rows have the same
};

/// The same bytes and numbers for any number of threads.
[[nodiscard]] Outcome run(Plan const& plan, data::csv::Windows& windows, unsigned jobs, Sink const& sink,
                          Progress const& progress = {});

}  // namespace quaestor::study::bulk
