/// Whether the items of a scale point where the definition says: from sums that many threads, or many parts of a file,
/// can gather by themselves and add up. The sums are of whole numbers, so no order changes them.
#pragma once

#include "instrument/model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace quaestor::coding {

/// An item's correlation with the others of its scale.
struct ItemRest {
    std::size_t item = 0;   ///< index into Instrument::items
    bool reversed = false;  ///< by the scale
    double r = 0;           ///< with the sum of the other items, after the definition's reversal
};

struct DirectionResult {
    std::size_t scale = 0;       ///< index into Instrument::scales
    std::int64_t n = 0;          ///< people who answered all of its items
    std::vector<ItemRest> items; ///< of all its items that vary
    /// Of the sum of the reversed items with the sum of the others, where there are two of each.
    std::optional<double> reversed_with_others;
};

/// The least that counts as running against the others: r below this, and its interval without 0.
inline constexpr double clearly_negative = -0.2;
inline constexpr std::int64_t fewest_people = 30;
/// r < -0.2, n >= 30, and the 99 % interval of Fisher's z below 0.
[[nodiscard]] bool is_clearly_negative(double r, std::int64_t n);

/// The most steps that answers may have to be looked at.
inline constexpr std::int32_t most_steps = 250;
/// The answers of up to scoring::batch_rows rows to one item: 0 for none, k for the k-th step from the lowest on.
using StepColumn = std::vector<std::uint8_t>;

/// Of one scale. `steps` has for each item of the instrument how many steps its answers have.
class Direction {
public:
    /// Whether the sums of a batch are small enough for the quick way in which they are made.
    [[nodiscard]] static bool can_look_at(instrument::Scale const& scale, std::vector<std::int32_t> const& steps);
    Direction(instrument::Instrument const& instrument, std::size_t scale, std::vector<std::int32_t> const& steps);

    /// By item of the instrument; nullptr for one that is not in the file. Rows in which an item of the scale has no answer
    /// do not count.
    void add(std::span<std::uint8_t const* const> answers, std::size_t rows);
    void merge(Direction const& other);
    [[nodiscard]] DirectionResult result() const;

private:
    struct Sums {
        std::int64_t x = 0;
        std::int64_t xx = 0;
        std::int64_t x_straight = 0;  ///< with the sum of the items that are not reversed
        std::int64_t x_reversed = 0;
    };
    std::size_t scale_;
    std::vector<instrument::Member> members_;
    std::vector<std::uint8_t> turns_;  ///< by member: reversed, what its step is taken from; else 0
    bool has_reversed_ = false;
    std::vector<Sums> sums_;           ///< by member
    std::int64_t n_ = 0;
    using Row = std::vector<std::int16_t>;
    Row complete_;  ///< of the batch: all bits of a row that counts, else none
    Row straight_;  ///< sums of the items that are not reversed
    Row reversed_;
};

}  // namespace quaestor::coding
