/// How numbers are shown to people: the one place that knows digits, leading zeros and signs.
///
/// Follows the Publication Manual of the APA (7th ed., 6.36): no leading zero where a value cannot exceed
/// one, exact p values down to .001. Machine formats (CSV, JSON) do not come here: they get the shortest text
/// that reads back.
#pragma once

#include "document/document.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace quaestor::document {

/// `decimals`, or the usual number for the kind: count 0, number 2, coefficient 2, p value 3, percent 1.
[[nodiscard]] int decimals_of(Kind kind, std::optional<int> decimals);

/// `value` as text: "12.35", ".84", "< .001", "12.5%", "1,234". Must be finite.
[[nodiscard]] std::string shown(double value, Kind kind, std::optional<int> decimals = {});
[[nodiscard]] std::string shown(std::int64_t value, Kind kind, std::optional<int> decimals = {});
/// A cell as its column shows it; a missing value by its reason.
[[nodiscard]] std::string shown(Cell const& cell, Column const& column);

/// "[.71, .83]"
[[nodiscard]] std::string shown_interval(double lower, double upper, Kind kind,
                                         std::optional<int> decimals = {});

/// "p < .001", "p = .032", "p > .999": for running text.
[[nodiscard]] std::string p_phrase(double p);

/// The same in the number-format language of spreadsheets: "0.00", ".00;-.00", ...
[[nodiscard]] std::string spreadsheet_format(Kind kind, std::optional<int> decimals = {});

/// A number below 0 that is shown as 0: spreadsheets would set a minus before it.
[[nodiscard]] bool shown_as_zero(double value, Kind kind, std::optional<int> decimals = {});
/// The format for such a number: ".00;.00".
[[nodiscard]] std::string spreadsheet_format_of_zero(Kind kind, std::optional<int> decimals = {});

}  // namespace quaestor::document
