/// Scores one window after another, for one thread: rows by looking up where that can be done, all others as OddRows does.
#pragma once

#include "data/csv/marked_rows.hpp"
#include "data/csv/windows.hpp"
#include "report/score_lines.hpp"
#include "scoring/short_answers.hpp"
#include "study/bulk/cell_memory.hpp"
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

/// Whether ids come each behind the one before, which no two equal ones do: shorter ones first, then by their bytes.
struct Ascending {
    bool holds = true;
    std::string first;
    std::string last;

    /// `next` follows.
    void then(std::string_view next);
    void then(Ascending const& next);
};

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
    [[nodiscard]] std::vector<data::csv::Witness> const& witnesses() const { return witnesses_; }
    [[nodiscard]] std::vector<std::vector<std::size_t>> const& by_label() const { return by_label_; }
    /// Of codes that were said to be missing.
    [[nodiscard]] MissingCounts const& missing() const { return missing_; }
    /// By instrument.
    [[nodiscard]] std::vector<coding::Detective> const& detectives() const { return detectives_; }

private:
    struct Item {
        std::size_t item = 0;
        std::size_t column = 0;
        std::size_t used = 0;  ///< place of the column in Plan::used
        scoring::ShortAnswers const* answers = nullptr;
        std::array<std::uint8_t, 256> by_byte{};
        std::string expected;  ///< "expected 1, 2, 3, 4 or 5"
        data::DeclaredCodes const* declared = nullptr;  ///< none: nothing is, in this column
    };
    /// A finding of a cell; its texts are those of the window and of Item.
    struct Wrong {
        std::uint32_t row = 0;        ///< of the batch
        std::uint32_t in_window = 0;  ///< the same row
        std::uint32_t line = 0;
        Item const* item = nullptr;
        std::string_view code{};
        std::string_view raw{};
        coding::Detective::Refused refused{};
    };
    /// Sixteen columns of the file that follow one another, and where answers in them go.
    struct Block {
        std::size_t column = 0;
        std::array<std::uint8_t*, 16> answers{};
    };
    struct PartScorer {
        std::unique_ptr<scoring::TabledBatch> batch;
        std::unique_ptr<validity::ShortScreen> screen;
        std::unique_ptr<report::PartWriter> writer;
        std::vector<Item> items;
        std::vector<Block> blocks;
        std::vector<std::uint8_t const*> answers;  ///< by item of the instrument; of those that are not there nullptr
        std::vector<scoring::Gap> gaps;            ///< of the batch
        std::vector<Wrong> wrong;                  ///< of the batch, as the gaps that are findings
        data::Findings findings;                   ///< of the window
    };
    struct Label {
        std::size_t row = 0;
        std::size_t part = 0;
        std::size_t item = 0;
    };

    using Row = data::csv::MarkedRow;

    /// As many fields as the header has names, and no total.
    [[nodiscard]] bool is_plain(std::size_t row) const {
        return rows_.rows()[row].fields == plan_.header.names.size() && row != total_row_;
    }
    void look_for_declared(Item& item) const;
    [[nodiscard]] bool has_doubtful_numbers() const;
    void look_at_rows(bool last_window, WindowScores& out);
    void watch_ids(Row const& row, Ascending& ids);
    void score_rows(std::size_t first, std::size_t rows);
    void read_answers(std::size_t first, std::size_t rows, std::size_t part);
    [[nodiscard]] std::uint8_t read_long(std::size_t first, std::size_t row, std::size_t part, Item const& item);
    void tell_wrong(std::size_t part);
    void count_missing(Row const& row);
    void put_findings_together(WindowScores& out);
    void write(std::size_t row, std::size_t in_batch);
    void put_text(std::string_view cell);
    [[nodiscard]] std::string_view content(Row const& row, std::size_t column) {
        return rows_.content(row, column, unquoted_);
    }

    Plan const& plan_;
    bool tabled_ = true;
    data::csv::MarkedRows rows_;
    std::vector<PartScorer> parts_;
    std::vector<std::uint8_t> taken_;
    bool dense_ = false;  ///< the batch is plain rows that follow one another
    std::vector<Label> labels_;
    CellMemory memory_;
    std::vector<coding::Detective> detectives_;
    OddRows odd_;
    std::vector<std::size_t> odd_at_;  ///< where in lines_ the odd rows belong
    report::LineBuffer lines_;
    report::LineBuffer merged_;
    std::string unquoted_;
    std::deque<std::string> raw_texts_;  ///< of the window: cells of findings that do not stand so in the file
    std::string csv_text_;
    std::size_t total_row_ = 0;  ///< in rows_: the one that begins like a total; their number where none does
    report::Counts counts_;            ///< of plain rows
    report::Tally odd_tally_;
    MissingCounts missing_;
    std::vector<data::csv::Witness> witnesses_;
    std::vector<std::vector<std::size_t>> by_label_;
};

}  // namespace quaestor::study::bulk
