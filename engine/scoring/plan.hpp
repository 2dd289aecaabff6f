/// A definition laid flat: a list of steps over registers. A register holds one value for each row of a
/// batch; each step reads some and fills one. Nothing of the definition's tree is walked while rows are
/// scored.
#pragma once

#include "base/missing.hpp"
#include "instrument/model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::scoring {

using Register = std::uint32_t;

enum class StepKind : std::uint8_t {
    reverse,    ///< a: item; constants low + high
    aggregate,  ///< a scale over `arguments`; see AggregateStep
    compute,    ///< one operation of an expression; `op` says which
    round,      ///< a; digits and mode
    band,       ///< a; the bands of a result, as the band's place in Instrument::texts
};

/// What a scale needs beside its arguments.
struct AggregateStep {
    instrument::Aggregate aggregate = instrument::Aggregate::sum;
    instrument::MissingRule::Limit limit = instrument::MissingRule::Limit::none;
    instrument::MissingRule::Action action = instrument::MissingRule::Action::as_answered;
    double at_most = 0;
    std::vector<double> weights;      ///< of each argument; all 1 but for a weighted sum
    std::vector<double> substitutes;  ///< of each argument: what a missing answer counts as
};

struct Step {
    StepKind kind = StepKind::compute;
    instrument::Op op = instrument::Op::constant;
    bool answered_only = false;
    Register out = 0;
    std::vector<Register> arguments;
    std::size_t index = 0;  ///< aggregate: scale; lookup: table; band: in Plan::bands
    double constant = 0;    ///< reverse: low + high
    instrument::Rounding rounding;
};

/// A register that is filled before the first batch and never changes.
struct ConstantRegister {
    Register out = 0;
    double value = 0;
};

/// Where one result of the definition is found when the steps have run.
struct ResultOutput {
    instrument::ResultRef ref;
    Register value = 0;
    bool has_bands = false;
    Register band = 0;
};

struct Plan {
    std::size_t registers = 0;
    std::vector<Register> items;       ///< of each item: its scoring value
    std::vector<Register> covariates;  ///< of each covariate
    std::vector<ConstantRegister> constants;
    std::vector<Step> steps;
    std::vector<AggregateStep> aggregates;                  ///< by scale
    std::vector<std::vector<instrument::TableRow>> tables;  ///< by table, ascending keys
    std::vector<std::vector<instrument::Band>> bands;
    std::vector<ResultOutput> results;  ///< in the order of the definition
    std::vector<Register> flags;        ///< of each flag: true, false or missing
};

}  // namespace quaestor::scoring
