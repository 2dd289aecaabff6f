#include "validity/variability.hpp"

#include <cmath>

namespace quaestor::validity {

double intra_individual_variability(std::span<double const> answers) {
    double sum = 0;
    double n = 0;
    for (auto const answer : answers) {
        if (std::isnan(answer)) continue;
        sum += answer;
        n += 1;
    }
    if (n < 2) return std::nan("");
    auto const mean = sum / n;
    double squares = 0;
    for (auto const answer : answers) {
        if (!std::isnan(answer)) squares += (answer - mean) * (answer - mean);
    }
    return std::sqrt(squares / (n - 1));
}

}  // namespace quaestor::validity
