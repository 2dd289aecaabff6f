#include "scoring/examples.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "data/table.hpp"
#include "scoring/binding.hpp"
#include "scoring/codes.hpp"
#include "scoring/compile.hpp"
#include "scoring/run.hpp"

#include <cmath>
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

std::string value_text(Instrument const& instrument, ResultColumn const& column, std::size_t row) {
    if (column.reasons[row] != MissingReason::none) {
        return "missing (" + std::string(describe(column.reasons[row])) + ")";
    }
    auto const type = column.ref.kind == ResultKind::scale
                          ? ValueType::number
                          : instrument.scores[column.ref.index].expression.type;
    switch (type) {
        case ValueType::boolean:
            return column.values[row] != 0 ? "true" : "false";
        case ValueType::category:
            return '"' + instrument.texts[static_cast<std::size_t>(column.values[row])] + '"';
        case ValueType::number:
            break;
    }
    return text::number(column.values[row]);
}

/// Expected and got, both as text for people; equal means that the expectation holds.
struct Verdict {
    bool holds = false;
    std::string expected;
    std::string got;
};

bool agrees(double got, double expected, int decimals) {
    if (decimals == 0) return got == expected;
    // Half a unit of the last written decimal, and a hair for the binary form of both.
    return std::abs(got - expected) <= 0.5 * std::pow(10.0, -decimals) + 1e-9;
}

Verdict judge_value(Instrument const& instrument, Expectation const& e, ResultColumn const& column,
                    std::size_t row) {
    Verdict verdict;
    verdict.got = value_text(instrument, column, row);
    bool const there = column.reasons[row] == MissingReason::none;
    if (e.missing) return {!there, "missing", verdict.got};
    if (!e.number) return {verdict.got == '"' + e.text + '"', '"' + e.text + '"', verdict.got};
    bool const boolean = column.ref.kind == ResultKind::score &&
                         instrument.scores[column.ref.index].expression.type == ValueType::boolean;
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

/// How the value that was got came about, where that is a scale: the first place to look.
std::string trail(Instrument const& instrument, Expectation const& e, Scores const& scores, std::size_t row) {
    if (e.kind == ExpectKind::flag || e.result.kind != ResultKind::scale) return {};
    auto const& passport = column_of(scores, e.result).passports[row];
    auto const& scale = instrument.scales[e.result.index];
    return std::string(word(scale.aggregate)) + " of " + std::to_string(passport.answered) + " answers of " +
           std::to_string(scale.members.size()) + " items, " + describe(scale.missing);
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
        for (auto const& expectation : example.expected) {
            auto const verdict = judge(instrument, expectation, scores, row);
            if (verdict.holds) continue;
            failed = true;
            result.diagnostics.add({Severity::error,
                                    std::string(code::example_fails),
                                    "example '" + example.title + "': " + what(instrument, expectation) +
                                        " is " + verdict.got + ", expected " + verdict.expected,
                                    {{expectation.span, ""}, {example.span, "in this example"}},
                                    trail(instrument, expectation, scores, row),
                                    ""});
        }
        if (failed) ++result.failed;
    }
    return result;
}

}  // namespace quaestor::scoring
