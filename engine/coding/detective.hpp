/// How a file writes its answers, as all of its rows together show it: codes that nobody declared, answers one step beside
/// the definition's, items turned the wrong way, columns that are one answer, blank, or copies. It counts, and changes
/// nothing.
///
/// What it keeps does not grow with the rows, and adds up: parts of a file, gathered by whichever threads, give the same as
/// the whole.
#pragma once

#include "coding/direction.hpp"
#include "coding/refused_cell.hpp"
#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"
#include "scoring/run.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quaestor::coding {

/// So many cells of one item or fact about the respondent.
struct CellsOf {
    std::string id;
    std::uint64_t cells = 0;
    bool is_fact = false;  ///< about the respondent, and no item
};

/// A code for no answer that the definition does not have.
struct UnknownCode {
    std::string code;  ///< as it stands in the file; where it is written in several ways, the first in the alphabet
    std::vector<CellsOf> where;
};

/// Items with the same answers, that look answered one step higher or lower than the definition says.
struct Offset {
    std::vector<std::size_t> items;
    int step = 0;                ///< 1: the file has codes one higher; -1: one lower
    double lowest = 0;           ///< of the definition's codes
    double highest = 0;
    std::uint64_t answers = 0;   ///< that were looked at, those beyond the end among them
    std::uint64_t beyond = 0;    ///< one step beyond that end; at the other end there is none
};

/// A scale with items that run against the others.
struct AgainstScale {
    std::size_t scale = 0;
    std::int64_t n = 0;
    std::vector<ItemRest> items;         ///< those that do; where `reversed_r` is there, all reversed ones
    std::optional<double> reversed_r{};  ///< all reversed items together run against all others
};

struct Conclusion {
    instrument::Instrument const* instrument = nullptr;
    std::vector<UnknownCode> unknown;  ///< by code, numbers first
    std::vector<Offset> offsets;
    std::vector<AgainstScale> against;
    std::array<std::vector<CellsOf>, looks> refused;  ///< by Look; missing codes stand in `unknown`
    std::vector<std::size_t> constant;  ///< items that at least 20 people answered, all the same
    std::vector<std::size_t> blank;     ///< items without any answer, where others have some
    std::vector<std::vector<std::size_t>> copies;  ///< items with the same answers in every row
};

/// Gathers for one instrument and file.
class Detective {
public:
    Detective(instrument::Instrument const& instrument, scoring::Binding const& binding);

    /// Rows of `table`, as scoring decoded them.
    void add(scoring::ItemBatch const& batch, data::Table const& table);
    /// Rows of nothing but answers and blanks, as scoring::ShortAnswers has them: `answers` by item, nullptr for an item
    /// that is not in the file. Rows that are not `taken` do not count here.
    void add(std::span<std::uint8_t const* const> answers, std::uint8_t const* taken, std::size_t rows);
    /// A cell of an item that is no answer, blank or declared as missing.
    struct Refused {
        RefusedCell cell;
        bool below = false;  ///< one code below the lowest
        bool above = false;
    };
    /// As `set` has it; text as it stands in the file.
    [[nodiscard]] static Refused look(instrument::ResponseSet const& set, std::string_view text);
    /// So many such cells of rows that were added as bytes.
    void add_refused(std::size_t item, Refused const& refused, std::uint64_t cells = 1);
    /// What another gathered of other rows of the same file.
    void merge(Detective const& other);
    [[nodiscard]] Conclusion conclude() const;

private:
    struct Spelled {
        std::string code;
        std::uint64_t cells = 0;
    };
    /// Of one column.
    struct Counts {
        std::uint64_t answered = 0;  ///< these three where answers are no steps
        double lowest = 0;
        double highest = 0;
        std::vector<std::uint64_t> by_step;  ///< the first is that of no answer
        std::uint64_t below = 0;             ///< cells one code below the lowest
        std::uint64_t above = 0;
        std::uint64_t refused = 0;
        std::array<std::uint64_t, looks> by_look{};
        std::map<std::string, Spelled> codes;  ///< by their text folded
    };
    /// How an item's answers become whole steps, where they can.
    struct Steps {
        std::int32_t count = 0;  ///< 0: they cannot
        double factor = 1;
        double low = 0;
    };

    void add_item(std::size_t item, scoring::ItemBatch const& batch, data::Table const& table);
    void add_refused(std::size_t item, data::Table const& table, std::size_t column, std::size_t row);
    [[nodiscard]] static Refused look(instrument::ResponseSet const& set, double number);
    void add_covariate(std::size_t covariate, scoring::ItemBatch const& batch, data::Table const& table);
    static void count(Counts& counts, RefusedCell const& cell, std::uint64_t cells = 1);
    /// By item; nullptr for one that is not in the file.
    void count_steps(std::span<std::uint8_t const* const> answers, std::size_t rows);
    [[nodiscard]] std::uint64_t answered(std::size_t item) const;
    [[nodiscard]] bool is_constant(std::size_t item) const;

    [[nodiscard]] std::vector<UnknownCode> unknown_codes() const;
    [[nodiscard]] std::vector<Offset> offsets() const;
    [[nodiscard]] std::vector<AgainstScale> against() const;
    [[nodiscard]] std::vector<std::vector<std::size_t>> copies() const;
    [[nodiscard]] bool may_be_copied(std::size_t item) const;
    template <class Same>
    void tell_apart(Same&& same);

    instrument::Instrument const* instrument_;
    scoring::Binding const* binding_;
    std::vector<Steps> steps_;  ///< by item
    std::vector<Counts> items_;
    std::vector<Counts> covariates_;
    std::vector<Direction> directions_;
    std::vector<StepColumn> batch_;  ///< by item
    /// By item: the first that had the same answers in all rows so far, maybe itself.
    std::vector<std::size_t> same_as_;
};

/// All rows of a table at once, for who does not score them.
[[nodiscard]] Conclusion look_at(instrument::Instrument const& instrument, scoring::Binding const& binding,
                                 data::Table const& table);

}  // namespace quaestor::coding
