/// Looks at every form and says whether it can be taken as it is. It flags and never deletes: people decide.
#pragma once

#include "instrument/model.hpp"
#include "scoring/run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::validity {

struct Thresholds {
    /// Runs longer than this are for review. A form of fewer items has no run that says anything: everybody
    /// who feels well ticks "not at all" nine times on a depression scale.
    double longstring_above = 0;
    std::optional<double> irv_below{};  ///< none: variability is reported and not judged
    std::optional<double> missing_above{};
};

/// What the instrument says; else, for runs, above nine and above three quarters of the items that take part.
[[nodiscard]] Thresholds thresholds_of(instrument::Instrument const& instrument);

enum class Verdict : std::uint8_t {
    yes,     ///< nothing speaks against it
    review,  ///< somebody should look at it
    no,      ///< nothing was answered, or the row was refused
};

[[nodiscard]] std::string_view word(Verdict verdict);

/// One person's form. Items that are optional or unscored are not counted as missing.
struct Form {
    std::uint32_t answered = 0;
    std::uint32_t missing = 0;  ///< blank, or a code that is declared as missing
    std::uint32_t out_of_range = 0;
    std::uint32_t unreadable = 0;
    std::uint32_t not_applicable = 0;
    std::uint32_t longest_run = 0;          ///< of items that share their options
    double variability = 0;                 ///< NaN when fewer than two items that take part were answered
    std::uint32_t attention_failed = 0;     ///< instructed items that were answered otherwise
    std::uint32_t infrequent_endorsed = 0;  ///< bogus items that were agreed with
    std::uint32_t pairs_apart = 0;          ///< near-identical pairs answered differently
    std::uint32_t contradictions =
        0;                 ///< checks of the definition that hold, and answers to what was not asked
    bool refused = false;  ///< the row could not be read, or is no respondent's
    Verdict verdict = Verdict::yes;

    friend bool operator==(Form const&, Form const&) = default;
};

/// An item of the form whose answers can be compared with its neighbours': scored, and with options to choose
/// from. Minutes, clock times and ages are answered each in their own unit.
struct ComparedItem {
    std::size_t item = 0;     ///< index into Instrument::items
    bool breaks_run = false;  ///< other options than the item before, or an open question between the two
};

[[nodiscard]] std::vector<ComparedItem> compared_items(instrument::Instrument const& instrument);

/// From everything else that the form has.
[[nodiscard]] Verdict verdict_on(Form const& form, Thresholds const& thresholds);
/// Why a form is not simply valid: "2 answers out of range; the same answer 11 times in a row". Empty for
/// `yes`.
[[nodiscard]] std::string reasons_of(Form const& form, Thresholds const& thresholds);

class Screen {
public:
    Screen(instrument::Instrument const& instrument, data::Table const& table);

    /// Fills the forms of one batch. Batches may come in any order and from several threads.
    void look(scoring::ItemBatch const& batch);

    [[nodiscard]] std::vector<Form> const& forms() const { return forms_; }
    [[nodiscard]] Thresholds const& thresholds() const { return thresholds_; }
    [[nodiscard]] std::string reasons(std::size_t row) const { return reasons_of(forms_[row], thresholds_); }
    [[nodiscard]] std::size_t count(Verdict verdict) const;

private:
    void probe(Form& form, scoring::ItemBatch const& batch, std::size_t i) const;

    instrument::Instrument const& instrument_;
    data::Table const& table_;
    Thresholds thresholds_;
    std::vector<ComparedItem> compared_;
    std::vector<Form> forms_;
};

}  // namespace quaestor::validity
