#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/text_table.hpp"
#include "instrument/library.hpp"
#include "report/instrument.hpp"

#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help = R"(quaestor instruments: the built-in library

Usage: quaestor instruments [list]
       quaestor instruments show INSTRUMENT

'list', the default, has one line an instrument: id, title, number of items, licence and
status. 'show' prints the card, the items and the scoring of one instrument in words;
INSTRUMENT is an id of the library or the path of a definition.

A provisional definition has facts that could not be verified; 'show' names them, and so
does every output made with it.

Examples:
  quaestor instruments
  quaestor instruments show wemwbs

Exit status: 0 done; 2 wrong usage; 3 there is no such instrument, or it has errors.
)";

Exit list(Streams const& streams) {
    document::Table table;
    table.columns = {{"id", "Id"},           {"title", "Title"},
                     {"area", "Area"},       {"items", "Items", document::Kind::count},
                     {"licence", "Licence"}, {"status", "Status"}};
    std::vector<std::vector<document::Cell>> rows;
    for (auto const& file : instrument::embedded_files()) {
        auto const definition = study::load_definition(std::string(instrument::id_of(file)));
        if (!definition.ok()) {
            print(streams, definition);
            return Exit::bug;
        }
        auto const& instrument = *definition.instrument;
        rows.push_back({instrument.id, instrument.title, instrument::area_of(file), instrument.items.size(),
                        word(instrument.card.licence), word(instrument.card.status)});
    }
    table.hold(std::move(rows));
    streams.out << text_table(table);
    return Exit::done;
}

Exit show(std::string const& name, Streams const& streams) {
    auto const definition = study::load_definition(name);
    print(streams, definition);
    if (!definition.ok()) return Exit::definition;
    auto const origin =
        definition.origin == "built in" ? definition.source.name() + " (built in)" : definition.origin;
    streams.out << report::instrument_text(*definition.instrument, origin);
    return Exit::done;
}

Exit run(Arguments arguments, Streams const& streams) {
    std::vector<std::string> words;
    OptionParser parser;
    parser.positionals("words", words);
    if (!parser.parse(arguments, instruments_command, streams)) return Exit::usage;
    if (words.empty() || (words.size() == 1 && words[0] == "list")) return list(streams);
    if (words.size() == 2 && words[0] == "show") return show(words[1], streams);
    print(streams, usage_error(words[0] == "show" ? "instruments show: which one?"
                                                  : "instruments: there is no '" + words[0] + "'",
                               "quaestor instruments, or: quaestor instruments show wemwbs"));
    return Exit::usage;
}

}  // namespace

Command const instruments_command{"instruments", "the built-in library", help, run, no_options};

}  // namespace quaestor::cli
