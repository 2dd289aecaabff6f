/// Why there is no value. A cell is a value or missing for one of these reasons; a wrong value never becomes
/// a number.
#pragma once

#include <cstdint>
#include <string_view>

namespace quaestor {

enum class MissingReason : std::uint8_t {
    none,            ///< there is a value
    blank,           ///< nothing was written
    declared,        ///< a code that the definition declares as missing
    skipped,         ///< not asked
    not_applicable,  ///< an answer that is no answer to score: leaves a scale, is not counted as missing
    out_of_range,    ///< a number that the response set does not have
    unreadable,      ///< not a number, or in a row that could not be read
    unknown_key,     ///< a lookup table has no such key, or takes no prorated total
    undefined,       ///< arithmetic without a result: division by zero, root of a negative number
};

/// "blank", "declared missing", "out of range" ...: for people.
[[nodiscard]] std::string_view describe(MissingReason reason);

}  // namespace quaestor
