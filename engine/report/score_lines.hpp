/// The rows of the score table as lines of CSV, many at once: what rests on one total or one item is a text that was
/// written once, and is copied. For forms that scoring/tabled and validity/short_screen can look at; the bytes are those of
/// score_table() through document/write/csv.
#pragma once

#include "report/form_lines.hpp"
#include "report/line_texts.hpp"
#include "report/scores.hpp"
#include "report/tally.hpp"
#include "scoring/tabled.hpp"
#include "validity/short_screen.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace quaestor::report {

/// What the lines of one instrument are made of.
class PartLines {
public:
    /// `shape` is any file of the same instruments, however many rows it has.
    PartLines(ScoredFile const& shape, std::size_t part, scoring::Tabled const& tabled);

private:
    friend class PartWriter;
    static constexpr std::uint32_t one_absent = 1U << 16U;

    struct Segment {
        enum class Kind : std::uint8_t { slots, long_text, of_several };
        Kind kind = Kind::long_text;
        std::size_t texts = 0;  ///< in slots_, or in long_
        scoring::Origin origin{};
        ScoreColumn::Field field{};
        std::size_t index = 0;
        std::size_t place = 0;
        double factor = 1;
        double offset = 0;
    };
    /// What the forms of one origin come to.
    struct ByKey {
        scoring::Origin origin{};
        std::vector<std::uint32_t> told;   ///< by key, see PartWriter::told_
        std::vector<std::uint16_t> why;    ///< by key: which of its results are absent and why, as a number
        std::vector<std::size_t> results;
    };
    using Texts = std::vector<std::string>;  ///< by key

    void find_results(ScoredFile const& shape, std::size_t part);
    [[nodiscard]] std::uint16_t why_of(std::size_t result, MissingReason reason, scoring::Passport const& passport);
    void add(ScoreColumn const& column);
    void add_texts(Segment segment, Texts texts);
    void finish_texts();

    scoring::Tabled const* tabled_;
    std::vector<Segment> segments_;
    bool has_form_ = false;
    Texts being_made_;  ///< of the last segment, as long as more may follow; empty where it has none
    std::vector<TextSlots> slots_;
    std::vector<Texts> long_;
    std::vector<std::pair<scoring::Origin, std::vector<ScoreColumn>>> made_;  ///< columns of made-up people, one a key
    std::vector<ByKey> by_key_;
    /// By result of one origin, by key: why it is absent, as a place in reasons_; 0 where it is there.
    std::vector<std::vector<std::uint16_t>> why_;
    std::vector<std::string> reasons_{""};
    /// Of the origin that is being looked at: what was asked of why_of(), and its answer.
    std::map<std::tuple<std::size_t, MissingReason, std::uint32_t, std::uint32_t>, std::uint16_t> asked_;
    std::vector<bool> counts_;  ///< by result: counts for the row
    std::size_t counting_ = 0;
    std::size_t longest_ = 0;
};

/// Writes and tallies the forms of one instrument, for one thread.
class PartWriter {
public:
    PartWriter(PartLines const& lines, scoring::TabledBatch const& batch, validity::ShortScreen const& screen);

    /// Before the rows of a batch are put: who of them has which results. `rows` are those taken here.
    void look(std::size_t rows, std::uint8_t const* taken);
    /// Adds by row how many results that count are there.
    void add_there(std::size_t rows, std::uint32_t* there) const;
    /// How many there could be.
    [[nodiscard]] std::size_t counting() const { return lines_.counting_; }
    /// The most bytes that put() writes without asking for room.
    [[nodiscard]] std::size_t longest() const { return lines_.longest_; }
    /// The row's fields, each with a comma behind it, at the end of `out`, which is at `to`: where it is then. There is room
    /// for `room` bytes, which are longest() or more; and again when it is done, if more was written.
    [[nodiscard]] char* put(std::size_t row, char* to, std::size_t room, LineBuffer& out) {
        for (auto const& step : steps_)
            to = step.slots != nullptr ? put_slot(step.slots, step.stride, step.keys[row], to)
                                       : put_aside(*step.segment, row, to, room, out);
        to = screen_.is_plain(row) ? forms_.put_plain(row, to) : put_other_form(row, to, room, out);
        if (told_[row] >= PartLines::one_absent) to = put_why_absent(row, to, room, out);
        *to++ = ',';
        return to;
    }
    /// Of all forms taken so far.
    [[nodiscard]] PartTally tally() const;

private:
    template <class Put>
    [[nodiscard]] static char* aside(char* to, std::size_t room, LineBuffer& out, Put&& put);
    [[nodiscard]] char* put_aside(PartLines::Segment const& segment, std::size_t row, char* to, std::size_t room, LineBuffer& out);
    [[nodiscard]] char* put_other_form(std::size_t row, char* to, std::size_t room, LineBuffer& out);
    [[nodiscard]] char* put_why_absent(std::size_t row, char* to, std::size_t room, LineBuffer& out);
    void put_of_several(PartLines::Segment const& segment, std::size_t row, LineBuffer& out);
    void put_number(double number, LineBuffer& out);
    void put_why(std::size_t row, LineBuffer& out);
    [[nodiscard]] std::string why(std::size_t row) const;

    /// Fields that say why results are absent, by those reasons: they are few, and come over and over.
    struct KnownWhy {
        std::vector<std::uint16_t> reasons;
        std::string field;
    };
    /// The same, where no result rests on several origins and those are few.
    struct QuickWhy {
        std::uint64_t key = ~std::uint64_t{0};
        std::string field;
    };
    void put_quick_why(std::size_t row, LineBuffer& out);
    /// A segment, and its slots and keys where it has them.
    struct Step {
        PartLines::Segment const* segment = nullptr;
        char const* slots = nullptr;
        std::size_t stride = 0;
        std::uint16_t const* keys = nullptr;
    };

    PartLines const& lines_;
    scoring::TabledBatch const& batch_;
    validity::ShortScreen const& screen_;
    std::vector<Step> steps_;
    std::vector<std::vector<std::uint64_t>> people_;  ///< by PartLines::by_key_, by key
    PartTally several_;                               ///< what rests on several origins, but for spread
    std::vector<std::optional<CountedSpread>> spreads_;  ///< by result: of numbers that do
    /// By row: how many results are there that count, and PartLines::one_absent for each result that is not.
    std::vector<std::uint32_t> told_;
    FormLines forms_;
    NumberTexts numbers_;
    std::vector<KnownWhy> known_why_ = std::vector<KnownWhy>(256);
    std::vector<QuickWhy> quick_why_;  ///< empty where there is no quick way
    std::vector<std::uint16_t> reasons_;
    std::string text_;
};

}  // namespace quaestor::report
