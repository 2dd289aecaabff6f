#include "bench/language/measure.hpp"

#include "base/render.hpp"
#include "instrument/load.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace quaestor;

namespace bench {
namespace {

/// Counts the processor's time of this process, so that others on the machine do not matter.
class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC;
    }

private:
    std::clock_t start_ = std::clock();
};

/// "L004: scores build on each other more than 100 deep": in the child, where the text is.
std::string load_and_tell(std::string text) {
    SourceText const source("bench.inst", std::move(text));
    Stopwatch const watch;
    auto const loaded = instrument::load(source);
    auto const seconds = watch.seconds();
    std::string told = "loads";
    for (auto const& finding : loaded.diagnostics) {
        if (finding.severity != Severity::error) continue;
        auto const shown = render(finding, source);  // showing it must not take a second either
        told = finding.code + " in " + std::to_string(shown.size()) + " bytes: " + finding.message;
        break;
    }
    return std::to_string(seconds) + ' ' + told;
}

std::string all_of(int descriptor) {
    std::string out;
    std::array<char, 4096> buffer{};
    for (auto n = ::read(descriptor, buffer.data(), buffer.size()); n > 0;
         n = ::read(descriptor, buffer.data(), buffer.size()))
        out.append(buffer.data(), static_cast<std::size_t>(n));
    return out;
}

[[noreturn]] void child(int out, std::function<std::string()> const& make, unsigned patience) {
    ::alarm(patience);
    auto const told = load_and_tell(make());
    auto const written = ::write(out, told.data(), told.size());
    ::_exit(written == static_cast<ssize_t>(told.size()) ? 0 : 1);
}

}  // namespace

double median_ms(int times, std::function<void()> const& work) {
    std::vector<double> taken;
    for (int i = 0; i < times; ++i) {
        Stopwatch const watch;
        work();
        taken.push_back(1000 * watch.seconds());
    }
    auto const middle = taken.begin() + times / 2;
    std::nth_element(taken.begin(), middle, taken.end());
    return *middle;
}

Cost cost_of_loading(std::function<std::string()> const& make, unsigned patience) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    auto const process = ::fork();
    if (process < 0) throw std::runtime_error("no process");
    if (process == 0) child(ends[1], make, patience);
    ::close(ends[1]);
    auto const told = all_of(ends[0]);
    ::close(ends[0]);

    int status = 0;
    rusage used{};
    ::wait4(process, &status, 0, &used);
    Cost cost;
    cost.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
    auto const blank = told.find(' ');
    cost.died = !WIFEXITED(status) || WEXITSTATUS(status) != 0 || blank == std::string::npos;
    if (cost.died) {
        cost.seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
        cost.told =
            WIFSIGNALED(status) ? "ended by signal " + std::to_string(WTERMSIG(status)) : "ended early";
        return cost;
    }
    cost.seconds = std::stod(told.substr(0, blank));
    cost.told = told.substr(blank + 1);
    return cost;
}

}  // namespace bench
