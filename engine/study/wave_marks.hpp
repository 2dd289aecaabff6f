/// Marks of waves in the names of columns: `t1` in `t1_q4`, `q4_t1`, `phq9_t1_4`.
#pragma once

#include "base/diagnostic.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::study {

/// Where a mark stands in a name.
enum class MarkPlace { front, behind, between };
inline constexpr std::array<MarkPlace, 3> mark_places{MarkPlace::front, MarkPlace::behind,
                                                      MarkPlace::between};

/// "in front of", "behind", "inside".
[[nodiscard]] std::string_view word(MarkPlace place);

struct WaveMark {
    std::string wave;                  ///< how the scores call it
    std::string mark;                  ///< without what sets it apart; empty: the columns without a mark
    std::optional<MarkPlace> place{};  ///< where that was said

    /// How it is written so that it can stand there alone: `t1_`, `_t1`, `_t1_`.
    [[nodiscard]] static std::string written(std::string_view mark, MarkPlace place);
};

/// `t1`: a mark by whose name the wave goes. `t1_`, `_t1`, `_t1_`: one that stands in front, behind, between,
/// where the file leaves that open. `base=t1` calls the wave otherwise; `base=` is the wave whose columns
/// have no mark. Error C050 where two are the same, or nothing stands there.
[[nodiscard]] Outcome<std::vector<WaveMark>> wave_marks(std::vector<std::string> const& written);

/// What is left of `name` without the mark at that place; none where it is not there, or nothing is left.
/// Letters and numbers count, as in scoring/name_key.hpp. Something must set the mark apart, unless it has a
/// letter and a digit meets a letter: `q4t1`. A mark between two parts is set apart on both sides.
[[nodiscard]] std::optional<std::string> without_mark(std::string_view name, std::string_view mark,
                                                      MarkPlace place);

}  // namespace quaestor::study
