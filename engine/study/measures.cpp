#include "study/measures.hpp"

#include "base/decimal_mark.hpp"
#include "base/text.hpp"
#include "psychometrics/reliability/alpha.hpp"
#include "scoring/compile.hpp"
#include "scoring/item_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quaestor::study {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool is_number(instrument::Instrument const& instrument, instrument::ResultRef ref) {
    return ref.kind == instrument::ResultKind::scale ||
           instrument.scores[ref.index].expression.type != instrument::ValueType::category;
}

Diagnostic not_there(std::string const& name, std::string hint, std::string const& file) {
    return {Severity::error, "U003", "there is no score and no column '" + name + "'", {},
            std::move(hint), file};
}

}  // namespace

MeasureFinder::MeasureFinder(Definition const& definition, scoring::Binding const& binding, data::Table const& table,
                   std::string file)
    : definition_(definition),
      table_(table),
      file_(std::move(file)),
      own_(scored(*definition.instrument, binding)) {}

MeasureFinder::Scored MeasureFinder::scored(instrument::Instrument const& instrument, scoring::Binding binding) const {
    Scored out;
    out.instrument = &instrument;
    out.binding = std::move(binding);
    data::Findings ignored;  // of the analysed one they are told already; of others `score` tells them
    out.scores = scoring::run(instrument, scoring::compile(instrument), out.binding, table_, ignored);
    return out;
}

std::optional<MeasuredRows> MeasureFinder::score_of(Scored const& scored, std::string const& id) const {
    auto const& instrument = *scored.instrument;
    auto const found = std::find_if(scored.scores.results.begin(), scored.scores.results.end(),
                                    [&](scoring::ResultColumn const& column) {
                                        return text::equal_ignoring_case(instrument.id_of(column.ref), id) &&
                                               is_number(instrument, column.ref);
                                    });
    if (found == scored.scores.results.end()) return std::nullopt;
    MeasuredRows rows{instrument.title_of(found->ref),
                      Eigen::VectorXd::Constant(static_cast<Eigen::Index>(scored.scores.rows), none), none};
    for (std::size_t row = 0; row < scored.scores.rows; ++row) {
        if (found->reasons[row] == MissingReason::none)
            rows.values[static_cast<Eigen::Index>(row)] = found->values[row];
    }
    if (found->ref.kind == instrument::ResultKind::scale) {
        auto const& scale = instrument.scales[found->ref.index];
        auto const items = scoring::item_matrix(instrument, scale.members, scored.binding, table_);
        if (auto const alpha = reliability::cronbach_alpha(items.values); alpha.value && !scale.composite)
            rows.reliability = alpha.value->alpha.value;
    }
    return rows;
}

MeasuredRows MeasureFinder::column_of(std::size_t column) const {
    auto const& source = table_.column(column);
    MeasuredRows rows{source.name(),
                      Eigen::VectorXd::Constant(static_cast<Eigen::Index>(source.size()), none), none};
    for (std::size_t row = 0; row < source.size(); ++row) {
        if (source.missing()[row] != MissingReason::none) continue;
        if (auto const number = read_number(source.text(row), table_.notation(column))) {
            rows.values[static_cast<Eigen::Index>(row)] = *number;
        } else {
            ++rows.no_numbers;
        }
    }
    return rows;
}

Outcome<MeasureFinder::Scored const*> MeasureFinder::other(std::string const& instrument) {
    Outcome<Scored const*> outcome;
    auto const known = others_.find(instrument);
    if (known != others_.end()) {
        outcome.value = &known->second;
        return outcome;
    }
    auto loaded = std::make_unique<Definition>(load_definition(instrument));
    outcome.diagnostics.append(loaded->diagnostics);
    if (!loaded->ok()) return outcome;
    auto binding = scoring::bind(*loaded->instrument, table_, file_);
    outcome.diagnostics.append(std::move(binding.diagnostics));
    if (!binding.value) return outcome;
    auto made = scored(*loaded->instrument, std::move(*binding.value));
    made.loaded = std::move(loaded);
    outcome.value = &others_.emplace(instrument, std::move(made)).first->second;
    return outcome;
}

Outcome<MeasuredRows> MeasureFinder::find(std::string const& name) {
    Outcome<MeasuredRows> outcome;
    auto own = score_of(own_, name);
    auto const columns = table_.find_ignoring_case(name);
    if (own && !columns.empty()) {
        outcome.diagnostics.add({Severity::error,
                                 "U003",
                                 "'" + name + "' is a score and also a column",
                                 {},
                                 "for the score write '" + definition_.instrument->id + "." + name + "'",
                                 file_});
        return outcome;
    }
    if (own) {
        outcome.value = std::move(own);
        return outcome;
    }
    if (columns.size() == 1) {
        outcome.value = column_of(columns.front());
        return outcome;
    }
    auto const dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0) {
        std::vector<std::string> known;
        for (auto const& result : own_.scores.results)
            known.push_back(own_.instrument->id_of(result.ref));
        for (auto const& column : table_.columns())
            known.push_back(column.name());
        auto const near = text::nearest(name, known);
        outcome.diagnostics.add(not_there(name,
                                          near ? "did you mean '" + *near + "'?"
                                               : "a scale of another instrument is written "
                                                 "INSTRUMENT.SCALE: phq9.total",
                                          file_));
        return outcome;
    }
    auto const instrument = name.substr(0, dot);
    auto const id = name.substr(dot + 1);
    if (text::equal_ignoring_case(instrument, definition_.instrument->id)) {
        outcome.value = score_of(own_, id);
    } else {
        auto const scored = other(instrument);
        outcome.diagnostics.append(scored.diagnostics);
        if (!scored.value) return outcome;
        outcome.value = score_of(**scored.value, id);
    }
    if (!outcome.value) {
        outcome.diagnostics.add(not_there(
            name, "'quaestor instruments show " + instrument + "' lists its scales and scores", file_));
    }
    return outcome;
}

}  // namespace quaestor::study
