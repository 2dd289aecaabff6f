/// How a data file writes its numbers: `2.5` or `2,5`, and what `1,234` may mean in it.
#pragma once

#include <optional>
#include <string_view>

namespace quaestor {

enum class DecimalMark {
    point,
    comma,
    unknown,  ///< `1,234` and `1.234` may be either a little more than one, or more than a thousand
};

struct NumberNotation {
    DecimalMark mark = DecimalMark::point;
    bool declared = false;  ///< said by the user, who then means the other sign to group digits in threes

    friend bool operator==(NumberNotation const&, NumberNotation const&) = default;
};

/// The signs of a number, before anybody says which of them is the decimal mark.
enum class NumberShape {
    none,            ///< no number
    plain,           ///< digits alone, `1e5`
    point,           ///< `2.5`, `0.125`, `1,234.5`, `1,234,567`: the point is the decimal mark
    comma,           ///< `2,5`, `0,125`, `1.234,5`, `1.234.567`: the comma is
    point_or_group,  ///< `1.234`
    comma_or_group,  ///< `1,234`
};

/// Blanks around the text are none of it.
[[nodiscard]] NumberShape number_shape(std::string_view text);

/// The number, where this notation leaves no doubt about it: `1,234` alone is none unless the mark was
/// declared, and `2,5` in a file with a decimal point is none either (it may be two answers).
[[nodiscard]] std::optional<double> read_number(std::string_view text, NumberNotation notation);

}  // namespace quaestor
