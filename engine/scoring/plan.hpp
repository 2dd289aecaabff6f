/// A definition laid flat: a list of steps over registers. A register holds one value for each row of a
/// batch; each step reads some and fills one. Nothing of the definition's tree is walked while rows are
/// scored.
#pragma once

#include "base/missing.hpp"
#include "instrument/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quaestor::scoring {

using Register = std::uint32_t;

enum class StepKind : std::uint8_t {
    skip,       ///< a: item, b: whether it was asked; constant: what counts instead, if `flag`
    reverse,    ///< a: item; constants low + high
    aggregate,  ///< a scale over `arguments`; see AggregateStep
    compute,    ///< one operation of an expression; `op` says which
    rescale,    ///< a; by Plan::rescales
    round,      ///< a; digits and mode
    band,       ///< a, then a condition for each set that has one; Plan::bands; gives the band's place in
                ///< Instrument::texts
    norm,       ///< a, then a condition for each row that has one; Plan::norms; gives z, or a percentile
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
    std::size_t index =
        0;  ///< aggregate: scale; lookup, recode: table; bin; rescale; band; norm: in the plan's lists
    double constant = 0;  ///< reverse: low + high; skip: the substitute
    bool flag = false;    ///< skip: there is a substitute
    instrument::Rounding rounding;
};

/// A register that is filled before the first batch and never changes.
struct ConstantRegister {
    Register out = 0;
    double value = 0;
};

/// Band sets of one name: the first whose condition holds is used.
struct BandChoice {
    struct Set {
        bool conditional = false;
        std::vector<instrument::Band> bands;
    };
    std::vector<Set> sets;
};

struct NormChoice {
    struct Row {
        bool conditional = false;
        std::optional<double> mean;
        std::optional<double> sd;
        std::vector<instrument::TableRow> percentiles;
    };
    std::vector<Row> rows;
};

struct BandOutput {
    std::string name;  ///< of the set; empty for the unnamed one
    Register band = 0;
};
struct NormOutput {
    std::size_t norms = 0;  ///< index into Instrument::norms
    Register value = 0;
};

/// Where one result of the definition is found when the steps have run.
struct ResultOutput {
    instrument::ResultRef ref;
    Register value = 0;
    std::vector<BandOutput> bands;
    std::vector<NormOutput> norms;
};

struct Plan {
    std::size_t registers = 0;
    std::vector<Register> items;  ///< of each item: its scoring value, as decoded
    std::vector<Register>
        answers;  ///< of each item: the same after skips, which is what everything else looks at
    std::vector<Register> covariates;  ///< of each covariate
    std::vector<ConstantRegister> constants;
    std::vector<Step> steps;
    std::vector<AggregateStep> aggregates;  ///< by scale
    std::vector<instrument::Table> tables;
    std::vector<instrument::Bin> bins;
    std::vector<instrument::Rescale> rescales;
    std::vector<BandChoice> bands;
    std::vector<NormChoice> norms;
    std::vector<ResultOutput> results;  ///< in the order of the definition
    std::vector<Register> flags;        ///< of each flag: true, false or missing
    std::vector<Register>
        checks;  ///< of each check of the definition, then of each skip: answered though not asked
};

}  // namespace quaestor::scoring
