/// Which values a scale or an expression can have: interval arithmetic over the definition, before any data.
#pragma once

#include "instrument/model.hpp"

#include <optional>

namespace quaestor::instrument::check {

/// Both ends belong to it. `whole`: only whole numbers occur.
struct Interval {
    double low = 0;
    double high = 0;
    bool whole = false;

    [[nodiscard]] bool single() const { return low == high; }
    [[nodiscard]] bool contains(double x) const { return x >= low && x <= high; }
};

/// Values of a complete form, after rescaling and rounding.
[[nodiscard]] Range attainable_range(Instrument const& model, Scale const& scale);

/// Values of any form that the missing rule lets pass: a sum of what is there may lie below that of a
/// complete form.
[[nodiscard]] Range partial_range(Instrument const& model, Scale const& scale);

/// None where it has no bounds (a division by an interval with zero in it, an unbounded exponential) or is a
/// text. A boolean is within 0 and 1. Results must have been resolved: `attainable` of scales, expressions of
/// scores.
[[nodiscard]] std::optional<Interval> interval_of(Instrument const& model, Expression const& e);

/// Fills in what the score's expression can give, once what it uses is resolved.
void note_attainable(Instrument const& model, Score& score);

}  // namespace quaestor::instrument::check
