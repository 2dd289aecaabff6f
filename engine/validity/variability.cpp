#include "validity/variability.hpp"

#include <cmath>

namespace quaestor::validity {

double intra_individual_variability(std::span<double const> answers) {
    constexpr double largest_exact = 1e6;  // squares of that many answers add up without rounding
    double sum = 0;
    double sum_of_squares = 0;
    double n = 0;
    bool exact = true;
    for (auto const answer : answers) {
        if (std::isnan(answer)) continue;
        sum += answer;
        sum_of_squares += answer * answer;
        n += 1;
        exact = exact && std::floor(answer) == answer && std::abs(answer) <= largest_exact;
    }
    if (n < 2) return std::nan("");
    if (exact) return whole_answers_variability(n, sum, sum_of_squares);
    auto const mean = sum / n;
    double squares = 0;
    for (auto const answer : answers) {
        if (!std::isnan(answer)) squares += (answer - mean) * (answer - mean);
    }
    return std::sqrt(squares / (n - 1));
}

}  // namespace quaestor::validity
