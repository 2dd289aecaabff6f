#include "report/form_lines.hpp"

#include "base/expects.hpp"
#include "document/write/csv.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <system_error>

namespace quaestor::report {
namespace {

using validity::Verdict;

/// "0," to "k,".
TextSlots counts_up_to(std::size_t k) {
    std::vector<std::string> texts;
    for (std::size_t n = 0; n <= k; ++n)
        texts.push_back(std::to_string(n) + ',');
    return TextSlots(texts);
}

/// Where a blank of any item counts as missing, answers tell how many are.
std::optional<TextSlots> heads_of(validity::ShortScreen const& screen) {
    constexpr std::size_t most_items = 63;
    auto const k = screen.items();
    if (k != screen.expected() || k > most_items) return std::nullopt;
    std::vector<std::string> texts;
    for (std::size_t answered = 0; answered <= k; ++answered) {
        auto const missing = std::to_string(k - answered);
        for (std::size_t run = 0; run <= k; ++run)
            texts.push_back(std::to_string(answered) + ',' + missing + ",0,0," + std::to_string(run) + ',');
    }
    return TextSlots(texts);
}

}  // namespace

VariabilityTexts::VariabilityTexts(validity::ShortScreen const& screen) : screen_(screen) {
    constexpr std::uint64_t most_slots = 1U << 14U;
    std::uint64_t keys = 1;
    for (std::size_t n = 0; n <= screen.most_compared(); ++n) {
        first_key_.push_back(keys);
        keys += std::uint64_t{screen.most_spread(n)} + 1;
    }
    slots_.resize(std::bit_ceil(std::min(keys, most_slots)));
    mask_ = slots_.size() - 1;
}

void VariabilityTexts::fill(Slot& slot, std::uint64_t key, std::size_t row) const {
    auto const number = screen_.variability(row);
    auto* end = slot.text;
    if (!std::isnan(number)) {
        // Of up to 65,535 whole answers it is 0 or from 0.0039 to 128: 22 signs at most.
        auto const written = std::to_chars(end, end + sizeof slot.text - 1, number);
        expects(written.ec == std::errc(), "VariabilityTexts: a number too long");
        end = written.ptr;
    }
    *end++ = ',';
    slot.size = static_cast<std::uint8_t>(end - slot.text);
    slot.key = key;
}

FormLines::FormLines(validity::ShortScreen const& screen)
    : screen_(screen),
      counts_(counts_up_to(screen.items())),
      counts_up_to_(screen.items() + 1),
      heads_(heads_of(screen)),
      variabilities_(screen) {
    if (heads_) heads_at_ = heads_->slots();
}

void FormLines::look(std::size_t rows, std::uint8_t const* taken) {
    std::uint64_t plain = 0;
    for (std::size_t i = 0; i < rows; ++i)
        plain += static_cast<std::uint64_t>(taken[i] & screen_.plain()[i]);
    verdicts_[static_cast<std::size_t>(Verdict::yes)] += plain;
}

void FormLines::put_other(std::size_t row, LineBuffer& out) {
    auto const key = key_of(row);
    auto& known = known_[(key * 0x9E3779B97F4A7C15U) >> 56U];
    if (known.key != key) {
        auto const form = screen_.form(row);
        known.key = key;
        known.verdict = form.verdict;
        known.fields = std::string(word(form.verdict)) + ',';
        document::append_csv_text(known.fields, reasons_of(form, screen_.thresholds()));
        known.fields += ',';
    }
    ++verdicts_[static_cast<std::size_t>(known.verdict)];
    out.reserve(longest);
    auto* to = out.end();
    for (auto const* counts :
         {screen_.answered(), screen_.missing(), screen_.out_of_range(), screen_.unreadable(), screen_.longest_run()})
        to = put_slot(counts_.slots(), 32, counts[row], to);
    out.end_at(variabilities_.put(row, to));
    out.reserve(known.fields.size());
    out.put(known.fields);
}

/// What verdict and reasons rest on, in two bytes or a bit each.
std::uint64_t FormLines::key_of(std::size_t row) const {
    auto const& thresholds = screen_.thresholds();
    auto const run = screen_.longest_run()[row];
    bool const long_run = run > thresholds.longstring_above;
    bool const flat = thresholds.irv_below && screen_.variability(row) < *thresholds.irv_below;
    bool const sparse = thresholds.missing_above && screen_.missing()[row] > *thresholds.missing_above;
    std::uint64_t key = screen_.out_of_range()[row];
    key = key << 16U | screen_.unreadable()[row];
    key = key << 16U | (long_run ? run : 0U);
    key = key << 1U | (flat ? 1U : 0U);
    key = key << 1U | (sparse ? 1U : 0U);
    return key << 1U | (screen_.answered()[row] == 0 ? 1U : 0U);
}

}  // namespace quaestor::report
