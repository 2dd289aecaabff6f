/// A formula as a person reads it: what was resolved, written back in the language.
#pragma once

#include "instrument/model.hpp"

#include <string>

namespace quaestor::instrument {

/// "count(q1..q8 >= 2) + (q9 >= 1)". Neighbouring items are written as the range that they were; sets are
/// unfolded, and `decide` is written as the conditions inside each other that it means.
[[nodiscard]] std::string formula_text(Instrument const& instrument, Expression const& formula);

/// A value of the formula's type: "3.5", "true", "\"high\"".
[[nodiscard]] std::string value_text(Instrument const& instrument, ValueType type, double value);

}  // namespace quaestor::instrument
