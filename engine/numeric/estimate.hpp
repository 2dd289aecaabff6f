/// What stands beside a number in every result: its interval, the people it rests on, how the search for it
/// ended.
#pragma once

#include "numeric/matrix.hpp"

#include <cstdint>
#include <string>

namespace quaestor {

/// An estimate with its interval. A bound that does not exist is `absent`; without an interval `level` is
/// absent too.
struct Estimate {
    double value = absent;
    double lower = absent;
    double upper = absent;
    double level = absent;  ///< coverage of the interval, in (0, 1)
    std::string method{};   ///< of the interval: "Feldt F"; empty without one
};

/// Whose answers went into a number.
struct SampleUse {
    std::int64_t persons_given = 0;
    std::int64_t persons_used = 0;
    std::int64_t persons_dropped = 0;  ///< given - used
    std::string rule{};  ///< "listwise": an answer missing drops the person; "pairwise": only from that pair
};

/// How an iterated search ended. Not converged is no error: the numbers are there, and every report says so.
struct Convergence {
    bool converged = false;
    std::int64_t iterations = 0;
    double gradient = absent;   ///< largest absolute element of the projected one, at the end
    double criterion = absent;  ///< value of what was minimised
};

}  // namespace quaestor
