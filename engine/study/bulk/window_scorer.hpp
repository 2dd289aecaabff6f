/// Scores one window after another, for one thread: rows by looking up where that can be done, all others as OddRows does.
#pragma once

#include "data/csv/marked_rows.hpp"
#include "data/csv/windows.hpp"
#include "report/score_lines.hpp"
#include "study/bulk/answer_reader.hpp"
#include "study/bulk/ids.hpp"
#include "study/bulk/odd_rows.hpp"
#include "study/bulk/plan.hpp"
#include "validity/short_screen.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

struct WindowScores {
    std::string_view lines;  ///< of CSV; valid until the next window
    Scored odd;
    std::vector<data::Findings> of_cells;  ///< by instrument; with those of odd rows
    data::csv::RowCounts rows;             ///< with the odd ones
    Ascending ids;
};

class WindowScorer {
public:
    explicit WindowScorer(Plan const& plan);

    /// False where the window is not what this can score: quotes or line ends that are no RFC 4180, bytes that are no
    /// UTF-8, or, where lines are final, numbers that may have a decimal comma.
    [[nodiscard]] bool score(data::csv::Window const& window, WindowScores& out);

    /// Of all windows so far.
    [[nodiscard]] report::Tally tally() const;
    [[nodiscard]] std::vector<data::csv::Witness> witnesses() const;
    [[nodiscard]] std::vector<std::vector<std::size_t>> by_label() const;
    /// Of codes that were said to be missing.
    [[nodiscard]] MissingCounts const& missing() const { return missing_; }
    /// By instrument.
    [[nodiscard]] std::vector<coding::Detective> const& detectives() const { return detectives_; }

private:
    struct PartScorer {
        std::unique_ptr<scoring::TabledBatch> batch;
        std::unique_ptr<AnswerReader> reader;
        std::unique_ptr<validity::ShortScreen> screen;
        std::unique_ptr<report::PartWriter> writer;
        data::Findings findings;  ///< of the window
    };

    /// A view in members of its own: one that is stored as a whole is put together in memory first, which takes longer
    /// than all else that is done with it.
    struct Id {
        char const* begin = nullptr;
        std::uint32_t size = 0;
        bool bare = false;  ///< see is_bare()

        [[nodiscard]] std::string_view text() const { return {begin, size}; }
    };
    using Row = data::csv::MarkedRow;

    /// As many fields as the header has names, and no total.
    [[nodiscard]] bool is_plain(std::size_t row) const {
        return rows_.rows()[row].fields == plan_.header.names.size() && row != total_row_;
    }
    [[nodiscard]] bool has_doubtful_numbers() const;
    void find_ids();
    [[nodiscard]] Ascending order_of_ids();
    [[nodiscard]] std::string_view kept(std::string_view text);
    [[nodiscard]] std::string id_and_wave(std::size_t row);
    void score_rows(std::size_t first, std::size_t rows);
    void count_rows(std::size_t rows);
    void count_missing(Row const& row);
    void score_odd_rows(WindowScores& out);
    void put_findings_together(WindowScores& out);
    void put_lines_together(WindowScores& out);
    void write_rows(std::size_t first, std::size_t rows);
    [[nodiscard]] char* put_person(std::size_t row, char* to);
    [[nodiscard]] bool is_bare(std::string_view text) const;
    [[nodiscard]] char* put_text(std::string_view text, char* to);
    [[nodiscard]] std::string_view content(Row const& row, std::size_t column) {
        return rows_.content(row, column, unquoted_);
    }

    Plan const& plan_;
    bool tabled_ = true;
    data::csv::MarkedRows rows_;
    std::vector<PartScorer> parts_;
    std::vector<std::uint8_t> taken_;
    std::vector<std::uint32_t> there_;  ///< by row of the batch: results that count, of all instruments
    std::vector<coding::Detective> detectives_;
    OddRows odd_;
    std::vector<std::size_t> odd_at_;  ///< where in lines_ the odd rows belong
    report::LineBuffer lines_;
    report::LineBuffer merged_;
    std::vector<Id> ids_;               ///< of the window's plain rows
    std::deque<std::string> id_texts_;  ///< those of them that do not stand so in the file
    std::string unquoted_;
    std::string csv_text_;
    bool all_plain_ = false;            ///< all rows of the window are
    bool is_unquoted_ = false;          ///< there are commas between its fields, and no quotes or commas in them
    std::size_t total_row_ = 0;  ///< in rows_: the one that begins like a total; their number where none does
    report::Counts counts_;      ///< of plain rows
    report::Tally odd_tally_;
    MissingCounts missing_;
    std::vector<data::csv::Witness> odd_witnesses_;
    std::vector<std::vector<std::size_t>> odd_by_label_;
};

}  // namespace quaestor::study::bulk
