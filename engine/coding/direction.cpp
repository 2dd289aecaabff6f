#include "coding/direction.hpp"

#include "scoring/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace quaestor::coding {
namespace {

/// Sum of (a - mean of a)(b - mean of b).
long double products(std::int64_t ab, std::int64_t a, std::int64_t b, std::int64_t n) {
    return static_cast<long double>(ab) -
           static_cast<long double>(a) * static_cast<long double>(b) / static_cast<long double>(n);
}

std::optional<double> correlation(long double ab, long double aa, long double bb) {
    if (!(aa > 0) || !(bb > 0)) return std::nullopt;
    return static_cast<double>(ab / std::sqrt(aa * bb));
}

}  // namespace

bool is_clearly_negative(double r, std::int64_t n) {
    constexpr double quantile = 2.5758293035489004;  // 99 %, two sides: a file has many items
    if (n < fewest_people || !(r < clearly_negative)) return false;
    if (r <= -1) return true;
    return std::atanh(r) + quantile / std::sqrt(static_cast<double>(n - 3)) < 0;
}

bool Direction::can_look_at(instrument::Scale const& scale, std::vector<std::int32_t> const& steps) {
    std::int64_t widest = 0;
    std::int64_t total = 0;
    for (auto const& member : scale.members) {
        widest = std::max<std::int64_t>(widest, steps[member.item]);
        total += steps[member.item];
    }
    return total <= INT16_MAX && widest * total * static_cast<std::int64_t>(scoring::batch_rows) <= INT32_MAX;
}

Direction::Direction(instrument::Instrument const& instrument, std::size_t scale,
                     std::vector<std::int32_t> const& steps)
    : scale_(scale),
      members_(instrument.scales[scale].members),
      sums_(members_.size()),
      complete_(scoring::batch_rows),
      straight_(scoring::batch_rows),
      reversed_(scoring::batch_rows),
      own_(scoring::batch_rows) {
    for (auto const& member : members_)
        turns_.push_back(member.reversed ? static_cast<std::int16_t>(steps[member.item] + 1) : std::int16_t{0});
}

void Direction::add(std::span<StepColumn const> answers, std::size_t rows) {
    // Plain loops over short numbers, without a branch: the compiler does eight rows at once.
    std::fill_n(complete_.begin(), rows, std::int16_t{-1});
    std::fill_n(straight_.begin(), rows, std::int16_t{0});
    std::fill_n(reversed_.begin(), rows, std::int16_t{0});
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto const* const x = answers[members_[j].item].data();
        auto* const sum = members_[j].reversed ? reversed_.data() : straight_.data();
        auto const turn = turns_[j];
        for (std::size_t i = 0; i < rows; ++i) {
            complete_[i] = static_cast<std::int16_t>(complete_[i] & -static_cast<std::int16_t>(x[i] != 0));
            sum[i] = static_cast<std::int16_t>(sum[i] + (turn != 0 ? turn - x[i] : x[i]));
        }
    }
    std::int64_t n = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        n -= complete_[i];
        straight_[i] = static_cast<std::int16_t>(straight_[i] & complete_[i]);
        reversed_[i] = static_cast<std::int16_t>(reversed_[i] & complete_[i]);
    }
    if (n == 0) return;
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto const* const x = answers[members_[j].item].data();
        auto const turn = turns_[j];
        for (std::size_t i = 0; i < rows; ++i)
            own_[i] = static_cast<std::int16_t>((turn != 0 ? turn - x[i] : x[i]) & complete_[i]);
        std::int32_t sum = 0;
        std::int32_t squares = 0;
        std::int32_t with_straight = 0;
        std::int32_t with_reversed = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            sum += own_[i];
            squares += own_[i] * own_[i];
            with_straight += own_[i] * straight_[i];
            with_reversed += own_[i] * reversed_[i];
        }
        sums_[j].x += sum;
        sums_[j].xx += squares;
        sums_[j].x_straight += with_straight;
        sums_[j].x_reversed += with_reversed;
    }
    totals_.n += n;
    for (std::size_t i = 0; i < rows; ++i) {
        std::int64_t const straight = straight_[i];
        std::int64_t const reversed = reversed_[i];
        totals_.straight += straight;
        totals_.reversed += reversed;
        totals_.straight_straight += straight * straight;
        totals_.reversed_reversed += reversed * reversed;
        totals_.straight_reversed += straight * reversed;
    }
}

void Direction::merge(Direction const& other) {
    for (std::size_t j = 0; j < sums_.size(); ++j) {
        sums_[j].x += other.sums_[j].x;
        sums_[j].xx += other.sums_[j].xx;
        sums_[j].x_straight += other.sums_[j].x_straight;
        sums_[j].x_reversed += other.sums_[j].x_reversed;
    }
    totals_.n += other.totals_.n;
    totals_.straight += other.totals_.straight;
    totals_.reversed += other.totals_.reversed;
    totals_.straight_straight += other.totals_.straight_straight;
    totals_.reversed_reversed += other.totals_.reversed_reversed;
    totals_.straight_reversed += other.totals_.straight_reversed;
}

DirectionResult Direction::result() const {
    DirectionResult out;
    out.scale = scale_;
    out.n = totals_.n;
    auto const n = totals_.n;
    if (n < 2) return out;
    auto const& t = totals_;
    auto const total = t.straight + t.reversed;
    auto const total_total = t.straight_straight + t.reversed_reversed + 2 * t.straight_reversed;
    auto const spread = products(total_total, total, total, n);
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto const& s = sums_[j];
        auto const own = products(s.xx, s.x, s.x, n);
        auto const with_total = products(s.x_straight + s.x_reversed, s.x, total, n);
        auto const r = correlation(with_total - own, own, spread - 2 * with_total + own);
        if (r) out.items.push_back({members_[j].item, members_[j].reversed, *r});
    }
    auto const reversed = std::count_if(members_.begin(), members_.end(), [](auto const& m) { return m.reversed; });
    if (reversed >= 2 && static_cast<std::size_t>(reversed) + 2 <= members_.size())
        out.reversed_with_others = correlation(products(t.straight_reversed, t.straight, t.reversed, n),
                                               products(t.straight_straight, t.straight, t.straight, n),
                                               products(t.reversed_reversed, t.reversed, t.reversed, n));
    return out;
}

}  // namespace quaestor::coding
