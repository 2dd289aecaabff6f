#include "validity/short_screen.hpp"

#include "validity/variability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace quaestor::validity {
namespace {

/// Of the items that are compared and in the file.
std::optional<double> lowest_answer(scoring::Tabled const& tabled) {
    std::optional<double> lowest;
    for (auto const& compared : compared_items(tabled.instrument())) {
        auto const& answers = tabled.items()[compared.item];
        if (answers) lowest = std::min(lowest.value_or(answers->lowest()), answers->lowest());
    }
    return lowest;
}

}  // namespace

bool ShortScreen::can_look_at(scoring::Tabled const& tabled) {
    auto const lowest = lowest_answer(tabled);
    auto const compared = compared_items(tabled.instrument());
    double highest = 0;  // of the bytes that are compared, from 1 on
    for (auto const& item : compared) {
        auto const& answers = tabled.items()[item.item];
        if (answers) highest = std::max(highest, answers->lowest() - *lowest + answers->values());
    }
    auto const most = highest * static_cast<double>(compared.size());
    return highest <= std::numeric_limits<std::uint8_t>::max() && most <= std::numeric_limits<std::uint16_t>::max();
}

ShortScreen::ShortScreen(scoring::Tabled const& tabled, scoring::TabledBatch const& batch)
    : thresholds_(thresholds_of(tabled.instrument())) {
    auto const& items = tabled.instrument().items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        items_.push_back(batch.answers(i));
        is_expected_.push_back(!items[i].optional && !items[i].unscored);
        if (is_expected_.back()) expected_.push_back(batch.answers(i));
    }
    auto const lowest = lowest_answer(tabled);
    for (auto const& item : compared_items(tabled.instrument())) {
        auto const& answers = tabled.items()[item.item];
        auto const shift = answers ? answers->lowest() - *lowest : 0;
        auto const most = answers ? shift + answers->values() : 0;
        compared_.push_back({batch.answers(item.item), static_cast<std::uint8_t>(shift), item.breaks_run, static_cast<std::uint8_t>(most)});
        if (answers) range_ = std::max(range_, static_cast<std::uint32_t>(shift) + answers->values() - 1);
    }
}

void ShortScreen::look(std::size_t rows, std::span<scoring::Gap const> gaps) {
    auto const& loops = numeric::column_loops();
    loops.spread(compared_.data(), compared_.size(), rows,
                 {longest_.data(), compared_answered_.data(), sums_.data(), squares_.data()});
    // As a rule all items are expected, and all are compared.
    if (compared_.size() == items_.size()) {
        answered_ = compared_answered_;
    } else {
        loops.count(items_.data(), items_.size(), rows, answered_.data());
    }
    auto const& given = expected_.size() == items_.size() ? answered_ : missing_;
    if (&given == &missing_) loops.count(expected_.data(), expected_.size(), rows, missing_.data());
    auto const expected = static_cast<std::uint16_t>(expected_.size());
    for (std::size_t i = 0; i < rows; ++i)
        missing_[i] = static_cast<std::uint16_t>(expected - given[i]);
    for (std::size_t i = 0; i < rows; ++i)
        spread_[i] = std::uint32_t{compared_answered_[i]} * squares_[i] - std::uint32_t{sums_[i]} * sums_[i];

    auto const most = static_cast<std::uint16_t>(std::clamp(std::floor(thresholds_.longstring_above), 0.0, 65535.0));
    for (std::size_t i = 0; i < rows; ++i)
        plain_[i] = static_cast<std::uint8_t>((answered_[i] != 0 ? 1 : 0) & (longest_[i] <= most ? 1 : 0));
    std::fill_n(out_of_range_.begin(), rows, std::uint16_t{0});
    std::fill_n(unreadable_.begin(), rows, std::uint16_t{0});
    for (auto const& gap : gaps) {
        if (gap.reason == MissingReason::declared) continue;
        ++(gap.reason == MissingReason::out_of_range ? out_of_range_ : unreadable_)[gap.row];
        if (is_expected_[gap.item]) --missing_[gap.row];
        plain_[gap.row] = 0;
    }
    bool const runs_only = !thresholds_.irv_below && !thresholds_.missing_above && thresholds_.longstring_above >= 0;
    if (runs_only) return;
    for (std::size_t i = 0; i < rows; ++i)
        plain_[i] = static_cast<std::uint8_t>(plain_[i] != 0 && form(i).verdict == Verdict::yes);
}

/// n times the sum of squares less the square of the sum is at its largest where half of the answers lie at either end.
std::uint32_t ShortScreen::most_spread(std::size_t n) const {
    auto const width = static_cast<std::uint32_t>(n) * range_;
    return static_cast<std::uint32_t>(std::uint64_t{width} * width / 4);
}

double ShortScreen::variability(std::size_t row) const {
    auto const n = compared_answered_[row];
    return n < 2 ? std::nan("") : whole_answers_variability(n, sums_[row], squares_[row]);
}

Form ShortScreen::form(std::size_t row) const {
    Form form;
    form.answered = answered_[row];
    form.missing = missing_[row];
    form.out_of_range = out_of_range_[row];
    form.unreadable = unreadable_[row];
    form.longest_run = longest_[row];
    form.variability = thresholds_.irv_below ? variability(row) : std::nan("");
    form.verdict = verdict_on(form, thresholds_);
    return form;
}

}  // namespace quaestor::validity
