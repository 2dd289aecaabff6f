/// Text without locale: UTF-8, nearest names, and numbers that read back to the same value.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::text {

/// Offset of the first byte that is not valid UTF-8 (RFC 3629: no overlong form, no surrogate), or none.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Code points; a tab counts one. A byte that continues no character counts none.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Control characters become a middle dot or their `\xNN` name, so that a text from a file cannot drive a
/// terminal; a tab becomes one blank.
[[nodiscard]] std::string printable(std::string_view text);

[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] std::string join(std::span<std::string const> words, std::string_view separator);

/// Levenshtein distance with a swap of neighbours counted as one.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that a writer of `word` most likely meant, or that alone begins with it; none when nothing
/// is near, or several are equally so, and never `word` itself.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<std::string const> candidates);

/// The whole of `text` as a decimal number (`-3`, `4.5`, `1e-3`), without blanks, hex, `inf` or `nan`.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// Shortest text that reads back to the same value; `-0` is written `0`. `value` must be finite.
[[nodiscard]] std::string number(double value);

/// `value` with exactly `digits` decimals.
[[nodiscard]] std::string fixed(double value, int digits);

/// "1 row", "2 rows": `count` with its noun.
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// "12,345": digits grouped in threes, for people.
[[nodiscard]] std::string grouped(std::size_t count);

}  // namespace quaestor::text
