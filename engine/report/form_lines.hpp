/// What was seen of forms, as parts of lines of CSV: counts, the longest run, variability, verdict and
/// reasons. Nearly all forms are plain, and have one of few texts.
#pragma once

#include "report/line_texts.hpp"
#include "validity/short_screen.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::report {

/// Texts of variability with a comma behind them, each written when it first comes: forms of the same number
/// of answers with the same spread have the same.
class VariabilityTexts {
public:
    explicit VariabilityTexts(validity::ShortScreen const& screen);

    /// Where the text ends. `to` has room for LineBuffer::overwrite bytes.
    [[nodiscard]] char* put(std::size_t row, char* to) {
        auto const key = first_key_[screen_.compared(row)] + screen_.spread(row);
        auto& slot = slots_[key & mask_];
        if (slot.key != key) fill(slot, key, row);
        __builtin_memcpy(to, slot.text, sizeof slot.text);
        return to + slot.size;
    }

private:
    /// Like those of TextSlots, all of a text is copied without a question.
    struct Slot {
        std::uint64_t key = 0;  ///< 0: none
        char text[23]{};
        std::uint8_t size = 0;
    };
    void fill(Slot& slot, std::uint64_t key, std::size_t row) const;

    validity::ShortScreen const& screen_;
    std::vector<std::uint64_t> first_key_;  ///< by number of answers: keys of spreads follow one another
    std::vector<Slot> slots_;               ///< a power of two
    std::uint64_t mask_ = 0;                ///< their number less one
};

/// Writes the forms of one instrument, for one thread.
class FormLines {
public:
    /// Of a plain form, and of the counts of any other.
    static constexpr std::size_t longest = 128;

    explicit FormLines(validity::ShortScreen const& screen);

    /// Counts the plain forms of a batch. `rows` are those taken.
    void look(std::size_t rows, std::uint8_t const* taken);
    /// The fields of a plain form, each with a comma behind it: where they end. `to` has room for `longest`
    /// bytes, and for LineBuffer::overwrite more.
    [[nodiscard]] char* put_plain(std::size_t row, char* to) {
        auto const answered = screen_.answered()[row];
        auto const run = screen_.longest_run()[row];
        if (heads_at_ != nullptr) {
            to = put_slot(heads_at_, 32, answered * counts_up_to_ + run, to);
        } else {
            to = put_slot(counts_.slots(), 32, answered, to);
            to = put_slot(counts_.slots(), 32, screen_.missing()[row], to);
            to = put_bytes("0,0,", to);
            to = put_slot(counts_.slots(), 32, run, to);
        }
        to = variabilities_.put(row, to);
        return put_bytes("yes,,", to);
    }
    /// Counts and writes any other.
    void put_other(std::size_t row, LineBuffer& out);
    /// Of all forms so far, by Verdict.
    [[nodiscard]] std::array<std::uint64_t, 3> const& verdicts() const { return verdicts_; }

private:
    template <std::size_t size>
    static char* put_bytes(char const (&text)[size], char* to) {
        __builtin_memcpy(to, text, size);
        return to + size - 1;  // without the NUL
    }

    /// Verdict and reasons, by what they rest on.
    struct KnownVerdict {
        std::uint64_t key = ~std::uint64_t{0};
        validity::Verdict verdict = validity::Verdict::yes;
        std::string fields;
    };
    [[nodiscard]] std::uint64_t key_of(std::size_t row) const;

    validity::ShortScreen const& screen_;
    TextSlots counts_;          ///< by number: "14,"
    std::size_t counts_up_to_;  ///< so many, from 0 on
    /// By answers and longest run: "14,0,0,0,3,"; none where that is too many.
    std::optional<TextSlots> heads_;
    char const* heads_at_ = nullptr;  ///< their slots
    VariabilityTexts variabilities_;
    std::vector<KnownVerdict> known_ = std::vector<KnownVerdict>(256);
    std::array<std::uint64_t, 3> verdicts_{};
};

}  // namespace quaestor::report
