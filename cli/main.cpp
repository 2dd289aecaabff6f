#include "cli/command.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

/// A reader that closes early (head) is no failure of ours; a full disk is.
bool reader_has_gone(int descriptor) {
    pollfd state{descriptor, POLLOUT, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & POLLERR) != 0;
}

/// Columns of the terminal behind standard output; else what COLUMNS says. Within what can be read with ease.
std::size_t line_width() {
    constexpr long narrowest = 60;
    constexpr long widest = 120;
    long columns = 0;
    winsize size{};
    if (::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
    if (char const* said = std::getenv("COLUMNS"); columns == 0 && said != nullptr)
        columns = std::strtol(said, nullptr, 10);
    if (columns <= 0) return 0;
    return static_cast<std::size_t>(std::clamp(columns, narrowest, widest));
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    bool const colour = ::isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    auto const is_terminal = [](int descriptor) { return ::isatty(descriptor) != 0; };
    quaestor::cli::Streams const streams{
        std::cin, std::cout, std::cerr, colour, line_width(), is_terminal(STDERR_FILENO), is_terminal(STDOUT_FILENO), true};
    auto const exit = quaestor::cli::run({argv + 1, argv + argc}, streams);
    std::cout.flush();
    if (!std::cout && !reader_has_gone(STDOUT_FILENO)) {
        std::cerr
            << "quaestor: error[W003]: standard output cannot be written; what arrived there is not whole\n";
        return static_cast<int>(quaestor::cli::Exit::output);
    }
    return static_cast<int>(exit);
}
