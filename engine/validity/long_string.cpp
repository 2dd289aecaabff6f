#include "validity/long_string.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::validity {

std::uint32_t longest_run(std::span<double const> answers) {
    std::uint32_t longest = 0;
    std::uint32_t run = 0;
    double before = std::nan("");
    for (auto const answer : answers) {
        run = std::isnan(answer) ? 0 : answer == before ? run + 1 : 1;
        before = answer;
        longest = std::max(longest, run);
    }
    return longest;
}

}  // namespace quaestor::validity
