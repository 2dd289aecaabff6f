/// The one way in which numbers are rounded.
#pragma once

#include "instrument/model.hpp"

namespace quaestor::instrument {

/// `value` with `digits` decimals, ties away from zero or to the even digit. A value within the last bits of
/// a tie is a tie: 2.675 is meant as written, not as its nearest binary fraction.
[[nodiscard]] double rounded(double value, Rounding const& rounding);

}  // namespace quaestor::instrument
