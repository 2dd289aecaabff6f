#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"

#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help = R"(quaestor help: what the program can do

Usage: quaestor help [VERB]

Examples:
  quaestor help
  quaestor help score

Exit status: 0 done; 2 there is no such verb.
)";

Exit overview(Streams const& streams) {
    streams.out << "quaestor: from a questionnaire's definition and a file of answers to scores, checks and "
                   "analyses\n\n"
                   "Usage: quaestor VERB [arguments]\n\nVerbs:\n";
    for (auto const* command : commands()) {
        streams.out << "  " << command->name << std::string(14 - command->name.size(), ' ')
                    << command->summary << "\n";
    }
    streams.out << "\n'quaestor VERB --help' has the options and examples of each. 'quaestor --version' says "
                   "which one this is.\n"
                   "\nThe first steps:\n"
                   "  quaestor instruments\n"
                   "  quaestor score clinic.csv -i phq9 -o scores.xlsx\n";
    return Exit::done;
}

Exit run(Arguments arguments, Streams const& streams) {
    if (arguments.empty()) return overview(streams);
    if (arguments.size() > 1) {
        print(streams,
              usage_error("help: '" + arguments[1] + "' is one word too many", "quaestor help score"));
        return Exit::usage;
    }
    for (auto const* command : commands()) {
        if (command->name != arguments.front()) continue;
        streams.out << command->help;
        return Exit::done;
    }
    print(streams, unknown_verb("help: ", arguments.front()));
    return Exit::usage;
}

}  // namespace

Command const help_command{"help", "what the program can do", help, run, no_options};

}  // namespace quaestor::cli
