#include "base/text.hpp"
#include "cli/codes.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"

#include <algorithm>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help = R"(quaestor help: what the program can do, and what a message means

Usage: quaestor help [VERB|CODE]

CODE is what a message carries in brackets, such as L011. Its page says what is meant, with a
wrong and a right example where it is about a definition.

Examples:
  quaestor help
  quaestor help score
  quaestor help L011

Exit status: 0 done; 2 there is no such verb or code.
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

bool looks_like_code(std::string const& word) {
    return word.size() > 1 && word.size() < 8 &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Exit explain(std::string const& code, Streams const& streams) {
    std::vector<std::string> known;
    for (auto const& page : code_pages()) {
        if (text::equal_ignoring_case(page.code, code)) {
            streams.out << code_page_text(page);
            return Exit::done;
        }
        known.emplace_back(page.code);
    }
    auto const near = text::nearest(code, known);
    print(streams, usage_error("help: no message carries the code '" + code + "'",
                               near ? "did you mean '" + *near + "'?" : "codes look like L011"));
    return Exit::usage;
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
        streams.out << help_text(*command);
        return Exit::done;
    }
    if (looks_like_code(arguments.front())) return explain(arguments.front(), streams);
    print(streams, unknown_verb("help: ", arguments.front()));
    return Exit::usage;
}

}  // namespace

Command const help_command{"help", "what the program can do", help, run, no_options};

}  // namespace quaestor::cli
