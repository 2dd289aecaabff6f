/// A plan whose results are looked up where they can be: a scale over items with few whole answers has only so many
/// totals, and whatever is made of one such total, or of one item, is worked out once for each, by the same kernels that
/// score rows one by one. What rests on several of them is left to those kernels, and so is what rests on a scale of so many
/// items that it has too many totals; these are added up many rows at once all the same.
///
/// This is for forms in which every cell is an answer, blank, or missing for a reason that a Gap can tell; any other goes
/// the usual way.
#pragma once

#include "instrument/model.hpp"
#include "numeric/columns.hpp"
#include "scoring/kernels.hpp"
#include "scoring/plan.hpp"
#include "scoring/run.hpp"
#include "scoring/short_answers.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace quaestor::scoring {

/// What a register rests on.
struct Origin {
    enum class Kind : std::uint8_t { constant, item, total, several };
    Kind kind = Kind::several;
    std::uint32_t index = 0;  ///< of the item, or of the scale

    friend bool operator==(Origin const&, Origin const&) = default;
};

class Tabled {
public:
    /// None where an item of the file has other than few whole answers, or where something else is asked: covariates,
    /// questions that are skipped, checks and instructed items.
    [[nodiscard]] static std::optional<Tabled> make(instrument::Instrument const& instrument, Plan const& plan,
                                                    Binding const& binding, NumberNotation notation);

    [[nodiscard]] instrument::Instrument const& instrument() const { return *instrument_; }
    [[nodiscard]] Plan const& plan() const { return *plan_; }
    /// By item; none where the file has no column for it.
    [[nodiscard]] std::vector<std::optional<ShortAnswers>> const& items() const { return items_; }

    /// A total is the sum of the answers' bytes, reversed ones turned, and how many there are. Where these are too few to be
    /// scored, a key of its own says how many, and why the first of the others is missing.
    struct Total {
        struct Member {
            std::uint32_t item = 0;
            std::uint8_t turn = 0;  ///< reversed: what the byte is taken from; else 0
        };
        std::vector<Member> members;
        double lowest = 0;         ///< the answer whose byte is 1
        std::uint32_t fewest = 0;  ///< answers that are scored
        std::uint32_t width = 0;   ///< sums of one number of answers
        [[nodiscard]] std::uint64_t keys() const;
        [[nodiscard]] bool is_looked_up() const;
        [[nodiscard]] std::uint32_t key_of_sum(std::uint32_t sum, std::uint32_t answered) const {
            return (answered - fewest) * width + sum;
        }
        /// Of too few: `why` is a place in reasons_of_none.
        [[nodiscard]] std::uint32_t key_of_none(std::size_t why, std::uint32_t answered) const {
            auto const counts = static_cast<std::uint32_t>(members.size() + 1);
            return (counts - fewest) * width + static_cast<std::uint32_t>(why) * counts + answered;
        }
        /// What the scale's kernel is told of so many answers with this sum of bytes. `why`: the first of the others is
        /// missing.
        [[nodiscard]] Gathered gathered(std::uint32_t sum, std::uint32_t answered, MissingReason why) const;
    };

    /// Of every result, in the order of the definition: value, bands and norms.
    [[nodiscard]] std::vector<Origin> const& result_origins() const { return result_origins_; }
    [[nodiscard]] std::vector<Origin> const& flag_origins() const { return flag_origins_; }
    /// Those that results or flags rest on, each once; not `several`.
    [[nodiscard]] std::vector<Origin> const& origins_in_use() const { return in_use_; }
    [[nodiscard]] bool has_several() const { return !steps_.empty(); }
    [[nodiscard]] std::uint32_t keys(Origin origin) const;

    /// The scores of one made-up person for each key of an origin in use: results and flags that rest on it are theirs,
    /// all others are blank.
    [[nodiscard]] Scores const& people(Origin origin) const;

private:
    friend class TabledBatch;

    struct Values {
        std::vector<double> values;
        std::vector<State> states;
    };

    Tabled() = default;
    bool find_items(Binding const& binding, NumberNotation notation);
    void find_origins();
    void find_total(Step const& step);
    void find_results();
    void use(Origin origin);
    void want(Register r);
    void work_out(std::size_t place);
    void fill(Origin origin, std::uint32_t first, std::size_t rows, std::vector<RegisterColumn>& registers,
              std::vector<std::vector<Passport>>& passports) const;
    [[nodiscard]] bool is_total(Step const& step) const {
        return step.kind == StepKind::aggregate && totals_[step.index].has_value();
    }
    [[nodiscard]] std::vector<RegisterColumn> room_for_registers() const;
    [[nodiscard]] Origin joined(std::vector<Register> const& arguments) const;

    instrument::Instrument const* instrument_ = nullptr;
    Plan const* plan_ = nullptr;
    std::vector<std::optional<ShortAnswers>> items_;
    std::vector<std::optional<Total>> totals_;  ///< by scale; none where it has no such total
    std::vector<bool> is_reversed_;  ///< by register
    std::vector<Origin> origins_;
    std::vector<Origin> result_origins_;
    std::vector<Origin> flag_origins_;
    std::vector<Origin> in_use_;
    std::vector<Scores> people_;      ///< of each origin in use
    std::vector<Register> inputs_;    ///< registers of one origin that are looked up row by row
    std::vector<Values> values_;      ///< of those, by register and key
    std::vector<std::size_t> steps_;  ///< those that rest on several, in order
};

/// Up to batch_rows forms at once, for one thread.
class TabledBatch {
public:
    explicit TabledBatch(Tabled const& tabled);

    /// The bytes of an item, to be filled by row.
    [[nodiscard]] std::uint8_t* answers(std::size_t item) { return answers_[item].data(); }
    [[nodiscard]] std::uint8_t const* answers(std::size_t item) const { return answers_[item].data(); }

    /// Works out the keys of all origins in use and, where there are any, the registers that rest on several. `gaps`
    /// come by row.
    void run(std::size_t rows, std::span<Gap const> gaps);

    /// Of origins in use.
    [[nodiscard]] std::uint16_t const* keys(Origin origin) const;
    /// Of a register that rests on several.
    [[nodiscard]] RegisterColumn const& column(Register r) const { return registers_[r]; }
    [[nodiscard]] Passport const& passport(std::size_t scale, std::size_t row) const { return passports_[scale][row]; }

private:
    void look_up(Register r, std::size_t rows);
    void add_up(Step const& step, std::size_t rows, std::span<Gap const> gaps);
    void tell(std::span<Gap const> of_row);
    /// Why the first of the total's answers that is missing is, as a place in reasons_of_none.
    [[nodiscard]] std::size_t first_reason(std::size_t scale, std::span<Gap const> of_row) const;

    Tabled const& tabled_;
    std::vector<std::vector<std::uint8_t>> answers_;
    std::vector<std::vector<std::uint16_t>> item_keys_;
    std::vector<std::vector<std::uint16_t>> total_keys_;
    std::vector<std::vector<numeric::TurnedColumn>> total_columns_;  ///< by scale, of those that are added up
    std::vector<std::vector<std::uint16_t>> answered_;               ///< the same
    std::vector<std::uint16_t> sums_;
    std::vector<std::uint16_t> constant_keys_;
    std::vector<RegisterColumn> registers_;
    std::vector<std::vector<Passport>> passports_;
    std::vector<std::vector<RegisterColumn const*>> arguments_;  ///< of each of Tabled's steps
};

}  // namespace quaestor::scoring
