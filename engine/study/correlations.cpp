#include "study/correlations.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "psychometrics/correlation/kendall.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/correlation/rank.hpp"
#include "psychometrics/correlation/smooth.hpp"
#include "study/keep.hpp"

#include <algorithm>

namespace quaestor::study {
namespace {

bool holds(std::vector<std::string> const& ids, std::string const& id) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](std::string const& other) { return text::equal_ignoring_case(other, id); });
}

/// A plain matrix with room for what polychoric ones have beside it, made positive definite where asked for.
Correlated with_room(Outcome<correlation::CorrelationMatrix> plain, report::AnalysisOptions const& options,
                     VariableNames const& names) {
    Correlated outcome;
    outcome.diagnostics = std::move(plain.diagnostics);
    if (!plain.value) return outcome;
    outcome.value.emplace();
    static_cast<correlation::CorrelationMatrix&>(*outcome.value) = std::move(*plain.value);
    // Complete answers always fit together: their matrix can only be singular.
    if (options.use == correlation::Missing::pairwise || outcome.value->kind == correlation::Kind::kendall)
        outcome.diagnostics.append(correlation::make_proper(*outcome.value, options.smooth, names));
    return outcome;
}

void check_ids(std::vector<std::string> const& ids, std::string const& option,
               instrument::Instrument const& instrument, Diagnostics& diagnostics) {
    std::vector<std::string> known;
    for (auto const& item : instrument.items)
        known.push_back(item.id);
    for (auto const& id : ids) {
        if (holds(known, id)) continue;
        auto const near = text::nearest(id, known);
        diagnostics.add({Severity::error,
                         "U002",
                         option + ": there is no item '" + id + "'",
                         {},
                         near ? "did you mean '" + *near + "'?" : "",
                         "quaestor"});
    }
}

}  // namespace

Diagnostics check(Measures const& measures, instrument::Instrument const& instrument) {
    Diagnostics diagnostics;
    check_ids(measures.ordered, "--ordered", instrument, diagnostics);
    check_ids(measures.numbers, "--numbers", instrument, diagnostics);
    for (auto const& id : measures.ordered) {
        if (!holds(measures.numbers, id)) continue;
        diagnostics.add({Severity::error,
                         "U002",
                         "item '" + id + "' cannot be both --ordered and --numbers",
                         {},
                         "name it in one of them",
                         "quaestor"});
    }
    return diagnostics;
}

std::vector<correlation::Measure> measures_of(Measures const& measures,
                                              instrument::Instrument const& instrument,
                                              scoring::ItemMatrix const& matrix) {
    std::vector<correlation::Measure> out;
    for (std::size_t j = 0; j < matrix.items.size(); ++j) {
        auto const& responses = instrument.responses[instrument.items[matrix.items[j]].responses];
        bool ordered = responses.kind == instrument::ResponseKind::options &&
                       responses.options.size() <= most_ordered_options;
        if (holds(measures.ordered, matrix.names[j])) ordered = true;
        if (holds(measures.numbers, matrix.names[j])) ordered = false;
        out.push_back(ordered ? correlation::Measure::ordered : correlation::Measure::number);
    }
    return out;
}

Correlated correlate(correlation::Kind kind, scoring::ItemMatrix const& matrix,
                     std::vector<correlation::Measure> const& measures,
                     report::AnalysisOptions const& options) {
    VariableNames const names(matrix.names);
    correlation::CorrelationOptions const plain{options.use, names};
    correlation::PolychoricOptions const latent{options.use, options.zero_cell, options.smooth, options.jobs,
                                                names};
    switch (kind) {
        case correlation::Kind::pearson:
            return with_room(correlation::pearson(matrix.values, plain), options, names);
        case correlation::Kind::spearman:
            return with_room(correlation::spearman(matrix.values, plain), options, names);
        case correlation::Kind::kendall:
            return with_room(correlation::kendall(matrix.values, plain, options.jobs), options, names);
        case correlation::Kind::polychoric:
            return correlation::polychoric(matrix.values, latent);
        case correlation::Kind::mixed:
            return correlation::mixed(matrix.values, measures, latent);
    }
    throw Bug("a kind of correlation that nobody computes");
}

report::Correlations all_correlations(scoring::ItemMatrix const& matrix,
                                      std::vector<correlation::Measure> const& measures,
                                      report::AnalysisOptions const& options) {
    report::Correlations out;
    out.items = matrix.names;
    std::vector<correlation::Kind> wanted{correlation::Kind::pearson, correlation::Kind::spearman};
    if (std::find(wanted.begin(), wanted.end(), options.correlation) == wanted.end())
        wanted.push_back(options.correlation);
    for (auto const kind : wanted)
        out.matrices.push_back({kind, keep(correlate(kind, matrix, measures, options), out.remarks)});
    return out;
}

}  // namespace quaestor::study
