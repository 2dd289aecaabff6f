#include "validity/short_screen.hpp"

#include "validity/variability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quaestor::validity {
namespace {

using scoring::batch_rows;

/// Blanks of items that the file has no column for are as many in each form.
void count_answers(std::uint8_t const* answers, std::size_t rows, std::uint16_t* answered) {
    for (std::size_t i = 0; i < rows; ++i)
        answered[i] = static_cast<std::uint16_t>(answered[i] + (answers[i] != 0));
}

void lengthen_runs(std::uint8_t const* answers, std::uint8_t const* before, std::size_t rows, std::uint8_t* run,
                   std::uint8_t* longest) {
    for (std::size_t i = 0; i < rows; ++i) {
        auto const goes_on = static_cast<std::uint8_t>(answers[i] == before[i] ? 0xFF : 0);
        auto const there = static_cast<std::uint8_t>(answers[i] != 0 ? 0xFF : 0);
        auto const now = static_cast<std::uint8_t>(static_cast<std::uint8_t>((run[i] & goes_on) + 1) & there);
        run[i] = now;
        longest[i] = std::max(longest[i], now);
    }
}

void add_squares(std::uint8_t const* answers, std::uint16_t shift, std::size_t rows, std::uint16_t* n,
                 std::uint32_t* sums, std::uint32_t* squares) {
    for (std::size_t i = 0; i < rows; ++i) {
        auto const there = static_cast<std::uint32_t>(answers[i] != 0);
        auto const value = (answers[i] + shift) * there;
        n[i] = static_cast<std::uint16_t>(n[i] + there);
        sums[i] += value;
        squares[i] += value * value;
    }
}

}  // namespace

ShortScreen::ShortScreen(scoring::Tabled const& tabled) : thresholds_(thresholds_of(tabled.instrument())) {
    auto const& instrument = tabled.instrument();
    auto const& answers = tabled.items();
    for (std::size_t i = 0; i < instrument.items.size(); ++i) {
        items_.push_back(i);
        expected_.push_back(!instrument.items[i].optional && !instrument.items[i].unscored);
    }
    double lowest = std::numeric_limits<double>::infinity();
    auto const compared = compared_items(instrument);
    for (auto const& item : compared) {
        if (answers[item.item]) lowest = std::min(lowest, answers[item.item]->lowest());
    }
    for (auto const& item : compared) {
        auto const shift = answers[item.item] ? answers[item.item]->lowest() - lowest : 0;
        compared_.push_back({item.item, item.breaks_run, static_cast<std::uint16_t>(shift)});
    }
}

void ShortScreen::look(scoring::TabledBatch const& batch, std::size_t rows) {
    Rows<std::uint16_t> expected_answered{};
    std::fill_n(answered_.begin(), rows, std::uint16_t{0});
    std::uint16_t expected = 0;
    for (auto const item : items_) {
        count_answers(batch.answers(item), rows, answered_.data());
        if (!expected_[item]) continue;
        ++expected;
        count_answers(batch.answers(item), rows, expected_answered.data());
    }
    for (std::size_t i = 0; i < rows; ++i)
        missing_[i] = static_cast<std::uint16_t>(expected - expected_answered[i]);

    static constexpr Rows<std::uint8_t> nothing{};
    Rows<std::uint8_t> run{};
    Rows<std::uint8_t> longest{};
    Rows<std::uint16_t> n{};
    Rows<std::uint32_t> sums{};
    Rows<std::uint32_t> squares{};
    std::uint8_t const* before = nothing.data();
    for (auto const& compared : compared_) {
        auto const* const answers = batch.answers(compared.item);
        if (compared.breaks_run) before = nothing.data();
        lengthen_runs(answers, before, rows, run.data(), longest.data());
        add_squares(answers, compared.shift, rows, n.data(), sums.data(), squares.data());
        before = answers;
    }
    std::copy_n(longest.begin(), rows, longest_.begin());
    for (std::size_t i = 0; i < rows; ++i) {
        auto const spread = whole_answers_variability(n[i], sums[i], squares[i]);
        variability_[i] = n[i] < 2 ? std::numeric_limits<double>::quiet_NaN() : spread;
    }
    auto const longstring = thresholds_.longstring_above;
    auto const irv = thresholds_.irv_below.value_or(-1);
    auto const sparse = thresholds_.missing_above.value_or(std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < rows; ++i) {
        bool const looked_at = longest_[i] > longstring || variability_[i] < irv || missing_[i] > sparse;
        valid_[i] = static_cast<std::uint8_t>(!looked_at && answered_[i] > 0);
    }
}

}  // namespace quaestor::validity
