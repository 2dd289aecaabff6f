#include "data/total_row.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace quaestor::data {

bool names_a_total(std::string_view cell) {
    constexpr std::array<std::string_view, 14> words{
        "total", "totals", "sum",         "grand total", "mean",         "average", "count",
        "summe", "gesamt", "gesamtsumme", "mittelwert",  "durchschnitt", "anzahl",  "moyenne"};
    auto word = text::trimmed(cell);
    if (word.ends_with(':')) word.remove_suffix(1);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view one) { return text::equal_ignoring_case(word, one); });
}

}  // namespace quaestor::data
