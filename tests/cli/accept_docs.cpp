// Writes docs/cli from the help texts of the program, and docs/instruments.md from the definitions.
#include "library_page.hpp"
#include "pages.hpp"

#include <fstream>

int main() {
    for (auto const* command : quaestor::cli::commands())
        std::ofstream(std::string(QUAESTOR_ROOT) + "/" + support::page_name(*command))
            << support::page(*command);
    std::ofstream(std::string(QUAESTOR_ROOT) + "/docs/instruments.md") << support::library_page();
}
