#include "cli/command.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that closes early (head) is no failure of ours
    std::ios::sync_with_stdio(false);
    bool const colour = ::isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    quaestor::cli::Streams const streams{std::cin, std::cout, std::cerr, colour};
    auto const exit = quaestor::cli::run({argv + 1, argv + argc}, streams);
    std::cout.flush();
    return static_cast<int>(exit);
}
