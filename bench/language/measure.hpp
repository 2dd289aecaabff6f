/// How long loading takes, and what it needs.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace bench {

/// Milliseconds of one call of `work`: the median of `times` calls.
[[nodiscard]] double median_ms(int times, std::function<void()> const& work);

/// What loading one text took, in a process of its own.
struct Cost {
    double seconds = 0;
    double megabytes = 0;  ///< the most that the process had at once, the text included
    std::string told;      ///< "loads", or the first error in short; what went wrong where the process died
    bool died = false;
};

/// Makes the text in a new process and loads it there; `seconds` is only the loading, and "died" is also
/// what takes longer than `patience` seconds.
[[nodiscard]] Cost cost_of_loading(std::function<std::string()> const& make, unsigned patience);

}  // namespace bench
