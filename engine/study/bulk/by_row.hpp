/// The order of rows for what was found item by item.
#pragma once

#include "scoring/kernels.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace quaestor::study::bulk {

/// Orders by `row`, which is one of a batch; what is of the same row stays in its order. `room` is used, and
/// left with anything.
template <class T>
void order_by_row(std::vector<T>& those, std::vector<T>& room) {
    if (those.size() < 2) return;
    std::array<std::uint32_t, scoring::batch_rows + 1> places{};
    for (auto const& one : those)
        ++places[one.row + std::size_t{1}];
    for (std::size_t row = 1; row < places.size(); ++row)
        places[row] += places[row - 1];
    room.resize(those.size());
    for (auto& one : those)
        room[places[one.row]++] = one;
    those.swap(room);
}

}  // namespace quaestor::study::bulk
