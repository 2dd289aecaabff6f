#include "scoring/compile.hpp"

#include "base/expects.hpp"
#include "instrument/decode.hpp"

#include <map>
#include <optional>
#include <tuple>

namespace quaestor::scoring {
namespace {

using instrument::Expression;
using instrument::Op;
using instrument::ResultKind;

class Compiler {
public:
    explicit Compiler(instrument::Instrument const& instrument) : instrument_(instrument) {}

    Plan run();

private:
    Register fresh() { return static_cast<Register>(plan_.registers++); }
    Register add(Step step);
    Register constant(double value);
    Register reversed(std::size_t item);
    Register expression(Expression const& e);
    Register scale(std::size_t index);
    Register result_band(instrument::ResultRef ref);
    void finish_result(instrument::ResultRef ref, Register raw);

    struct Done {
        Register value = 0;   ///< as shown: rounded where the definition says so
        Register banded = 0;  ///< what bands look at
        std::optional<Register> band;
    };
    Done& done(instrument::ResultRef ref) {
        return ref.kind == ResultKind::scale ? scales_[ref.index] : scores_[ref.index];
    }

    instrument::Instrument const& instrument_;
    Plan plan_;
    std::vector<Done> scales_;
    std::vector<Done> scores_;
    std::map<std::size_t, Register> reversed_;
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
    step.arguments = {plan_.items[item]};
    step.constant = values.low + values.high;
    return reversed_[item] = add(std::move(step));
}

Register Compiler::result_band(instrument::ResultRef ref) {
    auto& result = done(ref);
    if (!result.band) {
        Step step;
        step.kind = StepKind::band;
        step.arguments = {result.banded};
        step.index = plan_.bands.size();
        plan_.bands.push_back(instrument_.shown(ref).bands);
        result.band = add(std::move(step));
    }
    return *result.band;
}

Register Compiler::expression(Expression const& e) {
    switch (e.op) {
        case Op::constant:
            return constant(e.number);
        case Op::item:
            return plan_.items[e.index];
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
            return result_band(
                {target.op == Op::scale ? ResultKind::scale : ResultKind::score, target.index});
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
        step.arguments.push_back(member.reversed ? reversed(member.item) : plan_.items[member.item]);
        aggregate.weights.push_back(scale.aggregate == instrument::Aggregate::weighted_sum ? item.weight : 1);
        double substitute = 0;
        if (scale.missing.action == instrument::MissingRule::Action::substitute) {
            auto const answer = instrument::decode(set, scale.missing.code);
            expects(answer.reason == MissingReason::none, "compile: the substitute is no answer");
            substitute = member.reversed ? set.values.low + set.values.high - answer.value : answer.value;
        }
        aggregate.substitutes.push_back(substitute);
    }
    return add(std::move(step));
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
    for (auto const& table : instrument_.tables)
        plan_.tables.push_back(table.rows);
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
        output.has_bands = !instrument_.shown(ref).bands.empty();
        if (output.has_bands) output.band = result_band(ref);
        plan_.results.push_back(output);
    }
    for (auto const& flag : instrument_.flags)
        plan_.flags.push_back(expression(flag.when));
    return std::move(plan_);
}

}  // namespace

Plan compile(instrument::Instrument const& instrument) {
    return Compiler(instrument).run();
}

}  // namespace quaestor::scoring
