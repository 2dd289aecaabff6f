/// How parts of a definition are said in a sentence about a change.
#pragma once

#include "instrument/model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quaestor::study::words {

[[nodiscard]] std::string range_text(instrument::Range const& range);
[[nodiscard]] std::string quoted(std::string const& text);
[[nodiscard]] std::string or_none(std::string const& text);
/// Cut with an ellipsis where it is longer than a line or two.
[[nodiscard]] std::string ended(std::string text);
[[nodiscard]] std::string optional_number(std::optional<double> const& number);
[[nodiscard]] std::string_view direction(instrument::Direction higher);
[[nodiscard]] std::string rounding_text(std::optional<instrument::Rounding> const& rounding);
[[nodiscard]] std::string rescale_text(std::optional<instrument::Rescale> const& rescale);
[[nodiscard]] std::string kind_text(instrument::OptionKind kind);
[[nodiscard]] std::string test_text(std::optional<instrument::CountTest> const& test);
[[nodiscard]] std::string row_text(instrument::TableRow const& row);
/// Everything about a set of answers but its name and labels.
[[nodiscard]] std::string meaning_of(instrument::ResponseSet const& set);

}  // namespace quaestor::study::words
