#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "cli/text_product.hpp"
#include "data/read.hpp"
#include "study/map_draft.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor map: which column of a file is which item, as a file to look through and fill in

Usage: quaestor map DATA -i INSTRUMENT... [--suggest] [-o FILE.csv] [options]

Where columns are not called by the items, a map says which is which: 'quaestor score' and others
take it with --map. This verb begins one. It has a line for each item and each fact about the
respondent, with the column that is found by its name and how, then a line for each column that
nothing is read from. Without -o it goes to standard output.

  instrument,item,column,how,topic
  phq9,q1,phq_01,written otherwise,Loss of interest
  phq9,q2,,to be filled in,Low mood
  ,,remarks,not used,

Only 'instrument', 'item' and 'column' are read. An item without a column has none, and scoring
says so where it needs one. An item that has no line is looked for by its name. A column that
has a line is found by no name. 'instrument' may stay empty where one alone has such an item. A
line that begins with # is a comment. Excel and text editors can change the file: semicolons,
tabs, and an .xlsx are read too.

Options:
  -i, --instrument INSTRUMENT  whose items; may stand several times
      --suggest                names the columns that may be those of items without one, by their
                               names, numbers, labels or questions. They stand under 'suggestion',
                               which is never read: what is right is written under 'column'
      --map FILE               a map that there is already: its lines hold, and the rest is added
  -o, --output FILE            where the map goes; its name ends with .csv
      --force                  replace a file that exists
      --quiet                  no summary

<how the file is read>

Examples:
  quaestor map export.csv -i phq9 --suggest -o map.csv
  quaestor score export.csv -i phq9 --map map.csv -o scores.csv
  quaestor map study.sav -i gad7 -i phq9

Exit status: 0 done, even where items are left to be filled in; 2 wrong usage; 3 a definition has
errors; 4 the data or the map cannot be read, or the map has mistakes; 5 the map cannot be
written.
)";

struct Request {
    std::string data;
    std::vector<std::string> instruments;
    std::optional<std::string> map;
    std::string output;
    Reading reading;
    bool suggest = false;
    bool force = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positional("data", request.data);
    parser.option("-i,--instrument", request.instruments);
    parser.flag("--suggest", request.suggest);
    parser.option("--map", request.map);
    parser.option("-o,--output", request.output);
    declare(parser, request.reading);
    parser.flag("--force", request.force);
    parser.flag("--quiet", request.quiet);
}

std::optional<Diagnostic> mistake(Request const& request) {
    auto const example = "quaestor map export.csv -i phq9 --suggest -o map.csv";
    if (request.data.empty()) return usage_error("map: of which file?", example);
    if (request.instruments.empty()) return usage_error("map: for which instrument?", example);
    if (request.output.empty()) return std::nullopt;
    if (!request.output.ends_with(".csv"))
        return usage_error("map: the name of a map ends with .csv", "for example: -o map.csv");
    std::error_code ignored;
    if (std::filesystem::equivalent(request.data, request.output, ignored))
        return usage_error("map: -o is the file of answers itself", "give the map a name of its own");
    return std::nullopt;
}

void print_summary(std::ostream& out, study::MapDraft const& draft, bool suggest) {
    for (auto const& part : draft.parts) {
        out << part.instrument << ": " << text::grouped(part.found) << " of "
            << text::counted(part.items, "item", "items") << " found";
        if (part.to_be_filled > 0) out << ", " << text::grouped(part.to_be_filled) << " to be filled in";
        if (suggest && part.suggested > 0)
            out << " (" << text::grouped(part.suggested) << " with a suggestion)";
        out << "\n";
    }
    out << text::counted(draft.not_used, "column", "columns") << " not used\n";
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, map_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    if (auto const wrong = mistake(request)) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto const reading = read_options("map", request.reading, streams);
    if (!reading) return Exit::usage;
    auto const definitions = load_definitions("map", request.instruments, streams);
    if (!definitions) return Exit::definition;
    auto output = TextProduct::open(request.output, request.force, streams);
    if (!output) return Exit::output;

    auto read = data::read(request.data, *reading);
    print_read(streams, request.data, read);
    if (!read.value) return Exit::data;
    auto const draft = study::draft_map(*read.value, request.data, study::pointers_to(*definitions),
                                        {request.suggest, request.map});
    print(streams, draft.diagnostics);
    if (!draft.value) return Exit::data;

    if (!output->write(draft.value->text, streams)) return Exit::output;
    if (request.quiet) return Exit::done;
    auto& talk = output->talk(streams);
    print_summary(talk, *draft.value, request.suggest);
    if (output->is_file()) talk << "Wrote " << text::printable(request.output) << "\n";
    return Exit::done;
}

}  // namespace

Command const map_command{"map", "which column of a file is which item, as a file to fill in", help, run,
                          declared_options<Request>};

}  // namespace quaestor::cli
