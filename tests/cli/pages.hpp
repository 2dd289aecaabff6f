/// docs/cli: one page a verb, made from its help text.
#pragma once

#include "cli/command.hpp"

#include <string>

namespace support {

inline std::string page_name(quaestor::cli::Command const& command) {
    return "docs/cli/" + std::string(command.name) + ".md";
}

inline std::string page(quaestor::cli::Command const& command) {
    return "# quaestor " + std::string(command.name) + "\n\nWhat `quaestor " + std::string(command.name) +
           " --help` prints.\n\n```\n" + quaestor::cli::help_text(command) + "```\n";
}

}  // namespace support
