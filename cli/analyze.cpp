#include "study/analyze.hpp"

#include "base/text.hpp"
#include "cli/analyze_words.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/progress.hpp"
#include "cli/text_table.hpp"
#include "report/analysis_document.hpp"
#include "report/analysis_json.hpp"
#include "study/outputs.hpp"
#include "study/provenance.hpp"

#include <memory>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor analyze: item analysis, reliability, dimensionality and factor analysis

Usage: quaestor analyze DATA -i INSTRUMENT [-o OUT...] [options]

DATA and INSTRUMENT are as for 'quaestor score'. Every measurement scale of the instrument is
analysed by itself, and all its scored items together. Reversed items are reversed first;
people with an answer missing are left out of what needs all answers, and counted.

Without -o a summary goes to standard output.

Options:
  -i, --instrument INSTRUMENT  whose items and scales
  -o, --output OUT             .xlsx, .json, or .csv for the correlations of all pairs of items; may
                               stand several times. Beside the first stands OUT.receipt.json
      --map FILE               which column is which item, as for 'quaestor score'
      --scales LIST            only these scales, separated by commas
      --waves MARK             where each wave has columns of its own: what marks those of the wave
                               that is analysed, such as --waves t1 for t1_q1 or q1_t1
      --correlation NAME       what dimensions and factors rest on: pearson (the default), spearman,
                               kendall (tau-b), polychoric, or mixed: polychoric, polyserial or
                               Pearson, as items are ordered answers or numbers; 'list' explains
      --use NAME               listwise (the default): correlations of people who answered all
                               items; pairwise: each by those who answered both
      --zero-cell X            added to empty cells of polychoric tables, 0 to 1 (default 0)
      --smooth                 make a matrix that is not positive definite so, and say by how much
      --ordered ITEMS          these count as ordered answers in mixed correlations, whatever their
      --numbers ITEMS          responses, and these as numbers; else up to ten options are ordered
      --analyses LIST          only these, separated by commas: items, reliability,
                               dimensionality, efa, correlations. All by default
      --factors N              how many factors; 'parallel', the default, takes as many as
                               parallel analysis suggests, and at least one
      --extraction NAME        minres (the default) or ml
      --rotation NAME          oblimin (the default), varimax, quartimax, geomin or none
      --kaiser on|off          Kaiser normalisation; by default on for varimax only
      --starts N               rotation starts, the best is kept (default 10)
      --replications N         simulated samples of parallel analysis (default 500)
      --short-form SIZES       the best short form of each of these numbers of items, separated
                               by commas, and what it is worth to people held out
      --short-by NAME          what is best: alpha (the default), omega, full (correlation with
                               the whole scale) or left-out (with the items left out)
      --short-keep SCALES      keep an item of each of these scales, separated by commas
      --folds N                of that cross-validation (default 10)
      --against NAMES          correlations with other measures, separated by commas: a scale or
                               score of this instrument, of another one whose items are in the
                               file (phq9.total), or a column of numbers
      --method SPEC            one method of a multitrait-multimethod table, as METHOD:TRAIT=NAME
                               with further TRAIT=NAME after commas; stands once for each method
      --seed N                 of all random draws (default 1)
      --level LEVEL            coverage of intervals (default 0.95)
      --bootstrap N            intervals of alpha and omega from N resamples of the people, too
      --group-factors N        group factors of omega hierarchical; by default as many as the
                               factors, where there are two or more
      --group COLUMN           the scales in each group of this column: means and how far they are
                               apart, alphas and whether they differ
      --moments NAME           adjusted (the default): skewness and kurtosis corrected for
                               bias; population: not corrected
      --force                  replace outputs that exist
      --jobs N                 threads; 0, the default, uses all. Changes nothing but the time
      --quiet                  no summary; problems are counted and not listed

<how the file is read>

Examples:
  quaestor analyze bfi.csv -i ./bfi.inst -o analysis.xlsx -o analysis.json
  quaestor analyze answers.csv -i wemwbs --factors 1
  quaestor analyze answers.csv -i wemwbs --short-form 5,7 -o short.xlsx
  quaestor analyze answers.csv -i wemwbs --against phq9.total,age --group sex
  quaestor analyze self_and_peer.csv -i wemwbs --method self:hope=hope_s,energy=energy_s
      --method peer:hope=hope_p,energy=energy_p
  quaestor analyze answers.csv -i phq9 --correlation polychoric -o pairs.csv
  quaestor analyze bfi.csv -i ./bfi.inst --factors 5 --rotation varimax -o analysis.xlsx
  quaestor analyze bfi.csv -i ./bfi.inst --bootstrap 2000 --group gender -o analysis.xlsx

Exit status: 0 done; 2 wrong usage; 3 a definition has errors; 4 the data cannot be read or
lacks what the definition needs; 5 an output cannot be written; 6 nothing can be computed
from this data.
)";

constexpr std::string_view correlation_list =
    R"(pearson     of the numbers themselves; of a number with two codes it is the point-biserial one
spearman    of ranks
kendall     tau-b: how many more pairs of people two items put in the same order than in the opposite
polychoric  of the normal variables behind ordered answers; with two answers each, tetrachoric
mixed       polychoric for two items of ordered answers, polyserial (biserial) for one and a number,
            Pearson for two numbers
)";

void print_summary(std::ostream& out, report::Analysis const& analysis,
                   std::vector<std::string> const& written) {
    out << analysis.instrument->title << ": " << text::counted(analysis.rows, "row", "rows") << ", "
        << text::counted(analysis.items.size(), "item", "items") << "\n\n";
    auto const& asked = analysis.options.analyses;
    if (asked.reliability) out << text_table(report::reliability_table(analysis)) << "\n";
    if (asked.dimensionality) out << text_table(report::dimension_table(analysis)) << "\n";
    for (auto const& scale : analysis.scales) {
        if (scale.short_forms.value) out << text_table(report::short_forms_table(analysis, scale)) << "\n";
    }
    auto const remark = [&](std::string const& of, Diagnostics const& remarks) {
        for (auto const& d : remarks)
            out << "  " << of << ": " << text::printable(d.message) << " [" << d.code << "]\n";
    };
    for (auto const& scale : analysis.scales)
        remark(scale.scale->title, scale.remarks);
    if (analysis.all_items) remark("all items", analysis.all_items->remarks);
    if (analysis.options.correlation != correlation::Kind::pearson) {
        out << "Dimensions and factors rest on " << correlation::name_of(analysis.options.correlation)
            << " correlations.\n";
    }
    remark("correlations", analysis.correlations.remarks);
    if (!written.empty()) out << "Wrote " << text::join(written, ", ") << "\n";
}

Exit exit_of(Diagnostics const& diagnostics) {
    for (auto const& d : diagnostics) {
        if (d.code == "U002" || d.code == "U003" || d.code == "U004") return Exit::usage;
        if (d.code == "S199") return Exit::not_computable;
    }
    return Exit::data;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<AnalyzeWords>(arguments, analyze_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    if (request.correlation == "list") {
        streams.out << correlation_list;
        return Exit::done;
    }
    if (request.analyze.data.empty() || request.instrument.empty()) {
        print(streams, usage_error(request.analyze.data.empty() ? "analyze: which file?"
                                                                : "analyze: which instrument?",
                                   "quaestor analyze answers.csv -i wemwbs -o analysis.xlsx"));
        return Exit::usage;
    }
    if (auto const wrong = waves_mistake("analyze", false, !request.analyze.waves.empty(),
                                         request.analyze.map.has_value())) {
        print(streams, *wrong);
        return Exit::usage;
    }
    if (request.analyze.waves.size() > 1) {
        print(streams,
              usage_error("analyze: --waves takes one wave: rows of the same people are not independent",
                          "one run for each, such as --waves " + request.analyze.waves.front()));
        return Exit::usage;
    }
    if (!interpret(request, streams)) return Exit::usage;

    auto const definition = study::load_definition(request.instrument);
    print(streams, definition);
    if (!definition.ok()) return Exit::definition;
    std::vector<std::string> inputs{request.analyze.data, definition.origin};
    if (request.analyze.map) inputs.push_back(*request.analyze.map);
    if (!request.reading.dictionary.empty()) inputs.push_back(request.reading.dictionary);
    auto outputs = study::Outputs::open(request.outputs, inputs, request.force, true);
    print(streams, outputs.diagnostics);
    if (!outputs.value) return Exit::output;

    std::unique_ptr<study::AnalyzedData> result;
    study::Makers const makers{
        [&] {
            return report::analysis_document(
                result->analysis,
                study::facts_of(request.analyze.data, result->data_sha256, {&definition}, result->decisions));
        },
        [&] { return report::correlation_pairs(result->analysis); },
        [&] { return report::analysis_json(result->analysis); },
        {},
        false};
    if (auto const wrong = outputs.value->check(makers, "analyze"); !wrong.empty()) {
        print(streams, wrong);
        return Exit::output;
    }

    auto analyzed = [&] {
        Progress progress(streams, !request.quiet);
        request.analyze.step = [&](std::string const& what) { progress.step(what); };
        return study::analyze(request.analyze, definition);
    }();
    request.analyze.step = {};
    print(streams, analyzed.diagnostics);
    if (!analyzed.value) return exit_of(analyzed.diagnostics);
    result = std::move(*analyzed.value);
    FindingsView view{!request.quiet, false, {}, "'quaestor score --findings FILE.csv' writes them all"};
    for (auto const& diagnostic : analyzed.diagnostics)
        view.told.push_back(diagnostic.code);
    print_findings(streams, request.analyze.data, result->read.table, result->read.findings, view);
    auto const written = outputs.value->written();
    if (!outputs.value->empty()) {
        auto const problems =
            outputs.value->write(makers, study::receipt_of(request.analyze, definition, *result));
        print(streams, problems);
        if (problems.has_errors()) return Exit::output;
    }
    if (!request.quiet) print_summary(streams.out, result->analysis, written);
    return Exit::done;
}

}  // namespace

Command const analyze_command{"analyze", "item analysis, reliability, dimensionality and factor analysis",
                              help, run, declared_options<AnalyzeWords>};

}  // namespace quaestor::cli
