#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "report/explanation.hpp"
#include "study/score.hpp"

#include <algorithm>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor explain: how the scores of one respondent came about, step by step

Usage: quaestor explain DATA -i INSTRUMENT... --row N | --who ID [--only LIST] [options]

For every scale and score: the answers as they were taken, reversed and recoded items, the
rule for missing answers, the arithmetic, the row of a table, the band with its bounds, and
each flag with what raised it; then whether the form is valid, and the sources.

It prints answers of a person. It prints no id, and it writes no file.

Options:
  -i, --instrument INSTRUMENT  what to explain; may stand several times
      --row N                  the N-th respondent of the file, from 1
      --who ID                 the respondent of this id; of several rows all are explained
      --only LIST              these scales, scores and flags, separated by commas
      --map FILE               which column is which item, as for 'quaestor score'
      --id COLUMN              the column that says who it is; without it, a column called id,
                               patient_id or the like
      --wave COLUMN            the column that says which wave a row is of
      --waves MARKS            what marks the columns of each wave, as for 'quaestor score'; all
                               waves of the respondent are explained

<how the file is read>

Examples:
  quaestor explain samples/clinic.csv -i phq9 --row 5
  quaestor explain samples/clinic.csv -i wemwbs --who 00024 --only total

Exit status: 0 done; 2 wrong usage; 3 a definition has errors; 4 the data cannot be read, lacks
what the definition needs, or has no such respondent.
)";

struct Request {
    study::ScoreRequest score;
    std::vector<std::string> instruments;
    std::vector<std::string> only;
    std::string who;
    std::int64_t row = 0;
    Reading reading;
};

void declare(OptionParser& parser, Request& request) {
    parser.positional("data", request.score.data);
    parser.option("-i,--instrument", request.instruments);
    parser.option("--row", request.row, 1, 4'000'000'000);
    parser.option("--who", request.who);
    parser.option("--only", request.only, true);
    parser.option("--map", request.score.map);
    parser.option("--id", request.score.id);
    parser.option("--wave", request.score.wave);
    parser.option("--waves", request.score.waves, true);
    declare(parser, request.reading);
}

std::optional<Diagnostic> mistake(Request const& request) {
    auto const example = "quaestor explain clinic.csv -i phq9 --row 5";
    if (request.score.data.empty()) return usage_error("explain: which file?", example);
    if (request.instruments.empty()) return usage_error("explain: which instrument?", example);
    if ((request.row == 0) == request.who.empty())
        return usage_error("explain: whose scores?", "either --row N or --who ID");
    return waves_mistake("explain", request.score.wave.has_value(), !request.score.waves.empty(),
                         request.score.map.has_value());
}

/// A name of --only that no instrument has.
std::optional<Diagnostic> unknown_result(std::vector<std::string> const& only,
                                         std::vector<study::Definition> const& definitions) {
    std::vector<std::string> known;
    for (auto const& definition : definitions) {
        auto const ids = report::explainable(*definition.instrument);
        known.insert(known.end(), ids.begin(), ids.end());
    }
    for (auto const& name : only) {
        bool const there = std::any_of(known.begin(), known.end(), [&](std::string const& id) {
            return text::equal_ignoring_case(id, name);
        });
        if (there) continue;
        auto const near = text::nearest(name, known);
        return usage_error("explain: there is no scale, score or flag '" + name + "'",
                           near ? "did you mean '" + *near + "'?" : "there are: " + text::join(known, ", "));
    }
    return std::nullopt;
}

/// Places of the rows that are asked for; none with the mistake printed.
std::vector<std::size_t> rows_of(Request const& request, report::ScoredFile const& file,
                                 Streams const& streams) {
    auto const refuse = [&](std::string message, std::string hint) {
        print(streams,
              Diagnostic{Severity::error, "C010", std::move(message), {}, std::move(hint), file.name});
        return std::vector<std::size_t>{};
    };
    auto const rows = file.table->row_count();
    if (request.who.empty()) {
        // Of waves that stood side by side, each is a row of the table.
        auto const wanted = static_cast<std::size_t>(request.row);
        std::vector<std::size_t> found;
        for (std::size_t row = 0; row < rows; ++row) {
            if (file.table->file_row(row) + 1 == wanted) found.push_back(row);
        }
        if (found.empty()) {
            auto const last = rows == 0 ? 0 : file.table->file_row(rows - 1) + 1;
            return refuse("there is no row " + text::grouped(wanted),
                          "the file has " + text::counted(last, "row", "rows"));
        }
        return found;
    }
    if (!file.id) return refuse("no column says who it is", "name one with --id, or ask by --row");
    std::vector<std::size_t> found;
    for (std::size_t row = 0; row < rows; ++row) {
        if (text::trimmed(file.table->text(*file.id, row)) == text::trimmed(request.who))
            found.push_back(row);
    }
    if (found.empty())
        return refuse("nobody has that id in the column '" + file.table->column(*file.id).name() + "'",
                      "ids are compared as text: 007 is not 7");
    return found;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, explain_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    if (auto const wrong = mistake(request)) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto const reading = read_options("explain", request.reading, streams);
    if (!reading) return Exit::usage;
    request.score.reading = *reading;

    std::vector<study::Definition> definitions;
    bool good = true;
    for (auto const& name : request.instruments) {
        definitions.push_back(study::load_definition(name));
        print(streams, definitions.back());
        good = good && definitions.back().ok();
    }
    if (!good) return Exit::definition;
    if (auto const wrong = unknown_result(request.only, definitions)) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto const scored = study::score(request.score, definitions);
    for (auto const& diagnostic : scored.diagnostics) {
        if (diagnostic.severity == Severity::error) print(streams, diagnostic);
    }
    if (!scored.value) return Exit::data;
    auto const& file = (*scored.value)->file;
    auto const rows = rows_of(request, file, streams);
    if (rows.empty()) return Exit::data;
    bool first = true;
    for (auto const row : rows) {
        for (auto const& part : file.parts) {
            if (!part.asked(row)) continue;
            streams.out << (first ? "" : "\n") << report::explanation(file, part, row, request.only);
            first = false;
        }
    }
    return Exit::done;
}

}  // namespace

Command const explain_command{"explain", "how the scores of one respondent came about, step by step", help,
                              run, declared_options<Request>};

}  // namespace quaestor::cli
