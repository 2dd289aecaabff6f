/// What one cell of a data file means under a response set: a scoring value, or why there is none.
#pragma once

#include "base/decimal_mark.hpp"
#include "base/missing.hpp"
#include "instrument/model.hpp"

#include <string_view>

namespace quaestor::instrument {

struct Answer {
    double value = 0;  ///< the scoring value; only where reason is none
    MissingReason reason = MissingReason::none;
};

/// What somebody answered who chose this option.
[[nodiscard]] Answer answer_of(Option const& option);

/// Blanks around the text are ignored. `3`, `3.0` and `03` are the code 3; a text code must match to the
/// letter, but for case; labels are not looked at (labels.hpp). What the set does not have is out_of_range,
/// what is no number either is unreadable; neither becomes a value. `notation` says what a comma in a number
/// is.
[[nodiscard]] Answer decode(ResponseSet const& set, std::string_view cell, NumberNotation notation = {});

/// The same for a cell that is a number already.
[[nodiscard]] Answer decode(ResponseSet const& set, double number);

/// A covariate's value: the number itself, or the category's place in Instrument::texts.
[[nodiscard]] Answer decode(Covariate const& covariate, std::string_view cell, NumberNotation notation = {});

}  // namespace quaestor::instrument
