// Runs a command and writes what it took into a file:
//   bench_measured RESULT COMMAND [ARGUMENT...]
// RESULT gets one line: wall seconds, user seconds, system seconds, peak memory in KiB, exit status. Children
// that the command waited for count in time; memory is that of its largest process. A small program of its
// own, because what starts a command is counted in the command's peak memory.
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

double seconds(timeval const& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("usage: bench_measured RESULT COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    auto const begin = std::chrono::steady_clock::now();
    auto const process = ::fork();
    if (process < 0) {
        std::perror("bench_measured: fork");
        return 1;
    }
    if (process == 0) {
        ::execvp(arguments[2], arguments + 2);
        std::perror(arguments[2]);
        ::_exit(127);
    }
    int status = 0;
    rusage used{};
    while (::wait4(process, &status, 0, &used) < 0)
        if (errno != EINTR) {
            std::perror("bench_measured: wait4");
            return 1;
        }
    std::chrono::duration<double> const wall = std::chrono::steady_clock::now() - begin;
    auto* const file = std::fopen(arguments[1], "w");
    if (file == nullptr) {
        std::perror(arguments[1]);
        return 1;
    }
    std::fprintf(file, "%.6f %.6f %.6f %ld %d\n", wall.count(), seconds(used.ru_utime),
                 seconds(used.ru_stime), used.ru_maxrss,
                 WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return std::fclose(file) == 0 ? 0 : 1;
}
