/// What a cell that is no answer looks like: why it may have come into the file.
#pragma once

#include "instrument/model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::coding {

enum class Look : std::uint8_t {
    nothing_known,
    missing_code,  ///< -99, UNK, n/a: people write so where there is no answer
    quoted,        ///< '4 with an apostrophe that was to make a text of it
    labelled,      ///< 4 - often
    wide,          ///< digits of another script, as East Asian keyboards write them
    date,          ///< 1-Feb, 2024-02-01, and 45323, the same day as Excel counts it
};
inline constexpr std::size_t looks = 6;

struct RefusedCell {
    Look look = Look::nothing_known;
    std::string code;  ///< of a missing code: a number as short as it goes, a word as it stands there
};

/// Of a number that `set` does not have. 9 and the like are missing codes only where they lie apart from its
/// answers: on a scale of 1 to 7 an 8 is more likely a slip.
[[nodiscard]] RefusedCell look_at(instrument::ResponseSet const& set, double number);
/// Of a cell that `set` does not have, neither as a code nor as a label. Of a number in quotes, with a label
/// or in wide digits the number must be an answer. Dates are none where a date or a time is asked for.
[[nodiscard]] RefusedCell look_at(instrument::ResponseSet const& set, std::string_view cell);

/// The same for a fact about the respondent, where only missing codes are looked for.
[[nodiscard]] RefusedCell look_at(instrument::Covariate const& covariate, std::string_view cell);

}  // namespace quaestor::coding
