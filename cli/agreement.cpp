#include "study/agreement.hpp"

#include "base/text.hpp"
#include "cli/choose.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/reading.hpp"
#include "cli/text_table.hpp"
#include "study/outputs.hpp"
#include "study/provenance.hpp"

#include <array>
#include <memory>
#include <ostream>

namespace quaestor::cli {
namespace {

constexpr std::string_view help =
    R"(quaestor agreement: how far raters, or repeated measurements, agree

Usage: quaestor agreement DATA --raters COLUMNS --measurement SCALE [-o OUT...] [options]
       quaestor agreement DATA --unit COLUMN --rater COLUMN --rating COLUMN ...
       quaestor agreement DATA -i INSTRUMENT --wave COLUMN|--waves MARKS [--id COLUMN] ...

In the first form a row is a unit (a person, a text, an image) and a column is a rater, a method
or an occasion; in the second a row is one rating; in the third the file is scored first, and
the scores of each person are compared over waves. A blank is no rating, and never 0.

What is computed depends on what the ratings are:
  nominal   categories without order: Cohen's or Conger's kappa, Fleiss' kappa as a whole and by
            category, Gwet's AC1, Brennan & Prediger, Krippendorff's alpha
  ordinal   categories in an order: the same with weights, Gwet's AC2, Kendall's W
  interval  amounts: the six intraclass correlations, Lin's concordance, Krippendorff's alpha; of
            two columns or waves also mean change, standard error of measurement, limits of
            agreement, smallest detectable change
  ratio     amounts with a true zero: the same, and ratios count in Krippendorff's alpha

Without -o a summary goes to standard output.

Options:
      --raters COLUMNS         of the raters, separated by commas
      --unit COLUMN            of a row a rating: what is rated,
      --rater COLUMN           who rates,
      --rating COLUMN          and the rating
  -i, --instrument INSTRUMENT  score this first; may stand several times
      --wave COLUMN            which measurement a row is of
      --waves MARKS            or, where each wave has columns of its own, what marks them, such as
                               --waves t1,t2 for t1_q1 or q1_t1
      --id COLUMN              who it is; without it, a column that is called so (id, patient_id)
      --scores LIST            only these scales and scores, separated by commas
      --measurement SCALE      nominal, ordinal, interval or ratio; words are nominal, and scores
                               are interval
      --categories LIST        all categories in their order, also those that nobody used; by
                               default those that occur
      --weights NAME|FILE      how much two categories agree: identity, linear (the default for
                               ordinal), quadratic or ordinal; or a CSV file with a table of
                               weights, categories above and at the left
      --icc-interval NAME      of ICC(2,k): mcgraw-wong (the default, as psych) or irr
      --level LEVEL            coverage of intervals (default 0.95)
      --bootstrap N            samples for the interval of Krippendorff's alpha (default 1000);
                               0: no interval
      --seed N                 of these samples (default 1)
  -o, --output OUT             .xlsx, .csv or .json; may stand several times. Beside the first
                               stands OUT.receipt.json
      --force                  replace outputs that exist
      --jobs N                 threads; 0, the default, uses all. Changes nothing but the time
      --quiet                  no summary; problems are counted and not listed

<how the file is read>

Examples:
  quaestor agreement ratings.csv --raters anna,ben,cleo --measurement nominal -o agreement.xlsx
  quaestor agreement long.csv --unit text --rater coder --rating code --measurement ordinal
  quaestor agreement peaks.csv --raters first,second --measurement interval
  quaestor agreement waves.csv -i wemwbs --id person --wave time -o retest.json

Exit status: 0 done; 2 wrong usage; 3 a definition has errors; 4 the data cannot be read or
lacks what was asked for; 5 an output cannot be written; 6 nothing can be computed from this
data.
)";

struct Request {
    std::vector<std::string> arguments;
    study::AgreementRequest agreement;
    std::vector<std::string> instruments;
    std::vector<std::string> outputs;
    std::string measurement;
    std::string weights;
    std::string icc_interval = "mcgraw-wong";
    Reading reading;
    std::int64_t seed = 1;
    std::int64_t jobs = 0;
    bool force = false;
    bool quiet = false;
};

void declare(OptionParser& parser, Request& request) {
    auto& agreement = request.agreement;
    parser.positional("data", agreement.data);
    parser.option("--raters", agreement.columns.raters, true);
    parser.option("--unit", agreement.columns.unit);
    parser.option("--rater", agreement.columns.rater);
    parser.option("--rating", agreement.columns.rating);
    parser.option("-i,--instrument", request.instruments);
    parser.option("--wave", agreement.wave);
    parser.option("--waves", agreement.waves, true);
    parser.option("--id", agreement.id);
    parser.option("--scores", agreement.scores, true);
    parser.option("--measurement", request.measurement);
    parser.option("--categories", agreement.categories, true);
    parser.option("--weights", request.weights);
    parser.option("--icc-interval", request.icc_interval);
    parser.option("--level", agreement.options.level, 0, 1);
    parser.option("--bootstrap", agreement.options.replications, 0, 1000000);
    parser.option("--seed", request.seed, 0, INT64_MAX);
    parser.option("-o,--output", request.outputs);
    declare(parser, request.reading);
    parser.flag("--force", request.force);
    parser.option("--jobs", request.jobs, 0, 256);
    parser.flag("--quiet", request.quiet);
}

using agreement::Measurement;
using agreement::Weighting;
constexpr std::array<std::pair<std::string_view, Measurement>, 4> measurements{
    {{"nominal", Measurement::nominal},
     {"ordinal", Measurement::ordinal},
     {"interval", Measurement::interval},
     {"ratio", Measurement::ratio}}};
constexpr std::array<std::pair<std::string_view, Weighting>, 4> weightings{
    {{"identity", Weighting::identity},
     {"linear", Weighting::linear},
     {"quadratic", Weighting::quadratic},
     {"ordinal", Weighting::ordinal}}};
constexpr std::array<std::pair<std::string_view, agreement::AgreementMeanInterval>, 2> icc_intervals{
    {{"mcgraw-wong", agreement::AgreementMeanInterval::mcgraw_wong},
     {"irr", agreement::AgreementMeanInterval::irr}}};

/// What does not go together, and what is lacking.
std::optional<Diagnostic> mistake(Request const& request) {
    auto const& columns = request.agreement.columns;
    bool const rows = !columns.unit.empty() || !columns.rater.empty() || !columns.rating.empty();
    bool const scores = !request.instruments.empty();
    constexpr std::string_view example =
        "quaestor agreement ratings.csv --raters anna,ben --measurement nominal";
    if (request.agreement.data.empty()) return usage_error("agreement: which file?", std::string(example));
    if (static_cast<int>(columns.wide()) + static_cast<int>(rows) + static_cast<int>(scores) > 1)
        return usage_error(
            "agreement: --raters, --unit with --rater and --rating, and --instrument exclude each other",
            "a column a rater, a row a rating, or scores over waves");
    if (rows && (columns.unit.empty() || columns.rater.empty() || columns.rating.empty()))
        return usage_error("agreement: of a row a rating all three are needed: --unit, --rater and --rating",
                           "");
    if (!columns.wide() && !rows && !scores)
        return usage_error("agreement: whose ratings?", std::string(example));
    if (columns.raters.size() == 1)
        return usage_error("agreement: --raters needs two columns or more", std::string(example));
    bool const side_by_side = !request.agreement.waves.empty();
    if (scores && !request.agreement.wave && !side_by_side)
        return usage_error(
            "agreement: --wave names the column that says which measurement a row is of",
            "quaestor agreement waves.csv -i wemwbs --id person --wave time; --waves is for waves "
            "with columns of their own");
    if (request.agreement.wave && side_by_side)
        return usage_error("agreement: --wave is for waves in rows, --waves for waves in columns",
                           "leave out one of them");
    if (!scores &&
        (request.agreement.wave || side_by_side || request.agreement.id || !request.agreement.scores.empty()))
        return usage_error("agreement: --wave, --waves, --id and --scores are for scores of an --instrument",
                           "of ratings in a row each, --unit says what is rated and --rater who or when");
    return std::nullopt;
}

/// What suits one scale of measurement only.
std::optional<Diagnostic> unsuited(Request const& request) {
    bool const amounts = request.agreement.measurement == Measurement::interval ||
                         request.agreement.measurement == Measurement::ratio ||
                         (!request.agreement.measurement && !request.instruments.empty());
    if (!request.instruments.empty() && !amounts)
        return usage_error("agreement: scores are amounts, of --measurement interval or ratio", "");
    if (amounts && !request.agreement.categories.empty())
        return usage_error("agreement: --categories are of nominal and ordinal ratings",
                           "leave out one of them");
    if (amounts && !request.weights.empty())
        return usage_error("agreement: --weights are of nominal and ordinal ratings",
                           "leave out one of them");
    return std::nullopt;
}

bool interpret(Request& request, Streams const& streams) {
    auto& agreement = request.agreement;
    if (auto const wrong = mistake(request)) {
        print(streams, *wrong);
        return false;
    }
    agreement.options.seed = static_cast<std::uint64_t>(request.seed);
    agreement.options.jobs = static_cast<unsigned>(request.jobs);
    if (!request.measurement.empty()) {
        agreement.measurement =
            choose("agreement", "--measurement", request.measurement, measurements, streams);
        if (!agreement.measurement) return false;
    }
    bool const file = request.weights.find('.') != std::string::npos;
    if (file) {
        agreement.weights_file = request.weights;
    } else if (!request.weights.empty()) {
        agreement.weighting = choose("agreement", "--weights", request.weights, weightings, streams);
        if (!agreement.weighting) return false;
    }
    auto const interval = choose("agreement", "--icc-interval", request.icc_interval, icc_intervals, streams);
    if (!interval) return false;
    agreement.options.agreement_mean = *interval;
    if (auto const wrong = unsuited(request)) {
        print(streams, *wrong);
        return false;
    }
    auto const reading = read_options("agreement", request.reading, streams);
    if (!reading) return false;
    agreement.reading = *reading;
    agreement.arguments = request.arguments;
    return true;
}

void print_summary(std::ostream& out, report::AgreementReport const& report,
                   std::vector<std::string> const& written) {
    for (auto const& unverified : report.provisional)
        out << text::printable(unverified) << "\n";
    if (!report.sets.empty()) {
        auto const& first = report.sets.front();
        out << text::counted(static_cast<std::size_t>(first.ratings.rows()), report.unit_word,
                             report.unit_word == "person" ? "people" : "units")
            << ", " << text::counted(first.raters.size(), report.rater_word, report.rater_word + "s") << ", "
            << agreement::name_of(report.options.measurement) << "\n\n";
    }
    out << text_table(report::agreement_table(report)) << "\n";
    if (auto const repeated = report::repeated_table(report); repeated.rows > 0)
        out << text_table(repeated) << "\n";
    for (auto const& set : report.sets) {
        std::string told;
        for (auto const& line : report::agreement_lines(set, report.options)) {
            if (line.reason.empty() || line.reason == told) continue;
            told = line.reason;
            out << "  " << text::printable((report.sets.size() > 1 ? set.title + ", " : "") + line.name)
                << ": " << text::printable(line.reason) << "\n";
        }
    }
    if (!written.empty()) out << "Wrote " << text::join(written, ", ") << "\n";
}

Exit exit_of(Diagnostics const& diagnostics) {
    for (auto const& d : diagnostics) {
        if (d.code == "U002" || d.code == "U005") return Exit::usage;
        if (d.code == "S199") return Exit::not_computable;
    }
    return Exit::data;
}

Exit run(Arguments arguments, Streams const& streams) {
    auto parsed = parse<Request>(arguments, agreement_command, streams);
    if (!parsed) return Exit::usage;
    auto& request = *parsed;
    if (!interpret(request, streams)) return Exit::usage;

    std::vector<study::Definition> definitions;
    std::vector<std::string> inputs{request.agreement.data};
    for (auto const& name : request.instruments) {
        auto const& definition = definitions.emplace_back(study::load_definition(name));
        print(streams, definition);
        if (!definition.ok()) return Exit::definition;
        inputs.push_back(definition.origin);
    }
    if (!request.agreement.weights_file.empty()) inputs.push_back(request.agreement.weights_file);
    auto outputs = study::Outputs::open(request.outputs, inputs, request.force, true);
    print(streams, outputs.diagnostics);
    if (!outputs.value) return Exit::output;

    std::unique_ptr<study::AgreedData> result;
    auto const facts = [&] {
        return study::facts_of(request.agreement.data, result->data_sha256, study::pointers_to(definitions),
                               result->decisions);
    };
    study::Makers const makers{[&] { return report::agreement_document(result->report, facts()); },
                               [&] { return report::agreement_data_table(result->report); },
                               [&] { return report::agreement_json(result->report); }};
    if (auto const wrong = outputs.value->check(makers, "agreement"); !wrong.empty()) {
        print(streams, wrong);
        return Exit::output;
    }

    auto agreed = study::agree(request.agreement, definitions);
    print(streams, agreed.diagnostics);
    if (!agreed.value) return exit_of(agreed.diagnostics);
    result = std::move(*agreed.value);
    FindingsView view{!request.quiet, false, {}, "'quaestor score --findings FILE.csv' writes them all"};
    for (auto const& diagnostic : agreed.diagnostics)
        view.told.push_back(diagnostic.code);
    print_findings(streams, request.agreement.data, result->table(), result->findings(), view);
    auto const written = outputs.value->written();
    if (!outputs.value->empty()) {
        auto const problems =
            outputs.value->write(makers, study::receipt_of(request.agreement, definitions, *result));
        print(streams, problems);
        if (problems.has_errors()) return Exit::output;
    }
    if (!request.quiet) print_summary(streams.out, result->report, written);
    return Exit::done;
}

}  // namespace

Command const agreement_command{"agreement", "how far raters, or repeated measurements, agree", help, run,
                                declared_options<Request>};

}  // namespace quaestor::cli
