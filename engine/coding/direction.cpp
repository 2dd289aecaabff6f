#include "coding/direction.hpp"

#include "numeric/columns.hpp"
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
    return widest <= most_steps && total <= INT16_MAX && widest * total * static_cast<std::int64_t>(scoring::batch_rows) <= INT32_MAX;
}

Direction::Direction(instrument::Instrument const& instrument, std::size_t scale,
                     std::vector<std::int32_t> const& steps)
    : scale_(scale),
      members_(instrument.scales[scale].members),
      sums_(members_.size()),
      complete_(scoring::batch_rows),
      straight_(scoring::batch_rows),
      reversed_(scoring::batch_rows) {
    for (auto const& member : members_) {
        turns_.push_back(static_cast<std::uint8_t>(member.reversed ? steps[member.item] + 1 : 0));
        has_reversed_ = has_reversed_ || member.reversed;
    }
}

void Direction::add(std::span<std::uint8_t const* const> answers, std::size_t rows) {
    auto const& loops = numeric::column_loops();
    std::fill_n(complete_.begin(), rows, std::int16_t{-1});
    std::fill(complete_.begin() + static_cast<std::ptrdiff_t>(rows), complete_.end(), std::int16_t{0});
    std::fill_n(straight_.begin(), rows, std::int16_t{0});
    std::fill_n(reversed_.begin(), rows, std::int16_t{0});
    auto const column = [&](std::size_t j) { return numeric::TurnedColumn{answers[members_[j].item], turns_[j]}; };
    for (std::size_t j = 0; j < members_.size(); ++j) {
        if (column(j).bytes == nullptr) return;
        loops.add_kept(column(j), rows, (turns_[j] != 0 ? reversed_ : straight_).data(), complete_.data());
    }
    for (std::size_t i = 0; i < rows; ++i)
        n_ -= complete_[i];
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto const here =
            loops.products(column(j), complete_.data(), straight_.data(), has_reversed_ ? reversed_.data() : nullptr, rows);
        sums_[j].x += here.x;
        sums_[j].xx += here.xx;
        sums_[j].x_straight += here.xa;
        sums_[j].x_reversed += here.xb;
    }
}

void Direction::merge(Direction const& other) {
    for (std::size_t j = 0; j < sums_.size(); ++j) {
        sums_[j].x += other.sums_[j].x;
        sums_[j].xx += other.sums_[j].xx;
        sums_[j].x_straight += other.sums_[j].x_straight;
        sums_[j].x_reversed += other.sums_[j].x_reversed;
    }
    n_ += other.n_;
}

DirectionResult Direction::result() const {
    DirectionResult out;
    out.scale = scale_;
    out.n = n_;
    auto const n = n_;
    if (n < 2) return out;
    // The totals' own sums are those of their items.
    Sums straight;
    Sums reversed;
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto& of = turns_[j] != 0 ? reversed : straight;
        of.x += sums_[j].x;
        of.x_straight += sums_[j].x_straight;
        of.x_reversed += sums_[j].x_reversed;
    }
    auto const total = straight.x + reversed.x;
    auto const total_total = straight.x_straight + reversed.x_reversed + 2 * straight.x_reversed;
    auto const spread = products(total_total, total, total, n);
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto const& s = sums_[j];
        auto const own = products(s.xx, s.x, s.x, n);
        auto const with_total = products(s.x_straight + s.x_reversed, s.x, total, n);
        auto const r = correlation(with_total - own, own, spread - 2 * with_total + own);
        if (r) out.items.push_back({members_[j].item, members_[j].reversed, *r});
    }
    auto const turned = std::count_if(members_.begin(), members_.end(), [](auto const& m) { return m.reversed; });
    if (turned >= 2 && static_cast<std::size_t>(turned) + 2 <= members_.size())
        out.reversed_with_others = correlation(products(straight.x_reversed, straight.x, reversed.x, n),
                                               products(straight.x_straight, straight.x, straight.x, n),
                                               products(reversed.x_reversed, reversed.x, reversed.x, n));
    return out;
}

}  // namespace quaestor::coding
