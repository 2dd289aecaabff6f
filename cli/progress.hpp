/// One line on a terminal that says how far a long run is, and is gone when the run ends.
#pragma once

#include "cli/command.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace quaestor::cli {

class Progress {
public:
    /// Silent unless `wanted` and where standard error is no terminal.
    Progress(Streams const& streams, bool wanted) : streams_(streams), shown_(wanted && streams.err_is_terminal) {}
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;
    ~Progress();

    /// So many rows and bytes are done, of so many bytes where that is known. The line comes after a second, and is made
    /// anew a few times in each.
    void show(std::size_t rows, std::size_t bytes, std::optional<std::size_t> of);
    /// What is being done now, at once: it may take long, and nobody knows how long.
    void step(std::string const& what);

private:
    using Clock = std::chrono::steady_clock;

    void put(std::string const& line);

    Streams const& streams_;
    bool shown_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point next_ = start_ + std::chrono::seconds(1);
    std::size_t width_ = 0;  ///< of the line that stands there
};

/// "1,200,000 rows, 850,000 a second, 12 s left".
[[nodiscard]] std::string progress_line(double seconds, std::size_t rows, std::size_t bytes, std::optional<std::size_t> of);

}  // namespace quaestor::cli
