#include "study/score.hpp"

#include "base/text.hpp"
#include "cli/codes.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/reading.hpp"
#include "cli/score_files.hpp"
#include "cli/text_table.hpp"
#include "document/write/csv.hpp"
#include "report/findings.hpp"
#include "report/scores_json.hpp"
#include "study/outputs.hpp"
#include "study/provenance.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

namespace quaestor::cli {
namespace {

constexpr std::string_view help = R"(quaestor score: score a file of answers, with validity checks and flags

Usage: quaestor score DATA... -i INSTRUMENT... [-o OUT...] [options]

DATA is a file of Excel (.xlsx), SPSS (.sav .zsav .por) or Stata (.dta), a CSV or a TSV file,
one row a respondent, questionnaire responses of FHIR (.json .ndjson), or '-' for standard input.
INSTRUMENT is an id of the library (quaestor instruments) or the path of a definition. Columns
find their items by the item's id, its alias, or INSTRUMENT_ITEM, without regard to case. Names
that are written otherwise (Q-01 for q1), or all with the same words before or behind them
(base_q1), are taken where that can be read in one way only; a note and the receipt say so.

Without -o the scores go to standard output as CSV. Every respondent has one row, in the
order of the file. What the definition does not cover is never scored: such cells are named
by line and column, and counted as missing.

Several files are scored one after the other, each into outputs of its own, as if it were alone:
in OUT, and in FILE.csv of --findings, '%' stands for the name of the file without its ending, and
FOLDER/ is short for FOLDER/%.csv. What is wrong with one file does not stop the others; the exit
status is the highest of them all.

A .sav file is for SPSS. Bands, flags and other words are numbers with value labels there: a
flag is 0 for no, 1 for yes, and -9 for undetermined, which is declared missing. A missing score
is system missing. Ids and carried columns are strings that keep their zeros; those that a file
of SPSS or Stata holds as numbers stay numbers, with their labels. Columns have the names of the
CSV file; what SPSS does not allow in a name becomes '_', and a note tells it.

Scores of a CSV, TSV or .sav file that go to CSV files, workbooks or standard output are written
while the file is read, and memory stays the same however large it is. Where the exit status is
not 0, what stands on standard output is not all of it. What comes by a pipe is kept, while it is
read, in a file without a name, in case a second look is needed: beside the output, or in the
folder of temporary files (TMPDIR).

Options:
  -i, --instrument INSTRUMENT  what to score; may stand several times
  -o, --output OUT             .xlsx, .csv, .sav or .json; may stand several times. Beside the
                               first stands OUT.receipt.json: what was read, decided and written
      --map FILE               a CSV file that says which column is which item, where the names do
                               not: quaestor map makes one
      --files LIST             a file with names of further DATA, one a line; '-' is standard input
      --id COLUMN              the column that says who it is; without it, a column called id,
                               patient_id or the like
      --wave COLUMN            where a person has a row for each wave: the column that says which;
                               the scores have it as 'wave'
      --waves MARKS            where each wave has columns of its own: what marks them, such as
                               --waves t1,t2 for t1_q1 or q1_t1; 'base=' is the wave without a
                               mark. The scores have a row for each person and wave
      --carry COLUMNS          columns that go along as they are, separated by commas
      --strict                 any data problem ends the run, and nothing is written
      --findings FILE.csv      every cell and row that was not taken: row, line, column, item,
                               code and rule
      --show-values            messages, the sheet Findings and --findings show what stood in a
                               cell, and which label comes near
      --force                  replace outputs that exist
      --jobs N                 threads; 0, the default, uses all. Changes nothing but the time
      --quiet                  no summary; problems are counted and not listed

<how the file is read>

Examples:
  quaestor score clinic.csv -i phq9 -o scores.xlsx
  quaestor score clinic.csv -i wemwbs -i phq9 --id patient_id --carry site -o scores.csv
  quaestor score visits.csv -i gad7 --wave visit -o scores.csv
  quaestor score study.sav -i phq9 -i gad7 --waves pre,post,fu -o scores.xlsx
  quaestor score clinic.xlsx --sheet Intake -i phq9 -o scores.xlsx
  quaestor score study.sav -i gad7 --carry group -o scores.sav
  quaestor score export.csv -i phq9 --map map.csv -o scores.csv
  quaestor score clinic.csv -i ./mine.inst > scores.csv
  quaestor score sites/*.csv -i phq9 -o scores/
  find sites -name '*.csv' | quaestor score --files - -i phq9 -o scores/%.xlsx

Exit status: 0 done, data problems are reported and counted; 2 wrong usage; 3 a definition
has errors; 4 the data cannot be read, or lacks what the definition needs, or the map has
mistakes, or --strict found a problem; 5 an output cannot be written.
)";

struct Request {
    std::vector<std::string> arguments;
    FileWords files;
    study::ScoreRequest score;
    std::vector<std::string> instruments;
    Reading reading;
    std::int64_t jobs = 0;
    bool strict = false;
    bool show_values = false;
    bool force = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    parser.positionals("data", request.files.data);
    parser.option("--files", request.files.list);
    parser.option("-i,--instrument", request.instruments);
    parser.option("-o,--output", request.files.outputs);
    parser.option("--map", request.score.map);
    parser.option("--id", request.score.id);
    parser.option("--wave", request.score.wave);
    parser.option("--waves", request.score.waves, true);
    parser.option("--carry", request.score.carry, true);
    declare(parser, request.reading);
    parser.flag("--strict", request.strict);
    parser.option("--findings", request.files.findings);
    parser.flag("--show-values", request.show_values);
    parser.flag("--force", request.force);
    parser.option("--jobs", request.jobs, 0, 256);
    parser.flag("--quiet", request.quiet);
}

void print_counts(std::ostream& out, report::ScoredFile const& file) {
    auto const& counts = file.tally.counts;
    out << text::counted(counts.rows, "row", "rows") << " read: " << text::grouped(counts.scored)
        << " scored, " << text::grouped(counts.partly) << " partly scored, "
        << text::grouped(counts.not_scored) << " not scored, " << text::grouped(counts.refused)
        << " refused";
    if (counts.elsewhere > 0) out << ", " << text::grouped(counts.elsewhere) << " of other events and forms";
}

void print_summary(std::ostream& out, report::ScoredFile const& file,
                   std::vector<std::string> const& written) {
    print_counts(out, file);
    out << "\n";
    if (!file.id)
        out << "no column says who it is, so rows are known by their " << file.table->line_word()
            << "; --id names a column\n";
    out << "\n";
    out << text_table(report::distribution_table(file)) << "\n";
    if (auto const bands = report::band_table(file); bands.rows > 0) out << text_table(bands) << "\n";
    if (auto const flags = report::flag_table(file); flags.rows > 0) out << text_table(flags) << "\n";
    out << text_table(report::validity_table(file)) << "\n";
    if (!written.empty()) out << "Wrote " << text::join(written, ", ") << "\n";
}

/// What a file of findings has of them.
std::string held_by(data::Findings const& findings) {
    bool const all = findings.size() == findings.total();
    return all ? " has them all"
               : " has the first " + text::grouped(findings.most_kept_per_code) + " of a kind";
}

Exit flushed(Streams const& streams) {
    streams.out.flush();
    return Exit::done;
}

/// `gone`: so many bytes of it are out already.
Exit write_to_stream(report::ScoredFile const& file, std::size_t gone, Streams const& streams) {
    auto const sink = [&](std::string_view bytes) {
        auto const before = std::min(gone, bytes.size());
        gone -= before;
        streams.out << bytes.substr(before);
        return Diagnostics{};
    };
    print(streams, document::write_csv(report::score_table(file), sink));
    return flushed(streams);
}

/// Where what comes by a pipe is kept while it is read: on the disk that the scores go to, or with other temporary files.
std::string folder_beside(std::vector<std::string> const& outputs) {
    std::error_code error;
    auto const temporary = std::filesystem::temp_directory_path(error);
    if (outputs.empty()) return error ? "/tmp" : temporary.string();
    auto const folder = std::filesystem::path(outputs.front()).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// What is the same for all files of a run.
struct Run {
    Request const& request;
    std::vector<study::Definition> const& definitions;
    Streams const& streams;
    bool several = false;
    std::set<std::string> warned{};  ///< of the definitions: said once
};

Exit score_file(study::ScoreRequest score, FileJob const& job, Run& run) {
    auto const& [request, definitions, streams, several, warned] = run;
    std::vector<std::string> inputs{score.data};
    for (auto const& definition : definitions)
        inputs.push_back(definition.origin);
    if (request.score.map) inputs.push_back(*request.score.map);
    if (!request.reading.dictionary.empty()) inputs.push_back(request.reading.dictionary);
    auto outputs = study::Outputs::open(job.outputs, inputs, request.force, true, job.findings);
    print(streams, outputs.diagnostics);
    if (!outputs.value) return Exit::output;
    bool const to_stream = outputs.value->empty();

    // CSV files, workbooks and standard output are filled while the file is read; where that cannot be, all at once afterwards.
    auto streamed = outputs.value->streamed(score.jobs);
    score.hashes = !to_stream;
    score.lines_are_final = to_stream;
    std::size_t gone = 0;
    study::bulk::Sink const to_outputs{[&](document::Table const& columns) { return streamed->begin(columns); },
                                [&](std::string_view lines) { return streamed->append(lines); },
                                streamed ? streamed->hash() : nullptr};
    auto const put = [&](std::string_view bytes) {
        streams.out << bytes;
        gone += bytes.size();
        return static_cast<bool>(streams.out);
    };
    auto const put_header = [&](document::Table const& columns) {
        print(streams, document::write_csv(columns, [&](std::string_view bytes) { return put(bytes), Diagnostics{}; }));
        return static_cast<bool>(streams.out);
    };
    std::optional<Outcome<std::unique_ptr<study::ScoredData>>> in_bulk;
    if (streamed || (to_stream && !request.strict)) {
        Progress progress(streams, !request.quiet && (!to_stream || !streams.out_is_terminal));
        score.progress = [&](std::size_t rows, std::size_t bytes, std::optional<std::size_t> of) {
            progress.show(rows, bytes, of);
        };
        score.reading.scratch_folder = folder_beside(job.outputs);
        score.reading.kept = data::keep_input(score.data, score.reading);
        in_bulk = study::score_in_bulk(score, definitions, streamed ? to_outputs : study::bulk::Sink{put_header, put});
    }
    if (in_bulk && !in_bulk->value && !streamed) return flushed(streams);  // whoever reads them has had enough
    bool const refused = in_bulk && streamed && (!in_bulk->value || !streamed->close());
    if (refused && streamed->is_clear()) {
        print(streams, outputs.value->refused(*streamed));
        return Exit::output;
    }
    if (!in_bulk || refused) {
        in_bulk.reset();
        streamed.reset();
    }
    auto const scored = in_bulk ? std::move(*in_bulk) : study::score(score, definitions);
    print(streams, scored.diagnostics);
    if (!scored.value) return Exit::data;
    auto const& file = (*scored.value)->file;
    FindingsView view{!request.quiet || request.strict, request.show_values, {}};
    if (!job.findings.empty()) view.rest = job.findings + held_by(*file.findings);
    view.near = [&](data::Finding const& finding) { return report::nearest_label(file, finding); };
    for (auto const& diagnostic : scored.diagnostics)
        view.told.push_back(diagnostic.code);
    print_findings(streams, score.data, *file.table, *file.findings, view);
    if (request.strict && file.findings->total() + scored.diagnostics.count(Severity::warning) > 0) {
        print(streams, Diagnostic{Severity::error,
                                  "C007",
                                  "--strict: the data has problems, so nothing is written",
                                  {},
                                  "correct the cells named above, or leave out --strict",
                                  score.data});
        return Exit::data;
    }
    for (auto const& warning : report::provisional_warnings(file)) {
        if (run.warned.insert(warning).second)
            print(streams, Diagnostic{Severity::warning, "C008", warning, {}, "", several ? "" : score.data});
    }
    auto const facts =
        study::facts_of(score.data, (*scored.value)->data_sha256, study::pointers_to(definitions),
                        (*scored.value)->decisions);
    report::FindingsOptions const findings{request.show_values, title_of};
    study::Makers const makers{[&] { return report::score_document(file, facts, findings); },
                               [&] { return report::score_table(file); },
                               [&] { return report::scores_json(file); },
                               [&] { return report::findings_table(file, findings); }};
    auto const written = outputs.value->written();
    auto const receipt = study::receipt_of(score, definitions, **scored.value);
    auto const problems = outputs.value->write(makers, receipt, streamed ? &*streamed : nullptr);
    print(streams, problems);
    if (problems.has_errors()) return Exit::output;
    if (!request.quiet && several) {
        streams.out << score.data << ": ";
        print_counts(streams.out, file);
        streams.out << "; wrote " << text::join(written, ", ") << "\n";
    } else if (!request.quiet) {
        print_summary(to_stream ? streams.err : streams.out, file, written);
    }
    if (!to_stream) return Exit::done;
    return in_bulk ? flushed(streams) : write_to_stream(file, gone, streams);
}

/// Each of several, whatever the others come to.
Exit score_files(std::vector<FileJob> const& jobs, Run& run) {
    auto worst = Exit::done;
    std::vector<std::string> failed;
    for (auto const& job : jobs) {
        auto score = run.request.score;
        score.data = job.data;
        score.arguments = words_of(run.request.arguments, job);
        auto const exit = score_file(std::move(score), job, run);
        if (exit != Exit::done) failed.push_back(job.data);
        worst = std::max(worst, exit);
    }
    if (!run.several) return worst;
    auto& out = failed.empty() ? run.streams.out : run.streams.err;
    if (run.request.quiet && failed.empty()) return worst;
    out << text::grouped(jobs.size()) << " files: " << text::grouped(jobs.size() - failed.size()) << " scored";
    if (!failed.empty()) out << ", " << text::grouped(failed.size()) << " not: " << text::join(failed, ", ");
    out << "\n";
    return worst;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, score_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    bool const no_data = request.files.data.empty() && !request.files.list;
    if (no_data || request.instruments.empty()) {
        print(streams, usage_error(no_data ? "score: which file?" : "score: with which instrument?",
                                   "quaestor score clinic.csv -i phq9 -o scores.xlsx"));
        return Exit::usage;
    }
    if (auto const wrong = waves_mistake("score", request.score.wave.has_value(), !request.score.waves.empty(),
                                         request.score.map.has_value())) {
        print(streams, *wrong);
        return Exit::usage;
    }
    auto const reading = read_options("score", request.reading, streams);
    if (!reading) return Exit::usage;
    request.score.reading = *reading;
    request.score.jobs = static_cast<unsigned>(request.jobs);
    auto const jobs = jobs_of(request.files, streams);
    print(streams, jobs.diagnostics);
    if (!jobs.value) return jobs.diagnostics[0].code == "D001" ? Exit::data : Exit::usage;
    auto const definitions = load_definitions("score", request.instruments, streams);
    if (!definitions) return Exit::definition;
    Run all{request, *definitions, streams, jobs.value->size() > 1};
    return score_files(*jobs.value, all);
}

}  // namespace

Command const score_command{"score", "score a file of answers, with validity checks and flags", help, run,
                            declared_options<Request>};

}  // namespace quaestor::cli
