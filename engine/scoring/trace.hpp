/// How one person's result came about: every step from the answers to the value, read from the registers in
/// which the plan computed it.
#pragma once

#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"
#include "scoring/compile.hpp"
#include "scoring/run.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quaestor::scoring {

struct TraceStep {
    std::string what;              ///< "q3", "prorated", "total >= 10"
    std::string value;             ///< "2", "true", "\"high\"", "missing (blank)"
    std::string because;           ///< "reversed: 0 + 3 - 1"; may be empty
    std::optional<double> number;  ///< the value, where it is a number
};

/// The last step is the result itself.
struct Trace {
    std::vector<TraceStep> steps;
    double value = 0;  ///< as scored: a number, 1 or 0, a place in Instrument::texts
    MissingReason reason = MissingReason::none;
};

/// One row of a table, scored by itself. What it is made from must outlive it.
class RowTrace {
public:
    RowTrace(instrument::Instrument const& instrument, Binding const& binding, data::Table const& table,
             std::size_t row);

    /// Answers, reversal, recoding, missing rule, arithmetic, rounding; of a score the parts of its formula
    /// that matter, innermost first: of a condition the branch that was taken, of `and` and `or` what
    /// decided.
    [[nodiscard]] Trace result(instrument::ResultRef ref) const;
    /// The result, then which set of bands and between which bounds.
    [[nodiscard]] Trace band(instrument::ResultRef ref, std::string const& set) const;
    /// The result, then the row of the norms: z, or a percentile.
    [[nodiscard]] Trace norm(std::size_t norms) const;
    /// The parts of the condition; the value is "yes", "no" or "undetermined".
    [[nodiscard]] Trace flag(std::size_t flag) const;

private:
    class Writer;

    instrument::Instrument const& instrument_;
    Binding const& binding_;
    data::Table const& table_;
    std::size_t row_;
    Places places_;
    Plan plan_;
    RowRegisters registers_;
};

/// One line a step, set in columns: for people.
[[nodiscard]] std::vector<std::string> lines(Trace const& trace);

}  // namespace quaestor::scoring
