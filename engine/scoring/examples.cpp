#include "scoring/examples.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "data/table.hpp"
#include "instrument/formula_text.hpp"
#include "scoring/binding.hpp"
#include "scoring/codes.hpp"
#include "scoring/compile.hpp"
#include "scoring/run.hpp"
#include "scoring/trace.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace quaestor::scoring {
namespace {

using instrument::Example;
using instrument::Expectation;
using instrument::ExpectKind;
using instrument::Instrument;
using instrument::ResultKind;
using instrument::ValueType;

/// One row an example, one column an item and covariate, as a data file would have them.
data::Table table_of(Instrument const& instrument, Binding& binding) {
    auto const rows = instrument.examples.size();
    auto const items = instrument.items.size();
    auto const width = items + instrument.covariates.size();
    std::vector<std::vector<std::string>> cells(width, std::vector<std::string>(rows));
    for (std::size_t row = 0; row < rows; ++row) {
        for (auto const& given : instrument.examples[row].given) {
            cells[given.is_item ? given.index : items + given.index][row] = given.cell;
        }
    }
    std::vector<data::Column> columns;
    for (std::size_t c = 0; c < width; ++c) {
        data::TextCells texts;
        std::vector<MissingReason> missing;
        for (auto const& cell : cells[c]) {
            texts.add(cell);
            missing.push_back(cell.empty() ? MissingReason::blank : MissingReason::none);
        }
        auto name = c < items ? instrument.items[c].id : instrument.covariates[c - items].id;
        columns.push_back(data::Column::text(std::move(name), std::move(texts), std::move(missing)));
        (c < items ? binding.item_columns : binding.covariate_columns).push_back(c);
    }
    return {std::move(columns), std::vector<std::uint32_t>(rows, 1)};
}

ResultColumn const& column_of(Scores const& scores, instrument::ResultRef ref) {
    for (auto const& column : scores.results) {
        if (column.ref.kind == ref.kind && column.ref.index == ref.index) return column;
    }
    throw Bug("examples: an expectation of a result that does not exist");
}

ValueType type_of(Instrument const& instrument, instrument::ResultRef ref) {
    return ref.kind == ResultKind::scale ? ValueType::number : instrument.scores[ref.index].expression.type;
}

std::string shown(Instrument const& instrument, ResultColumn const& column, std::size_t row) {
    if (column.reasons[row] != MissingReason::none) {
        return "missing (" + std::string(describe(column.reasons[row])) + ")";
    }
    return value_text(instrument, type_of(instrument, column.ref), column.values[row]);
}

/// Expected and got, both as text for people; equal means that the expectation holds.
struct Verdict {
    bool holds = false;
    std::string expected;
    std::string got;
};

bool agrees(double got, double expected, int decimals) {
    // The binary form of a product is off in its last bits: 3.3 * 7 * 30 is not quite 693.
    auto const hair = 1e-9 * std::max(1.0, std::abs(expected));
    if (decimals == 0) return std::abs(got - expected) <= hair;
    return std::abs(got - expected) <= 0.5 * std::pow(10.0, -decimals) + hair;
}

Verdict judge_value(Instrument const& instrument, Expectation const& e, ResultColumn const& column,
                    std::size_t row) {
    Verdict verdict;
    verdict.got = shown(instrument, column, row);
    bool const there = column.reasons[row] == MissingReason::none;
    if (e.missing) return {!there, "missing", verdict.got};
    if (!e.number) return {verdict.got == '"' + e.text + '"', '"' + e.text + '"', verdict.got};
    bool const boolean = type_of(instrument, column.ref) == ValueType::boolean;
    verdict.expected = boolean ? (*e.number != 0 ? "true" : "false") : text::fixed(*e.number, e.decimals);
    verdict.holds = there && agrees(column.values[row], *e.number, e.decimals);
    return verdict;
}

std::int32_t band_place(ResultColumn const& column, std::string const& set, std::size_t row) {
    for (auto const& bands : column.bands) {
        if (bands.name == set) return bands.places[row];
    }
    return -1;
}

/// z, T = 50 + 10 z, or percentile.
Verdict judge_norm(Instrument const& instrument, Expectation const& e, ResultColumn const& column,
                   std::size_t row) {
    for (auto const& norm : column.norms) {
        bool const moments = instrument.norms[norm.norms].rows.front().mean.has_value();
        if (moments != (e.kind != ExpectKind::percentile)) continue;
        auto const value = e.kind == ExpectKind::t ? 50 + 10 * norm.values[row] : norm.values[row];
        bool const there = !std::isnan(value);
        auto const got = there ? text::number(value) : "missing";
        if (e.missing) return {!there, "missing", got};
        return {there && agrees(value, *e.number, e.decimals), text::fixed(*e.number, e.decimals), got};
    }
    return {false, "a norm value", "none"};
}

Verdict judge(Instrument const& instrument, Expectation const& e, Scores const& scores, std::size_t row) {
    if (e.kind == ExpectKind::flag) {
        auto const got = std::string(word(scores.flags[e.flag][row]));
        return {got == e.text, e.text, got};
    }
    auto const& column = column_of(scores, e.result);
    switch (e.kind) {
        case ExpectKind::band: {
            auto const band = band_place(column, e.band_set, row);
            auto const got =
                band < 0 ? "missing" : '"' + instrument.texts[static_cast<std::size_t>(band)] + '"';
            auto const expected = e.missing ? "missing" : '"' + e.text + '"';
            return {got == expected, expected, got};
        }
        case ExpectKind::how: {
            auto const got = std::string(word(column.passports[row].how));
            return {got == e.text, e.text, got};
        }
        case ExpectKind::answered: {
            auto const got = static_cast<double>(column.passports[row].answered);
            return {got == *e.number, text::number(*e.number), text::number(got)};
        }
        case ExpectKind::z:
        case ExpectKind::t:
        case ExpectKind::percentile:
            return judge_norm(instrument, e, column, row);
        default:
            return judge_value(instrument, e, column, row);
    }
}

std::string what(Instrument const& instrument, Expectation const& e) {
    if (e.kind == ExpectKind::flag) return "flag '" + instrument.flags[e.flag].id + "'";
    auto const id = "'" + instrument.id_of(e.result) + "'";
    switch (e.kind) {
        case ExpectKind::band:
            return "the band of " + id;
        case ExpectKind::z:
            return "z of " + id;
        case ExpectKind::t:
            return "T of " + id;
        case ExpectKind::percentile:
            return "the percentile of " + id;
        case ExpectKind::how:
            return "how " + id + " came about";
        case ExpectKind::answered:
            return "the number of answers in " + id;
        default:
            return id;
    }
}

/// The norms that an expectation of z, T or a percentile looks at; none where there are none.
std::optional<std::size_t> norms_of(Instrument const& instrument, Expectation const& e) {
    for (std::size_t n = 0; n < instrument.norms.size(); ++n) {
        auto const& norms = instrument.norms[n];
        bool const moments = norms.rows.front().mean.has_value();
        if (norms.scale.kind == e.result.kind && norms.scale.index == e.result.index &&
            moments == (e.kind != ExpectKind::percentile))
            return n;
    }
    return std::nullopt;
}

Trace trace_of(Instrument const& instrument, Expectation const& e, RowTrace const& row) {
    switch (e.kind) {
        case ExpectKind::flag:
            return row.flag(e.flag);
        case ExpectKind::band:
            return row.band(e.result, e.band_set);
        case ExpectKind::z:
        case ExpectKind::t:
        case ExpectKind::percentile:
            if (auto const norms = norms_of(instrument, e)) return row.norm(*norms);
            break;
        case ExpectKind::value:
        case ExpectKind::how:
        case ExpectKind::answered:
            break;
    }
    return row.result(e.result);
}

/// Where the two part, if what is expected stands on the way: a step too many, or one too few.
std::string parting(Expectation const& e, Trace const& trace) {
    if (e.kind != ExpectKind::value || !e.number || trace.steps.size() < 2) return {};
    auto const answers = std::find_if(trace.steps.begin(), trace.steps.end(), [](TraceStep const& step) {
        return step.what == "sum" || step.what == "weighted sum" || step.what == "mean" ||
               step.what == "count";
    });
    // Among the answers of a scale a small number stands by chance.
    for (auto step = answers; step != trace.steps.end() && step + 1 != trace.steps.end(); ++step) {
        if (!step->number || !agrees(*step->number, *e.number, e.decimals)) continue;
        auto const next = step + 1;
        auto const last = next + 1 == trace.steps.end();
        return text::fixed(*e.number, e.decimals) + " is the " + step->what +
               "; then comes: " + (last ? next->because : next->what + " " + next->because);
    }
    return {};
}

}  // namespace

ExampleRun run_examples(Instrument const& instrument) {
    ExampleRun result;
    result.run = instrument.examples.size();
    Binding binding;
    auto const table = table_of(instrument, binding);
    data::Findings findings;
    RunOptions options;
    options.jobs = 1;
    auto const scores = run(instrument, compile(instrument), binding, table, findings, options);
    for (std::size_t row = 0; row < instrument.examples.size(); ++row) {
        auto const& example = instrument.examples[row];
        bool failed = false;
        std::optional<RowTrace> way;
        std::set<std::vector<std::string>> told;
        for (auto const& expectation : example.expected) {
            auto const verdict = judge(instrument, expectation, scores, row);
            if (verdict.holds) continue;
            failed = true;
            if (!way) way.emplace(instrument, binding, table, row);
            auto const trace = trace_of(instrument, expectation, *way);
            auto steps = lines(trace);
            if (!told.insert(steps).second) steps.clear();  // the same way was shown for another expectation
            result.diagnostics.add({Severity::error,
                                    std::string(code::example_fails),
                                    "example '" + example.title + "': " + what(instrument, expectation) +
                                        " is " + verdict.got + ", expected " + verdict.expected,
                                    {{expectation.span, ""}, {example.span, "in this example"}},
                                    parting(expectation, trace),
                                    "",
                                    std::move(steps)});
        }
        if (failed) ++result.failed;
    }
    return result;
}

}  // namespace quaestor::scoring
