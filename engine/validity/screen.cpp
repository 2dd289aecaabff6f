#include "validity/screen.hpp"

#include "base/text.hpp"
#include "validity/long_string.hpp"
#include "validity/variability.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::validity {
namespace {

void tally(Form& form, MissingReason reason, bool expected) {
    switch (reason) {
        case MissingReason::none:
            ++form.answered;
            break;
        case MissingReason::not_applicable:
            ++form.not_applicable;
            break;
        case MissingReason::skipped:
            break;
        case MissingReason::out_of_range:
            ++form.out_of_range;
            break;
        case MissingReason::unreadable:
            ++form.unreadable;
            break;
        default:
            if (expected) ++form.missing;
    }
}

}  // namespace

Thresholds thresholds_of(instrument::Instrument const& instrument) {
    constexpr std::uint32_t shortest = 9;
    auto const compared = static_cast<std::uint32_t>(compared_items(instrument).size());
    Thresholds thresholds;
    thresholds.longstring_above = std::max(shortest, compared * 3 / 4);
    for (auto const& own : instrument.thresholds) {
        if (own.index == "longstring") thresholds.longstring_above = own.value;
        if (own.index == "irv") thresholds.irv_below = own.value;
        if (own.index == "missing") thresholds.missing_above = own.value;
    }
    return thresholds;
}

std::string_view word(Verdict verdict) {
    switch (verdict) {
        case Verdict::yes:
            return "yes";
        case Verdict::review:
            return "review";
        case Verdict::no:
            return "no";
    }
    return "";
}

std::vector<ComparedItem> compared_items(instrument::Instrument const& instrument) {
    std::vector<ComparedItem> compared;
    std::optional<std::size_t> before;  // responses of the scored item before, whatever they are
    for (std::size_t i = 0; i < instrument.items.size(); ++i) {
        auto const& item = instrument.items[i];
        if (item.unscored) continue;
        if (instrument.responses[item.responses].kind == instrument::ResponseKind::options)
            compared.push_back({i, before != item.responses});
        before = item.responses;
    }
    return compared;
}

Screen::Screen(instrument::Instrument const& instrument, data::Table const& table)
    : instrument_(instrument),
      table_(table),
      thresholds_(thresholds_of(instrument)),
      compared_(compared_items(instrument)),
      forms_(table.row_count()) {}

void Screen::probe(Form& form, scoring::ItemBatch const& batch, std::size_t i) const {
    auto const answered = [&](std::size_t item) {
        return batch.items[item]->states[i].reason == MissingReason::none;
    };
    auto const value = [&](std::size_t item) { return batch.items[item]->values[i]; };
    for (auto const& probe : instrument_.attentions) {
        if (answered(probe.item) && value(probe.item) != probe.expected) ++form.attention_failed;
    }
    for (auto const& probe : instrument_.infrequents) {
        if (answered(probe.item) && value(probe.item) > probe.above) ++form.infrequent_endorsed;
    }
    for (auto const& pair : instrument_.pairs) {
        bool const both = answered(pair.first) && answered(pair.second);
        if (both && std::abs(value(pair.first) - value(pair.second)) > pair.within) ++form.pairs_apart;
    }
    for (auto const* check : batch.checks) {
        if (check->states[i].reason == MissingReason::none && check->values[i] != 0) ++form.contradictions;
    }
}

Verdict verdict_on(Form const& form, Thresholds const& thresholds) {
    auto const wrong = form.out_of_range + form.unreadable + form.attention_failed +
                       form.infrequent_endorsed + form.pairs_apart + form.contradictions;
    bool const flat = thresholds.irv_below && form.variability < *thresholds.irv_below;
    bool const sparse = thresholds.missing_above && form.missing > *thresholds.missing_above;
    if (form.refused || form.answered + form.not_applicable == 0) return Verdict::no;
    bool const doubtful = wrong > 0 || form.longest_run > thresholds.longstring_above || flat || sparse;
    return doubtful ? Verdict::review : Verdict::yes;
}

void Screen::look(scoring::ItemBatch const& batch) {
    std::vector<double> answers;
    for (std::size_t i = 0; i < batch.rows; ++i) {
        auto const row = batch.first_row + i;
        Form form;
        form.refused = table_.refused(row);
        answers.clear();
        for (std::size_t j = 0; j < batch.items.size(); ++j) {
            auto const& item = instrument_.items[j];
            auto const reason = batch.items[j]->states[i].reason;
            tally(form, reason, !item.optional && !item.unscored);
        }
        for (auto const& compared : compared_) {
            if (compared.breaks_run) answers.push_back(std::nan(""));
            bool const there = batch.items[compared.item]->states[i].reason == MissingReason::none;
            answers.push_back(there ? batch.items[compared.item]->values[i] : std::nan(""));
        }
        form.longest_run = longest_run(answers);
        form.variability = intra_individual_variability(answers);
        probe(form, batch, i);
        form.verdict = verdict_on(form, thresholds_);
        forms_[row] = form;
    }
}

std::string reasons_of(Form const& form, Thresholds const& thresholds) {
    std::vector<std::string> reasons;
    auto const say = [&](std::uint32_t n, std::string_view one, std::string_view many) {
        if (n > 0) reasons.push_back(text::counted(n, one, many));
    };
    if (form.refused) return "the row was refused";
    if (form.verdict == Verdict::no && form.out_of_range + form.unreadable == 0)
        return "nothing was answered";
    say(form.out_of_range, "answer out of range", "answers out of range");
    say(form.unreadable, "unreadable answer", "unreadable answers");
    if (form.longest_run > thresholds.longstring_above) {
        reasons.push_back("the same answer " + std::to_string(form.longest_run) + " times in a row");
    }
    say(form.attention_failed, "attention item answered otherwise", "attention items answered otherwise");
    say(form.infrequent_endorsed, "unlikely statement agreed with", "unlikely statements agreed with");
    say(form.pairs_apart, "pair of like items answered differently",
        "pairs of like items answered differently");
    say(form.contradictions, "contradiction between answers", "contradictions between answers");
    if (thresholds.irv_below && form.variability < *thresholds.irv_below)
        reasons.push_back("answers hardly vary");
    if (thresholds.missing_above && form.missing > *thresholds.missing_above)
        reasons.push_back("too many answers missing");
    return text::join(reasons, "; ");
}

std::size_t Screen::count(Verdict verdict) const {
    return static_cast<std::size_t>(std::count_if(forms_.begin(), forms_.end(),
                                                  [&](Form const& form) { return form.verdict == verdict; }));
}

}  // namespace quaestor::validity
