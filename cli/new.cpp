#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "cli/text_product.hpp"
#include "data/read.hpp"
#include "study/draft.hpp"

#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor new: a draft of a definition from a file of answers

Usage: quaestor new DATA [-o FILE.inst] [options]

DATA is a file of Excel (.xlsx), SPSS (.sav .zsav .por) or Stata (.dta), a CSV or a TSV file,
one row a respondent, questionnaire responses of FHIR (.json .ndjson), or '-' for standard input.
The draft lists the columns that look like items, grouped by their names and codes, with a scale
over each group. Without -o it goes to standard output.

A file does not hold a scoring manual. What only the manual can tell stands as a question
beside the line that it is about: labels, reversed items, missing answers, codes that may
stand for no answer, codes that nobody chose. The draft is provisional and says so in every
output, until it is answered and its status is verified.

Text that people wrote, identifiers and dates never enter a draft; the names of columns do.

Options:
  -o, --output FILE          where the draft goes; its name ends with .inst
      --force                replace a file that exists
      --quiet                no summary

<how the file is read>

Examples:
  quaestor new clinic.csv -o clinic.inst
  quaestor new clinic.csv > clinic.inst

Exit status: 0 done; 2 wrong usage; 4 the data cannot be read, or none of its columns looks
like an item; 5 the draft cannot be written.
)";

struct Request {
    std::string data;
    std::string output;
    Reading reading;
    bool force = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positional("data", request.data);
    parser.option("-o,--output", request.output);
    declare(parser, request.reading);
    parser.flag("--force", request.force);
    parser.flag("--quiet", request.quiet);
}

/// What is wrong with the request, if anything.
std::optional<Diagnostic> mistake(Request const& request) {
    if (request.data.empty())
        return usage_error("new: which file?", "quaestor new clinic.csv -o clinic.inst");
    // The ending also keeps a draft from taking the place of the data.
    if (!request.output.empty() && !request.output.ends_with(".inst"))
        return usage_error("new: the name of a definition ends with .inst",
                           "for example: -o " + request.output + ".inst");
    return std::nullopt;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, new_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    if (auto const wrong = mistake(request)) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto const reading = read_options("new", request.reading, streams);
    if (!reading) return Exit::usage;
    auto output = TextProduct::open(request.output, request.force, streams);
    if (!output) return Exit::output;

    auto const read = data::read(request.data, *reading);
    print_read(streams, request.data, read);
    if (!read.value) return Exit::data;
    auto const draft = study::draft_definition(read.value->table, request.data);
    print(streams, draft.diagnostics);
    if (!draft.value) return Exit::data;

    if (!output->write(draft.value->text, streams)) return Exit::output;
    if (request.quiet) return Exit::done;
    auto& talk = output->talk(streams);
    talk << text::counted(draft.value->items, "item", "items") << " in "
         << text::counted(draft.value->groups, "group", "groups") << ", "
         << text::counted(draft.value->left_out, "column", "columns") << " left out, "
         << text::counted(draft.value->questions, "question", "questions") << " for the manual\n";
    if (output->is_file()) {
        auto const name = text::printable(request.output);
        talk << "Wrote " << name << "; when the questions are answered: quaestor check " << name << "\n";
    }
    return Exit::done;
}

}  // namespace

Command const new_command{"new", "a draft of a definition from a file of answers", help, run,
                          declared_options<Request>};

}  // namespace quaestor::cli
