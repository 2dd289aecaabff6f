#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "cli/text_table.hpp"
#include "data/read.hpp"
#include "study/difference.hpp"
#include "study/effect.hpp"

#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor diff: what a new version of a definition changes, and for how many people

Usage: quaestor diff OLD NEW [DATA] [options]

OLD and NEW are definitions (.inst) or ids of the library. Each change is one line that says
what it means for scoring; what changes words only is listed apart. Comments, layout and the
order of statements do not count.

With DATA, a file of Excel, SPSS or Stata, a CSV or a TSV file, or '-' for standard input,
everybody in it is scored under both, and it is counted how many people get another score,
band or flag. Only counts are shown, never an answer or who it is.

Options:
      --map FILE             which column of DATA is which item, as for 'quaestor score'; what it
                             says of an item holds under both
      --quiet                nothing is printed but errors: the exit status tells

<how the file is read>

Examples:
  quaestor diff old/mood.inst mood.inst
  quaestor diff old/mood.inst mood.inst clinic.csv

Exit status: 0 nothing changed; 1 something changed; 2 wrong usage; 3 a definition has
errors; 4 the data cannot be read, or lacks what one of the definitions needs.
)";

struct Request {
    std::vector<std::string> files;
    std::optional<std::string> map;
    Reading reading;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positionals("files", request.files);
    parser.option("--map", request.map);
    declare(parser, request.reading);
    parser.flag("--quiet", request.quiet);
}

std::optional<Diagnostic> mistake(Request const& request) {
    auto const example = "quaestor diff old/mood.inst mood.inst clinic.csv";
    if (request.files.size() < 2) return usage_error("diff: which two definitions?", example);
    if (request.files.size() > 3)
        return usage_error("diff: takes two definitions and at most one file of data", example);
    if (request.map && request.files.size() < 3)
        return usage_error("diff: --map is about a file of data, and there is none", example);
    return std::nullopt;
}

/// Under a heading for each kind, and how many of them change words only.
void print_changes(std::ostream& out, std::vector<study::Change> const& changes) {
    if (changes.empty()) {
        out << "Nothing changed: both say the same.\n";
        return;
    }
    std::size_t wording = 0;
    std::optional<study::Touches> under;
    for (auto const& change : changes) {
        if (change.touches != under) out << (under ? "\n" : "") << study::heading(change.touches) << "\n";
        under = change.touches;
        wording += change.touches == study::Touches::wording ? 1 : 0;
        out << "  " << text::printable(change.text) << "\n";
    }
    out << "\n" << text::counted(changes.size(), "change", "changes");
    if (wording > 0)
        out << (wording == changes.size() ? ", of wording only"
                                          : ", " + std::to_string(wording) + " of wording only");
    out << "\n";
}

void print_moves(std::ostream& out, std::string const& title, std::vector<study::Move> const& moves) {
    document::Table table;
    table.title = title;
    table.columns = {{"before", "Before"}, {"now", "Now"}, {"people", "People", document::Kind::count}};
    std::vector<std::vector<document::Cell>> rows;
    for (auto const& move : moves)
        rows.push_back(
            {move.from.empty() ? "(none)" : move.from, move.to.empty() ? "(none)" : move.to, move.people});
    table.hold(std::move(rows));
    out << "\n" << text_table(table);
}

void print_effect(std::ostream& out, study::Effect const& effect) {
    out << "\n"
        << text::counted(effect.rows, "row", "rows")
        << " scored under both: " << text::grouped(effect.people_touched)
        << (effect.people_touched == 1 ? " differs\n" : " differ\n");
    auto const [before, after] = effect.cells_refused;
    if (before != after) {
        out << "Cells that the definition does not cover: " << text::grouped(after) << ", before "
            << text::grouped(before) << "\n";
    }
    if (!effect.results.empty()) {
        document::Table table;
        table.columns = {{"id", "Scale or score"},
                         {"same", "Same", document::Kind::count},
                         {"changed", "Other value", document::Kind::count},
                         {"appeared", "Scored now", document::Kind::count},
                         {"disappeared", "No longer scored", document::Kind::count},
                         {"largest", "Largest change", document::Kind::number}};
        std::vector<std::vector<document::Cell>> rows;
        for (auto const& result : effect.results) {
            rows.push_back({result.id, result.same, result.changed, result.appeared, result.disappeared,
                            result.largest ? document::Cell(*result.largest) : document::Cell::absent()});
        }
        table.hold(std::move(rows));
        out << "\n" << text_table(table);
    }
    for (auto const& band : effect.bands) {
        if (band.moved == 0) continue;
        print_moves(out, text::counted(band.moved, "person", "people") + " in another band of " + band.id,
                    band.moves);
    }
    for (auto const& flag : effect.flags) {
        if (flag.moved == 0) continue;
        print_moves(
            out, text::counted(flag.moved, "person", "people") + " with another state of the flag " + flag.id,
            flag.moves);
    }
    if (!effect.only_before.empty())
        out << "\nOnly in the old definition: " << text::join(effect.only_before, ", ") << "\n";
    if (!effect.only_after.empty())
        out << "\nOnly in the new definition: " << text::join(effect.only_after, ", ") << "\n";
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, diff_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    if (auto const wrong = mistake(request)) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto const reading = read_options("diff", request.reading, streams);
    if (!reading) return Exit::usage;
    auto const before = study::load_definition(request.files[0]);
    auto const after = study::load_definition(request.files[1]);
    if (!before.ok()) print(streams, before);
    if (!after.ok()) print(streams, after);
    if (!before.ok() || !after.ok()) return Exit::definition;

    std::optional<study::Effect> effect;
    if (request.files.size() == 3) {
        auto const& file = request.files[2];
        auto const read = data::read(file, *reading);
        print_read(streams, file, read);
        if (!read.value) return Exit::data;
        auto compared = study::effect(before, after, read.value->table, file, request.map);
        print(streams, compared.diagnostics);
        if (!compared.value) return Exit::data;
        effect = std::move(compared.value);
    }
    auto const changes = study::difference(before, after);
    if (!request.quiet) {
        print_changes(streams.out, changes);
        if (effect) print_effect(streams.out, *effect);
    }
    return changes.empty() && !(effect && effect->any()) ? Exit::done : Exit::differs;
}

}  // namespace

Command const diff_command{"diff", "what a new version of a definition changes, and for how many people",
                           help, run, declared_options<Request>};

}  // namespace quaestor::cli
