#include "cli/progress.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

namespace quaestor::cli {
namespace {

std::string duration(double seconds) {
    auto const whole = static_cast<std::size_t>(std::ceil(seconds));
    if (whole < 120) return std::to_string(whole) + " s";
    if (whole < 7'200) return std::to_string((whole + 30) / 60) + " min";
    return std::to_string((whole + 1'800) / 3'600) + " h";
}

/// With two digits that say something: 854,321 a second is 850,000.
std::size_t rounded(double number) {
    double unit = 1;
    while (number / unit >= 100)
        unit *= 10;
    return static_cast<std::size_t>(std::round(number / unit) * unit);
}

}  // namespace

std::string progress_line(double seconds, std::size_t rows, std::size_t bytes,
                          std::optional<std::size_t> of) {
    auto line = text::counted(rows, "row", "rows");
    if (seconds <= 0 || bytes == 0) return line;
    line += ", " + text::grouped(rounded(static_cast<double>(rows) / seconds)) + " a second";
    if (of && *of >= bytes)
        line += ", " + duration(seconds * static_cast<double>(*of - bytes) / static_cast<double>(bytes)) +
                " left";
    return line;
}

Progress::~Progress() {
    if (width_ == 0) return;
    put("");
    streams_.err << '\r' << std::flush;
}

void Progress::show(std::size_t rows, std::size_t bytes, std::optional<std::size_t> of) {
    if (!shown_) return;
    auto const now = Clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    put(progress_line(std::chrono::duration<double>(now - start_).count(), rows, bytes, of));
}

void Progress::step(std::string const& what) {
    if (shown_) put(what + " ...");
}

/// Over the line that stands there, without any sign that a terminal may not know.
void Progress::put(std::string const& line) {
    auto const left = width_ - std::min(width_, line.size());
    streams_.err << '\r' << line << std::string(left, ' ') << std::flush;
    width_ = line.size();
}

}  // namespace quaestor::cli
