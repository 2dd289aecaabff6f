#include "instrument/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quaestor::instrument {

double rounded(double value, Rounding const& rounding) {
    auto const unit = std::pow(10.0, rounding.digits);
    auto const scaled = value * unit;
    auto const magnitude = std::abs(scaled);
    auto const below = std::floor(magnitude);
    auto const part = magnitude - below;
    // Scaling moves a value by an ulp or two: so near to a half, it was a half.
    auto const slack = std::max(1e-9, 4 * std::numeric_limits<double>::epsilon() * magnitude);
    if (slack >= 0.25) return value;  // no decimals are left to round
    double whole = part > 0.5 ? below + 1 : below;
    if (std::abs(part - 0.5) < slack) {
        bool const below_is_even = std::fmod(below, 2.0) == 0;
        whole = rounding.half_even && below_is_even ? below : below + 1;
    }
    return std::copysign(whole, scaled) / unit;
}

}  // namespace quaestor::instrument
