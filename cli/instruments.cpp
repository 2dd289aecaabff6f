#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/instrument_list.hpp"
#include "cli/options.hpp"
#include "instrument/search.hpp"
#include "report/instrument.hpp"

#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help = R"(quaestor instruments: the built-in library

Usage: quaestor instruments [list]
       quaestor instruments search WORD...
       quaestor instruments show INSTRUMENT

'list', the default, has the instruments by area: id, title, number of items, licence and
status. 'search' looks for words in names, abbreviations, scales, items and notes, tells
where it found them, best first, and takes the nearest word for a mistyped one. 'show' prints
one instrument: its card, its items, and its scoring in words, made from the definition;
INSTRUMENT is an id of the library or the path of a definition.

Licence: 'free'; 'registration', to be used after registering; or 'permission', which its
owner gives. A provisional definition has facts that could not be verified; 'show' names
them, and so does every output made with it. Of proprietary instruments the library has no
definition; 'show' and 'search' say whom to ask.

Lines are as long as the terminal is wide; elsewhere as COLUMNS says.

Examples:
  quaestor instruments
  quaestor instruments search sleep quality
  quaestor instruments show wemwbs

Exit status: 0 done; 2 wrong usage; 3 there is no such instrument, or it has errors.
)";

Exit list(Streams const& streams) {
    streams.out << instrument_list(instrument::catalogue(), streams.width);
    return Exit::done;
}

Exit search(std::span<std::string const> words, Streams const& streams) {
    auto const found = instrument::search(instrument::catalogue(), words);
    for (auto const& unknown : found.unknown) {
        auto const word = text::printable(unknown.word);
        streams.err << "nothing in the library says '" << word << "'"
                    << (unknown.instead ? "; these are for '" + *unknown.instead + "'" : "") << "\n";
    }
    if (found.hits.empty()) {
        if (found.unknown.empty()) streams.err << "there is no word to search for\n";
        return Exit::definition;
    }
    if (!found.all_words)
        streams.err << "no instrument has all of these words; these have the most of them\n";
    streams.out << search_list(found, streams.width == 0 ? default_width : streams.width);
    return Exit::done;
}

Exit show(std::string const& name, Streams const& streams) {
    auto const width = streams.width == 0 ? default_width : streams.width;
    auto const definition = study::load_definition(name);
    if (!definition.ok()) {
        if (definition.not_included != nullptr) {
            streams.out << not_included_text(instrument::catalogue(), *definition.not_included, width);
            return Exit::done;
        }
        print(streams, definition);
        return Exit::definition;
    }
    print(streams, definition);
    report::InstrumentPage page{definition.origin, "", width};
    if (definition.origin == "built in") {
        page.definition = definition.source.name() + " (built in)";
        page.area = area_in_words(instrument::catalogue(), definition.instrument->id);
    }
    streams.out << report::instrument_text(*definition.instrument, page);
    return Exit::done;
}

Exit run(Arguments arguments, Streams const& streams) {
    std::vector<std::string> words;
    OptionParser parser;
    parser.positionals("words", words);
    if (!parser.parse(arguments, instruments_command, streams)) return Exit::usage;
    auto const verb = words.empty() ? "list" : words.front();
    if (verb == "list" && words.size() <= 1) return list(streams);
    if (verb == "show" && words.size() == 2) return show(words[1], streams);
    if (verb == "search" && words.size() > 1) return search(std::span(words).subspan(1), streams);
    auto const mistake = verb == "show" && words.size() == 1 ? "instruments show: which one?"
                         : verb == "search"                  ? "instruments search: which words?"
                         : verb == "show" || verb == "list"
                             ? "instruments " + verb + ": '" + words.back() + "' is one word too many"
                             : "instruments: there is no '" + verb + "'";
    print(streams, usage_error(mistake,
                               "quaestor instruments, or: quaestor instruments search sleep, or: quaestor "
                               "instruments show wemwbs"));
    return Exit::usage;
}

}  // namespace

Command const instruments_command{"instruments", "the built-in library", help, run, no_options};

}  // namespace quaestor::cli
