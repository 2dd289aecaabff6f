#include "study/analyze.hpp"

#include "base/text.hpp"
#include "cli/choose.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "cli/text_table.hpp"
#include "report/analysis_document.hpp"
#include "report/analysis_json.hpp"
#include "study/outputs.hpp"
#include "study/score.hpp"

#include <array>
#include <cmath>
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

struct Request {
    std::vector<std::string> arguments;
    study::AnalyzeRequest analyze;
    std::string instrument;
    std::vector<std::string> outputs;
    std::vector<std::string> analyses;
    std::string factors = "parallel";
    std::string extraction = "minres";
    std::string rotation = "oblimin";
    std::string kaiser;
    std::string moments = "adjusted";
    std::string short_by = "alpha";
    std::vector<std::string> short_sizes;
    std::vector<std::string> methods;
    std::string correlation = "pearson";
    std::string use = "listwise";
    Reading reading;
    std::int64_t seed = 1;
    std::int64_t jobs = 0;
    std::int64_t group_factors = 0;  ///< 0: not asked for
    bool force = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    auto& options = request.analyze.options;
    parser.positional("data", request.analyze.data);
    parser.option("-i,--instrument", request.instrument);
    parser.option("-o,--output", request.outputs);
    parser.option("--waves", request.analyze.waves, true);
    parser.option("--map", request.analyze.map);
    parser.option("--scales", request.analyze.scales, true);
    parser.option("--correlation", request.correlation);
    parser.option("--use", request.use);
    parser.option("--zero-cell", options.zero_cell, 0, 1);
    parser.flag("--smooth", options.smooth);
    parser.option("--ordered", request.analyze.measures.ordered, true);
    parser.option("--numbers", request.analyze.measures.numbers, true);
    parser.option("--analyses", request.analyses, true);
    parser.option("--factors", request.factors);
    parser.option("--extraction", request.extraction);
    parser.option("--rotation", request.rotation);
    parser.option("--kaiser", request.kaiser);
    parser.option("--starts", options.starts, 1, 10000);
    parser.option("--replications", options.replications, 20, 1000000);
    parser.option("--short-form", request.short_sizes, true);
    parser.option("--short-by", request.short_by);
    parser.option("--short-keep", options.short_forms.keep, true);
    parser.option("--folds", options.short_forms.folds, 2, 1000);
    parser.option("--against", options.evidence.against, true);
    parser.option("--method", request.methods);
    parser.option("--seed", request.seed, 0, INT64_MAX);
    parser.option("--level", options.level, 0, 1);
    parser.option("--bootstrap", options.bootstrap, 100, 1000000);
    parser.option("--group-factors", request.group_factors, 2, 100);
    parser.option("--group", options.group);
    parser.option("--moments", request.moments);
    declare(parser, request.reading);
    parser.flag("--force", request.force);
    parser.option("--jobs", request.jobs, 0, 256);
    parser.flag("--quiet", request.quiet);
}

constexpr std::array<std::pair<std::string_view, factor::ExtractionMethod>, 2> extractions{
    {{"minres", factor::ExtractionMethod::minres}, {"ml", factor::ExtractionMethod::maximum_likelihood}}};
constexpr std::array<std::pair<std::string_view, factor::Rotation>, 5> rotations{
    {{"oblimin", factor::Rotation::oblimin},
     {"varimax", factor::Rotation::varimax},
     {"quartimax", factor::Rotation::quartimax},
     {"geomin", factor::Rotation::geomin},
     {"none", factor::Rotation::none}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> on_or_off{{{"on", true}, {"off", false}}};
constexpr std::array<std::pair<std::string_view, descriptives::MomentKind>, 2> moment_kinds{
    {{"adjusted", descriptives::MomentKind::adjusted}, {"population", descriptives::MomentKind::population}}};

constexpr std::array<std::pair<std::string_view, short_form::Criterion>, 4> short_criteria{
    {{"alpha", short_form::Criterion::alpha},
     {"omega", short_form::Criterion::omega},
     {"full", short_form::Criterion::full_r},
     {"left-out", short_form::Criterion::left_out_r}}};

/// "5" -> 5: a whole number from `low` to `high`.
std::optional<std::int64_t> whole_number(std::string const& word, double low, double high) {
    auto const number = text::parse_number(word);
    if (!number || *number < low || *number > high || *number != std::floor(*number)) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

bool interpret_short_forms(Request& request, Streams const& streams) {
    auto& wish = request.analyze.options.short_forms;
    auto const criterion = choose("analyze", "--short-by", request.short_by, short_criteria, streams);
    if (!criterion) return false;
    wish.criterion = *criterion;
    for (auto const& word : request.short_sizes) {
        auto const size = whole_number(word, 2, 1000);
        if (!size) {
            print(streams, usage_error("analyze: --short-form cannot be '" + word + "'",
                                       "numbers of items from 2, separated by commas: --short-form 5,7"));
            return false;
        }
        wish.sizes.push_back(*size);
    }
    return true;
}

constexpr std::array<std::pair<std::string_view, bool report::Analyses::*>, 5> analyses{
    {{"items", nullptr},
     {"reliability", &report::Analyses::reliability},
     {"dimensionality", &report::Analyses::dimensionality},
     {"efa", &report::Analyses::efa},
     {"correlations", &report::Analyses::correlations}}};

bool choose_analyses(Request& request, Streams const& streams) {
    if (request.analyses.empty()) return true;
    auto& wanted = request.analyze.options.analyses;
    wanted = {false, false, false, false};
    for (auto const& word : request.analyses) {
        auto const one = choose("analyze", "--analyses", word, analyses, streams);
        if (!one) return false;
        if (*one != nullptr) wanted.*(*one) = true;
    }
    return true;
}

/// "self:hope=hope_s,energy=energy_s"; none where it is not of that form.
std::optional<report::MethodWish> method_of(std::string const& words) {
    auto const colon = words.find(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    report::MethodWish wish{words.substr(0, colon), {}};
    for (std::size_t begin = colon + 1; begin <= words.size();) {
        auto const end = std::min(words.find(',', begin), words.size());
        auto const part = words.substr(begin, end - begin);
        auto const equals = part.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == part.size()) return std::nullopt;
        wish.traits.push_back({std::string(text::trimmed(part.substr(0, equals))),
                               std::string(text::trimmed(part.substr(equals + 1)))});
        begin = end + 1;
    }
    return wish;
}

bool interpret_methods(Request& request, Streams const& streams) {
    for (auto const& words : request.methods) {
        auto wish = method_of(words);
        if (!wish) {
            print(streams,
                  usage_error("analyze: --method cannot be '" + words + "'",
                              "a method, a colon, and its measures: self:hope=hope_s,energy=energy_s"));
            return false;
        }
        request.analyze.options.evidence.methods.push_back(std::move(*wish));
    }
    return true;
}

constexpr std::array<std::pair<std::string_view, correlation::Missing>, 2> uses{
    {{"listwise", correlation::Missing::listwise}, {"pairwise", correlation::Missing::pairwise}}};

constexpr std::string_view correlation_list =
    R"(pearson     of the numbers themselves; of a number with two codes it is the point-biserial one
spearman    of ranks
kendall     tau-b: how many more pairs of people two items put in the same order than in the opposite
polychoric  of the normal variables behind ordered answers; with two answers each, tetrachoric
mixed       polychoric for two items of ordered answers, polyserial (biserial) for one and a number,
            Pearson for two numbers
)";

bool interpret(Request& request, Streams const& streams) {
    auto& options = request.analyze.options;
    options.seed = static_cast<std::uint64_t>(request.seed);
    options.evidence.groups = options.group;
    options.jobs = static_cast<unsigned>(request.jobs);
    if (request.group_factors > 0) options.group_factors = request.group_factors;
    auto const extraction = choose("analyze", "--extraction", request.extraction, extractions, streams);
    auto const rotation = choose("analyze", "--rotation", request.rotation, rotations, streams);
    auto const moments = choose("analyze", "--moments", request.moments, moment_kinds, streams);
    auto const basis = choose("analyze", "--correlation", request.correlation, correlation::kinds, streams);
    auto const use = choose("analyze", "--use", request.use, uses, streams);
    if (!extraction || !rotation || !moments || !basis || !use || !choose_analyses(request, streams)) return false;
    options.correlation = *basis;
    options.use = *use;
    options.extraction = *extraction;
    options.rotation = *rotation;
    options.moments = *moments;
    if (!request.kaiser.empty()) {
        options.kaiser = choose("analyze", "--kaiser", request.kaiser, on_or_off, streams);
        if (!options.kaiser) return false;
    }
    if (request.factors != "parallel") {
        options.factors = whole_number(request.factors, 1, 1000);
        if (!options.factors) {
            print(streams, usage_error("analyze: --factors cannot be '" + request.factors + "'",
                                       "a whole number from 1, or 'parallel'"));
            return false;
        }
    }
    if (!interpret_short_forms(request, streams) || !interpret_methods(request, streams)) return false;
    auto const reading = read_options("analyze", request.reading, streams);
    if (!reading) return false;
    request.analyze.reading = *reading;
    request.analyze.arguments = request.arguments;
    return true;
}

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
    auto parsed = parse<Request>(arguments, analyze_command, streams);
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
        print(streams, usage_error("analyze: --waves takes one wave: rows of the same people are not independent",
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

    auto analyzed = study::analyze(request.analyze, definition);
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
                              help, run, declared_options<Request>};

}  // namespace quaestor::cli
