/// Texts that a reader takes for the same: whatever the case, the blanks, and the shape of quotes and dashes.
#pragma once

#include <string>
#include <string_view>

namespace quaestor::text {

/// The text as it is compared. Blanks of every kind (tab, line end, no-break space ...) around it are gone
/// and several within are one; what has no width is gone; letters of the Latin, Greek and Cyrillic scripts
/// are small; typographic quotes and apostrophes are ' and ", dashes of any length -, and the one character
/// of an ellipsis three points. An accent is kept: "élevé" and "eleve" differ. Bytes that are no UTF-8 stay
/// as they are.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace quaestor::text
