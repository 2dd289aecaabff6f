#include "cli/command.hpp"

#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/console.hpp"
#include "cli/reading.hpp"

#include <array>
#include <exception>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::array<Command const*, 13> all{
    &score_command,  &analyze_command, &agreement_command, &explain_command,     &map_command,
    &check_command,  &format_command,  &convert_command,   &new_command,         &diff_command,
    &verify_command, &instruments_command, &help_command};

Exit unknown_option(std::string const& word, Streams const& streams) {
    std::vector<std::string> const names{"--help", "--version"};
    auto const near = text::nearest(word, names);
    print(streams,
          usage_error("there is no option '" + word + "' before a verb",
                      near ? "did you mean '" + *near + "'?" : "there are: " + text::join(names, ", ")));
    return Exit::usage;
}

Exit dispatch(std::vector<std::string> const& arguments, Streams const& streams) {
    if (arguments.empty()) return help_command.run({}, streams);
    auto const& verb = arguments.front();
    if (verb == "--version") {
        streams.out << "quaestor " << version() << '\n';
        return Exit::done;
    }
    if (verb == "--help" || verb == "-h") return help_command.run(Arguments(arguments).subspan(1), streams);
    for (auto const* command : all) {
        if (verb != command->name) continue;
        auto const rest = Arguments(arguments).subspan(1);
        for (auto const& argument : rest) {
            if (argument != "--help" && argument != "-h") continue;
            streams.out << help_text(*command);
            return Exit::done;
        }
        return command->run(rest, streams);
    }
    if (verb.starts_with('-')) return unknown_option(verb, streams);
    print(streams, unknown_verb("", verb));
    return Exit::usage;
}

}  // namespace

std::span<Command const* const> commands() {
    return all;
}

std::string help_text(Command const& command) {
    std::string help(command.help);
    if (auto const place = help.find(reading_place); place != std::string::npos)
        help.replace(place, reading_place.size(), reading_help);
    return help;
}

Diagnostic unknown_verb(std::string const& before, std::string const& word) {
    std::vector<std::string> names;
    for (auto const* command : all)
        names.emplace_back(command->name);
    auto const near = text::nearest(word, names);
    return usage_error(before + "there is no verb '" + word + "'",
                       near ? "did you mean '" + *near + "'?" : "the verbs are: " + text::join(names, ", "));
}

Exit run(std::vector<std::string> const& arguments, Streams const& streams) {
    try {
        return dispatch(arguments, streams);
    } catch (std::exception const& fault) {
        streams.err << "quaestor: a fault of the program, not of your files: "
                    << text::printable(fault.what()) << "\n  nothing was written; please report this line\n";
    }
    return Exit::bug;
}

}  // namespace quaestor::cli
