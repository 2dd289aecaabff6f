#include "scoring/compile.hpp"

#include "base/expects.hpp"
#include "instrument/decode.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace quaestor::scoring {
namespace {

using instrument::Expression;
using instrument::Op;
using instrument::ResultKind;

bool counts(instrument::CountTest const& test, double value) {
    auto const& limits = test.values;
    switch (test.op) {
        case Op::equal:
            return value == limits[0];
        case Op::not_equal:
            return value != limits[0];
        case Op::less:
            return value < limits[0];
        case Op::less_equal:
            return value <= limits[0];
        case Op::greater:
            return value > limits[0];
        case Op::greater_equal:
            return value >= limits[0];
        case Op::in_range:
            return value >= limits[0] && value <= limits[1];
        default:
            return std::find(limits.begin(), limits.end(), value) != limits.end();
    }
}

class Compiler {
public:
    Compiler(instrument::Instrument const& instrument, Places& places)
        : instrument_(instrument), places_(places) {}

    Plan run();

private:
    Register fresh() { return static_cast<Register>(plan_.registers++); }
    Register add(Step step);
    Register constant(double value);
    Register reversed(std::size_t item);
    Register expression(Expression const& e);
    Register placed(Expression const& e);
    Register scale(std::size_t index);
    [[nodiscard]] double substituted(instrument::Scale const& scale, double value) const;
    Register result_band(instrument::ResultRef ref, std::string const& set);
    Register norm(instrument::Norms const& norms);
    Register member(instrument::Scale const& scale, instrument::Member const& member);
    void skip(instrument::Skip const& skip);
    void finish_result(instrument::ResultRef ref, Register raw);

    struct Done {
        Register value = 0;                     ///< as shown: rounded where the definition says so
        Register banded = 0;                    ///< what bands look at
        std::map<std::string, Register> bands;  ///< by the name of the set
    };
    Done& done(instrument::ResultRef ref) {
        return ref.kind == ResultKind::scale ? scales_[ref.index] : scores_[ref.index];
    }

    instrument::Instrument const& instrument_;
    Places& places_;
    Plan plan_;
    std::vector<Done> scales_;
    std::vector<Done> scores_;
    std::map<std::size_t, Register> reversed_;
    std::vector<Register> skip_checks_;
    std::map<double, Register> constants_;
    /// Steps of expressions by what they do, so that a part that stands twice is computed once.
    std::map<std::tuple<Op, bool, std::size_t, std::vector<Register>>, Register> known_;
};

Register Compiler::add(Step step) {
    step.out = fresh();
    plan_.steps.push_back(std::move(step));
    return plan_.steps.back().out;
}

Register Compiler::constant(double value) {
    auto const found = constants_.find(value);
    if (found != constants_.end()) return found->second;
    auto const out = fresh();
    plan_.constants.push_back({out, value});
    return constants_[value] = out;
}

Register Compiler::reversed(std::size_t item) {
    auto const found = reversed_.find(item);
    if (found != reversed_.end()) return found->second;
    auto const& values = instrument_.responses[instrument_.items[item].responses].values;
    Step step;
    step.kind = StepKind::reverse;
    step.arguments = {plan_.answers[item]};
    step.constant = values.low + values.high;
    return reversed_[item] = add(std::move(step));
}

Register Compiler::result_band(instrument::ResultRef ref, std::string const& set) {
    auto& result = done(ref);
    auto const found = result.bands.find(set);
    if (found != result.bands.end()) return found->second;
    Step step;
    step.kind = StepKind::band;
    step.arguments = {result.banded};
    step.index = plan_.bands.size();
    BandChoice choice;
    for (auto const& candidate : instrument_.shown(ref).band_sets) {
        if (candidate.name != set) continue;
        choice.sets.push_back({candidate.when.has_value(), candidate.bands});
        if (candidate.when) step.arguments.push_back(expression(*candidate.when));
    }
    plan_.bands.push_back(std::move(choice));
    return result.bands[set] = add(std::move(step));
}

Register Compiler::norm(instrument::Norms const& norms) {
    Step step;
    step.kind = StepKind::norm;
    step.arguments = {done(norms.scale).value};
    step.index = plan_.norms.size();
    NormChoice choice;
    for (auto const& row : norms.rows) {
        choice.rows.push_back({row.when.has_value(), row.mean, row.sd, row.percentiles});
        if (row.when) step.arguments.push_back(expression(*row.when));
    }
    plan_.norms.push_back(std::move(choice));
    return add(std::move(step));
}

/// Not asked where the condition is false. Later skips and everything else look at what is left of the item.
void Compiler::skip(instrument::Skip const& skip) {
    auto const asked = expression(skip.unless);
    Step denied;
    denied.op = Op::logical_not;
    denied.arguments = {asked};
    Step contradiction;
    contradiction.op = Op::any;
    for (auto const item : skip.items) {
        Step missing;
        missing.op = Op::is_missing;
        missing.arguments = {plan_.items[item]};
        Step answered;
        answered.op = Op::logical_not;
        answered.arguments = {add(std::move(missing))};
        contradiction.arguments.push_back(add(std::move(answered)));
    }
    Step both;
    both.op = Op::logical_and;
    both.arguments = {add(std::move(denied)), add(std::move(contradiction))};
    skip_checks_.push_back(add(std::move(both)));
    for (auto const item : skip.items) {
        Step step;
        step.kind = StepKind::skip;
        step.arguments = {plan_.answers[item], asked};
        if (!skip.code.empty()) {
            auto const answer =
                instrument::decode(instrument_.responses[instrument_.items[item].responses], skip.code);
            expects(answer.reason == MissingReason::none, "compile: what a skip counts as is no answer");
            step.flag = true;
            step.constant = answer.value;
        }
        plan_.answers[item] = add(std::move(step));
    }
    // What was computed before from the item as decoded is not what it is now.
    known_.clear();
    reversed_.clear();
}

/// A member's value in this scale: reversed, recoded, or 1 where it is counted.
Register Compiler::member(instrument::Scale const& scale, instrument::Member const& member) {
    auto const value = member.reversed ? reversed(member.item) : plan_.answers[member.item];
    if (scale.test) {
        Step step;
        step.op = scale.test->op;
        step.arguments = {value};
        for (auto const constant_value : scale.test->values)
            step.arguments.push_back(constant(constant_value));
        return add(std::move(step));
    }
    if (!scale.recoding) return value;
    Step step;
    step.op = Op::recode;
    step.index = *scale.recoding;
    step.arguments = {value};
    return add(std::move(step));
}

Register Compiler::expression(Expression const& e) {
    return places_.formulas[&e] = placed(e);
}

Register Compiler::placed(Expression const& e) {
    switch (e.op) {
        case Op::constant:
            return constant(e.number);
        case Op::item:
            return plan_.answers[e.index];
        case Op::covariate:
            return plan_.covariates[e.index];
        case Op::scale:
            return scales_[e.index].value;
        case Op::score:
            return scores_[e.index].value;
        case Op::reverse:
            return reversed(e.index);
        case Op::band: {
            auto const& target = e.arguments.front();
            return result_band({target.op == Op::scale ? ResultKind::scale : ResultKind::score, target.index},
                               instrument_.texts[e.index]);
        }
        default:
            break;
    }
    Step step;
    step.op = e.op;
    step.answered_only = e.answered_only;
    step.index = e.index;
    for (auto const& argument : e.arguments)
        step.arguments.push_back(expression(argument));
    auto const key = std::tuple(step.op, step.answered_only, step.index, step.arguments);
    auto const found = known_.find(key);
    if (found != known_.end()) return found->second;
    return known_[key] = add(std::move(step));
}

Register Compiler::scale(std::size_t index) {
    auto const& scale = instrument_.scales[index];
    auto& aggregate = plan_.aggregates[index];
    aggregate.aggregate = scale.aggregate;
    aggregate.limit = scale.missing.limit;
    aggregate.action = scale.missing.action;
    aggregate.at_most = scale.missing.at_most;
    Step step;
    step.kind = StepKind::aggregate;
    step.index = index;
    for (auto const& member : scale.members) {
        auto const& item = instrument_.items[member.item];
        auto const& set = instrument_.responses[item.responses];
        step.arguments.push_back(this->member(scale, member));
        aggregate.weights.push_back(scale.aggregate == instrument::Aggregate::weighted_sum ? item.weight : 1);
        double substitute = 0;
        if (scale.missing.action == instrument::MissingRule::Action::substitute) {
            auto const answer = instrument::decode(set, scale.missing.code);
            expects(answer.reason == MissingReason::none, "compile: the substitute is no answer");
            substitute = substituted(
                scale, member.reversed ? set.values.low + set.values.high - answer.value : answer.value);
        }
        aggregate.substitutes.push_back(substitute);
    }
    auto& places = places_.scales[index];
    places.members = step.arguments;
    auto const raw = add(std::move(step));
    places.aggregate = raw;
    places.rescaled = raw;
    if (!scale.rescale) return raw;
    Step rescale;
    rescale.kind = StepKind::rescale;
    rescale.arguments = {raw};
    rescale.index = plan_.rescales.size();
    plan_.rescales.push_back(*scale.rescale);
    return places.rescaled = add(std::move(rescale));
}

/// What a substituted answer counts in a scale that counts or recodes.
double Compiler::substituted(instrument::Scale const& scale, double value) const {
    if (scale.test) return counts(*scale.test, value) ? 1 : 0;
    if (!scale.recoding) return value;
    for (auto const& row : instrument_.tables[*scale.recoding].rows) {
        if (row.key == value) return row.value;
    }
    throw Bug("compile: the substitute is not in the recoding");
}

void Compiler::finish_result(instrument::ResultRef ref, Register raw) {
    auto& result = done(ref);
    auto const& shown = instrument_.shown(ref);
    result.value = raw;
    result.banded = raw;
    if (!shown.rounding) return;
    Step step;
    step.kind = StepKind::round;
    step.arguments = {raw};
    step.rounding = *shown.rounding;
    result.value = add(std::move(step));
    if (shown.rounding->before_bands) result.banded = result.value;
}

Plan Compiler::run() {
    for (std::size_t i = 0; i < instrument_.items.size(); ++i)
        plan_.items.push_back(fresh());
    for (std::size_t i = 0; i < instrument_.covariates.size(); ++i)
        plan_.covariates.push_back(fresh());
    plan_.aggregates.resize(instrument_.scales.size());
    places_.scales.resize(instrument_.scales.size());
    plan_.answers = plan_.items;
    plan_.tables = instrument_.tables;
    plan_.bins = instrument_.bins;
    for (auto const& skipped : instrument_.skips)
        skip(skipped);
    scales_.resize(instrument_.scales.size());
    scores_.resize(instrument_.scores.size());
    for (auto const ref : instrument_.evaluation) {
        finish_result(ref, ref.kind == ResultKind::scale
                               ? scale(ref.index)
                               : expression(instrument_.scores[ref.index].expression));
    }
    for (auto const ref : instrument_.declared) {
        ResultOutput output;
        output.ref = ref;
        output.value = done(ref).value;
        for (auto const& name : instrument_.shown(ref).band_names())
            output.bands.push_back({name, result_band(ref, name)});
        for (std::size_t n = 0; n < instrument_.norms.size(); ++n) {
            auto const& norms = instrument_.norms[n];
            if (norms.scale.kind == ref.kind && norms.scale.index == ref.index)
                output.norms.push_back({n, norm(norms)});
        }
        plan_.results.push_back(std::move(output));
    }
    for (auto const& flag : instrument_.flags)
        plan_.flags.push_back(expression(flag.when));
    for (auto const& check : instrument_.checks)
        plan_.checks.push_back(expression(check.when));
    plan_.checks.insert(plan_.checks.end(), skip_checks_.begin(), skip_checks_.end());
    return std::move(plan_);
}

}  // namespace

Plan compile(instrument::Instrument const& instrument, Places& places) {
    return Compiler(instrument, places).run();
}

Plan compile(instrument::Instrument const& instrument) {
    Places places;
    return compile(instrument, places);
}

}  // namespace quaestor::scoring
