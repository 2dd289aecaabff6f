/// How much one person's answers vary: almost not at all, or wildly, may both be careless.
#pragma once

#include <cmath>
#include <span>

namespace quaestor::validity {

/// Intra-individual response variability: the standard deviation (n - 1) of one person's answers over the
/// items, as given (not reversed). NaN answers are left out; NaN when fewer than two are left. Source: Dunn,
/// Heggestad, Shanock & Theilgard (2018), Journal of Business and Psychology 33, 105-121. Checked against
/// careless::irv in tests/golden/validity.
[[nodiscard]] double intra_individual_variability(std::span<double const> answers);

/// The same of n > 1 whole answers, from their sum and the sum of their squares: only the last steps round.
[[nodiscard]] inline double whole_answers_variability(double n, double sum, double sum_of_squares) {
    return std::sqrt((n * sum_of_squares - sum * sum) / (n * (n - 1)));
}

}  // namespace quaestor::validity
