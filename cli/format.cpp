#include "instrument/format/format.hpp"

#include "base/output_file.hpp"
#include "base/render.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <iterator>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help = R"(quaestor format: lay a definition out in the one style

Usage: quaestor format FILE... [options]

FILE is a definition (.inst), or '-' for standard input, which goes to standard output.
Files are rewritten in place, whole or not at all, and only where something changes. Words,
numbers, texts and comments stay what they are; blanks and line ends change. A file with
mistakes of syntax is told of and left as it is.

The style: two blanks of indentation, options, items, bands and tables in columns, long
lines broken at 110 columns. Yours are blank lines, the lines of examples and tables, and
whether a block stands on one line.

Options:
      --check    write nothing; name the files that are laid out otherwise
      --stdout   print what would be written; the files stay as they are
      --quiet    do not name the files that were rewritten

Examples:
  quaestor format mine.inst
  quaestor format --check instruments/mood/phq9.inst instruments/mood/gad7.inst
  quaestor format - < mine.inst

Exit status: 0 done, or all files are in the style; 1 with --check, a file is not; 2 wrong
usage; 3 a file cannot be read or has mistakes of syntax; 5 a file cannot be written.
)";

struct Request {
    std::vector<std::string> files;
    bool check = false;
    bool to_output = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positionals("files", request.files);
    parser.flag("--check", request.check);
    parser.flag("--stdout", request.to_output);
    parser.flag("--quiet", request.quiet);
}

/// What is wrong with the request, if anything.
std::optional<Diagnostic> mistake(Request const& request) {
    if (request.files.empty()) return usage_error("format: which file?", "quaestor format mine.inst");
    if (request.check && request.to_output)
        return usage_error("format: --check writes nothing, and --stdout prints", "leave one of them out");
    if (std::count(request.files.begin(), request.files.end(), "-") > 1)
        return usage_error("format: standard input can be read once", "give '-' once");
    return std::nullopt;
}

std::optional<SourceText> read(std::string const& file, Streams const& streams) {
    if (file == "-")
        return SourceText("standard input", std::string(std::istreambuf_iterator<char>(streams.in),
                                                        std::istreambuf_iterator<char>()));
    auto content = read_file(file);
    print(streams, content.diagnostics);
    if (!content.value) return std::nullopt;
    return SourceText(file, std::move(*content.value));
}

/// Puts `text` in the place of the file, with the rights that the file had, also where `path` is a link to
/// it.
Diagnostics replace(std::string const& path, std::string const& text) {
    std::error_code error;
    auto const place = std::filesystem::canonical(path, error);
    auto output = OutputFile::open(error ? path : place.string(), true);
    auto problems = std::move(output.diagnostics);
    if (!output.value) return problems;
    auto const rights = std::filesystem::status(path, error).permissions();
    problems.append(output.value->write(text));
    if (problems.has_errors()) return problems;
    std::filesystem::permissions(output.value->temporary_path(), rights, error);
    problems.append(output.value->commit());
    return problems;
}

Exit format_file(std::string const& file, Request const& request, Streams const& streams) {
    auto const source = read(file, streams);
    if (!source) return Exit::definition;
    auto const formatted = instrument::format(*source);
    for (auto const& diagnostic : formatted.diagnostics)
        streams.err << render(diagnostic, *source, RenderOptions{streams.colour});
    if (!formatted.value) return Exit::definition;
    bool const same = *formatted.value == source->text();
    if (request.check) {
        if (!same) streams.out << text::printable(source->name()) << ": not in the style\n";
        return same ? Exit::done : Exit::differs;
    }
    if (request.to_output || file == "-") {
        streams.out << *formatted.value;
        return Exit::done;
    }
    if (same) return Exit::done;
    auto const problems = replace(file, *formatted.value);
    print(streams, problems);
    if (problems.has_errors()) return Exit::output;
    if (!request.quiet) streams.out << text::printable(file) << ": rewritten\n";
    return Exit::done;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, format_command, streams);
    if (!parsed) return Exit::usage;
    auto const& request = *parsed;
    if (auto const wrong = mistake(request)) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto worst = Exit::done;
    for (auto const& file : request.files)
        worst = std::max(worst, format_file(file, request, streams));
    streams.out.flush();
    return worst;
}

}  // namespace

Command const format_command{"format", "lay a definition out in the one style", help, run,
                             declared_options<Request>};

}  // namespace quaestor::cli
