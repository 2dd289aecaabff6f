// Writes docs/cli from the help texts of the program.
#include "pages.hpp"

#include <fstream>

int main() {
    for (auto const* command : quaestor::cli::commands())
        std::ofstream(std::string(QUAESTOR_ROOT) + "/" + support::page_name(*command))
            << support::page(*command);
}
