/// The answers to one instrument as bytes, from the rows of a window: a batch at a time, and for one thread.
#pragma once

#include "coding/detective.hpp"
#include "data/csv/decimal.hpp"
#include "data/csv/marked_rows.hpp"
#include "data/declared_codes.hpp"
#include "data/findings.hpp"
#include "scoring/short_answers.hpp"
#include "scoring/tabled.hpp"
#include "study/bulk/cell_memory.hpp"
#include "study/bulk/plan.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study::bulk {

class AnswerReader {
public:
    AnswerReader(Plan const& plan, std::size_t part, scoring::TabledBatch& batch);

    /// Fills the batch from so many rows; those that are not `taken` are not looked at, and those in which a
    /// byte cannot tell what a cell is are no longer taken.
    void read(data::csv::MarkedRows const& rows, std::size_t first, std::size_t count, std::uint8_t* taken);
    /// Tells what is wrong in the rows of the batch that are taken, now that all instruments have read
    /// theirs.
    void tell(std::uint8_t const* taken, data::Findings& findings);
    /// Tells of the refused cells of those rows since the last time.
    void tell(coding::Detective& detective) { memory_.tell(detective); }

    /// By item; nullptr for one that the file has not.
    [[nodiscard]] std::span<std::uint8_t const* const> answers() const { return answers_; }
    /// Of the batch, by row.
    [[nodiscard]] std::span<scoring::Gap const> gaps() const { return gaps_; }
    /// Of all rows so far: by item of the instrument, cells that held a label.
    [[nodiscard]] std::vector<std::size_t> const& by_label() const { return by_label_; }
    /// Adds what the cells of all rows so far say of the file's numbers, to columns as Plan::used.
    void bear_witness(std::vector<data::csv::Witness>& witnesses) const;

private:
    struct Item {
        std::size_t item = 0;
        std::size_t column = 0;
        std::size_t used = 0;  ///< place of the column in Plan::used
        scoring::ShortAnswers const* answers = nullptr;
        std::array<std::uint8_t, 256> by_byte{};
        std::string expected;  ///< "expected 1, 2, 3, 4 or 5"
        data::DeclaredCodes const* declared = nullptr;  ///< none: nothing is, in this column
        data::csv::Witness witness{};
    };
    /// Sixteen columns of the file that follow one another, and where answers in them go.
    struct Block {
        std::size_t column = 0;
        std::array<std::uint8_t*, 16> answers{};
    };
    /// A finding of a cell, where its row is taken.
    struct Wrong {
        std::uint32_t row = 0;        ///< of the batch
        std::uint32_t in_window = 0;  ///< the same row
        std::uint32_t line = 0;
        Item const* item = nullptr;
        KnownCell* known = nullptr;
    };
    struct Label {
        std::size_t row = 0;
        std::size_t item = 0;
    };

    static void look_for_declared(data::DeclaredCodes const& declared, Item& item);
    void add_to_block(std::size_t column, std::uint8_t* answers);
    void read_item(data::csv::MarkedRows const& rows, std::size_t first, std::size_t count, Item& item,
                   std::uint8_t* taken);
    [[nodiscard]] std::uint8_t read_long(data::csv::MarkedRows const& rows, std::size_t first,
                                         std::size_t row, Item& item, std::uint8_t* taken);

    std::size_t columns_;  ///< of the file
    scoring::TabledBatch& batch_;
    std::vector<Item> items_;
    std::vector<Block> blocks_;
    std::vector<std::uint8_t const*> answers_;
    CellMemory memory_;
    std::string unquoted_;
    // Of the batch:
    bool dense_ = false;  ///< all rows have the header's fields, and follow one another
    std::vector<scoring::Gap> gaps_;
    std::vector<Wrong> wrong_;
    std::vector<Label> labels_;
    std::vector<scoring::Gap> room_for_gaps_;
    std::vector<Wrong> room_for_wrong_;

    std::vector<std::size_t> by_label_;
};

}  // namespace quaestor::study::bulk
