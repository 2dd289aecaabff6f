#include "cli/analyze_words.hpp"

#include "base/text.hpp"
#include "cli/choose.hpp"
#include "cli/console.hpp"

#include <array>
#include <cmath>
#include <optional>

namespace quaestor::cli {
namespace {

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

bool interpret_short_forms(AnalyzeWords& request, Streams const& streams) {
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

bool choose_analyses(AnalyzeWords& request, Streams const& streams) {
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

bool interpret_methods(AnalyzeWords& request, Streams const& streams) {
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

/// Options that nothing would come of are refused.
bool belongs(AnalyzeWords const& request, Streams const& streams) {
    auto const kind = request.analyze.options.correlation;
    bool const mixed = kind == correlation::Kind::mixed;
    auto const& measures = request.analyze.measures;
    if (request.analyze.options.zero_cell > 0 && !mixed && kind != correlation::Kind::polychoric) {
        print(streams, usage_error("analyze: --zero-cell is for polychoric correlations",
                                   "add --correlation polychoric, or leave it out"));
        return false;
    }
    if (!mixed && (!measures.ordered.empty() || !measures.numbers.empty())) {
        print(streams, usage_error("analyze: --ordered and --numbers are for mixed correlations",
                                   "add --correlation mixed, or leave them out"));
        return false;
    }
    return true;
}

}  // namespace

void declare(OptionParser& parser, AnalyzeWords& request) {
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

bool interpret(AnalyzeWords& request, Streams const& streams) {
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
    if (!extraction || !rotation || !moments || !basis || !use || !choose_analyses(request, streams))
        return false;
    options.correlation = *basis;
    options.use = *use;
    if (!belongs(request, streams)) return false;
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

}  // namespace quaestor::cli
