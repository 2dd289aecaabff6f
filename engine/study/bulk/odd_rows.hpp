/// Rows that are not plain: a field too few, a cell that is no answer, a form to be looked at. They are read, scored and
/// written by the same code that does it for a whole file at once.
#pragma once

#include "coding/detective.hpp"
#include "data/csv/decimal.hpp"
#include "data/csv/rows.hpp"
#include "data/findings.hpp"
#include "report/tally.hpp"
#include "study/bulk/plan.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

/// What the rows of one window come to.
struct Scored {
    std::vector<std::string> lines;             ///< of CSV, one for each row
    data::csv::RowCounts rows;
    data::Findings of_rows;                     ///< of refused rows; row and line are those of the file
    std::vector<data::Findings> of_cells;       ///< by instrument
    std::vector<data::csv::Witness> witnesses;  ///< as Plan::used
    std::vector<std::vector<std::size_t>> by_label;  ///< by instrument and item
    MissingCounts missing{0, 0};
    report::Tally tally;
};

class OddRows {
public:
    /// `detectives`, by instrument, look at the same rows, and outlive this.
    OddRows(Plan const& plan, std::vector<coding::Detective>& detectives) : plan_(plan), detectives_(detectives) {}

    /// `record` has no trouble and stands on `line`; the row is the `row`-th of its window. `is_total`: it is the last of
    /// the file and begins like one.
    void add(std::string_view record, std::uint32_t line, std::uint32_t row, bool is_total);
    [[nodiscard]] bool empty() const { return places_.empty(); }
    /// Those added since the last call. Rows of findings count from 0 in the window.
    [[nodiscard]] Scored score();

private:
    struct Place {
        std::uint32_t line = 0;
        std::uint32_t row = 0;
        bool is_total = false;
    };

    void declare(data::Table& table, MissingCounts& counts) const;

    Plan const& plan_;
    std::vector<coding::Detective>& detectives_;
    std::string text_;
    std::vector<Place> places_;
};

}  // namespace quaestor::study::bulk
