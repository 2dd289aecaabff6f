#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"

#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor check: find the mistakes of a definition and run its worked examples

Usage: quaestor check FILE...

FILE is a definition (.inst), or an id of the library. All mistakes of a file are told in
one run, each with its line, the place in it, and what to write instead. Worked examples
are scored and compared with what they expect.

Options:
      --quiet    only mistakes

Examples:
  quaestor check mine.inst
  quaestor check instruments/mood/phq9.inst instruments/mood/gad7.inst

Exit status: 0 no errors; 2 wrong usage; 3 a definition has errors or an example fails.
)";

struct Request {
    std::vector<std::string> files;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positionals("files", request.files);
    parser.flag("--quiet", request.quiet);
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, check_command, streams);
    if (!parsed) return Exit::usage;
    auto const& request = *parsed;
    auto const& files = request.files;
    if (files.empty()) {
        print(streams, usage_error("check: which file?", "quaestor check mine.inst"));
        return Exit::usage;
    }
    bool good = true;
    for (auto const& file : files) {
        auto const definition = study::load_definition(file);
        print(streams, definition);
        good = good && definition.ok();
        if (request.quiet) continue;
        streams.out << text::printable(file) << ": "
                    << text::counted(definition.diagnostics.count(Severity::error), "error", "errors") << ", "
                    << text::counted(definition.diagnostics.count(Severity::warning), "warning", "warnings");
        if (definition.instrument) {
            streams.out << ", " << definition.examples_run - definition.examples_failed << " of "
                        << text::counted(definition.examples_run, "worked example", "worked examples") << " "
                        << (definition.examples_run == 1 ? "holds" : "hold");
        }
        streams.out << "\n";
    }
    return good ? Exit::done : Exit::definition;
}

}  // namespace

Command const check_command{"check", "find the mistakes of a definition and run its worked examples", help,
                            run, declared_options<Request>};

}  // namespace quaestor::cli
