#include "cli/command.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace {

/// A reader that closes early (head) is no failure of ours; a full disk is.
bool reader_has_gone(int descriptor) {
    pollfd state{descriptor, POLLOUT, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & POLLERR) != 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    bool const colour = ::isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    quaestor::cli::Streams const streams{std::cin, std::cout, std::cerr, colour};
    auto const exit = quaestor::cli::run({argv + 1, argv + argc}, streams);
    std::cout.flush();
    if (!std::cout && !reader_has_gone(STDOUT_FILENO)) {
        std::cerr
            << "quaestor: error[W003]: standard output cannot be written; what arrived there is not whole\n";
        return static_cast<int>(quaestor::cli::Exit::output);
    }
    return static_cast<int>(exit);
}
