#include "scoring/kernels.hpp"

#include "base/expects.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace quaestor::scoring {
namespace {

using instrument::Aggregate;
using instrument::MissingRule;
using instrument::Op;

using Columns = std::span<RegisterColumn const* const>;

bool present(State state) {
    return state.reason == MissingReason::none;
}

void set(RegisterColumn& out, std::size_t row, double value, bool prorated) {
    out.values[row] = value;
    out.states[row] = {MissingReason::none, prorated};
}

void absent(RegisterColumn& out, std::size_t row, MissingReason reason) {
    out.values[row] = 0;
    out.states[row] = {reason, false};
}

// ---- expressions

/// First missing reason among the arguments of a row, or none; `prorated` collects where the values come
/// from.
MissingReason first_missing(Columns arguments, std::size_t row, bool& prorated) {
    prorated = false;
    for (auto const* argument : arguments) {
        auto const state = argument->states[row];
        if (!present(state)) return state.reason;
        prorated = prorated || state.prorated;
    }
    return MissingReason::none;
}

/// out = f(a, b) where all arguments are present; f gives NaN where the operation has no result.
template <class F>
void strict(Columns arguments, std::size_t rows, RegisterColumn& out, F&& f) {
    for (std::size_t row = 0; row < rows; ++row) {
        bool prorated = false;
        auto const reason = first_missing(arguments, row, prorated);
        if (reason != MissingReason::none) {
            absent(out, row, reason);
            continue;
        }
        auto const value = f(row);
        if (std::isfinite(value)) {
            set(out, row, value, prorated);
        } else {
            absent(out, row, MissingReason::undefined);
        }
    }
}

template <class F>
void unary(Columns a, std::size_t rows, RegisterColumn& out, F&& f) {
    strict(a, rows, out, [&](std::size_t row) { return static_cast<double>(f(a[0]->values[row])); });
}

template <class F>
void binary(Columns a, std::size_t rows, RegisterColumn& out, F&& f) {
    strict(a, rows, out,
           [&](std::size_t row) { return static_cast<double>(f(a[0]->values[row], a[1]->values[row])); });
}

/// `and` with deciding = 0, `or` with deciding = 1: one deciding argument settles it, whatever is missing.
void decide(Columns arguments, std::size_t rows, RegisterColumn& out, double deciding, bool answered_only) {
    for (std::size_t row = 0; row < rows; ++row) {
        bool settled = false;
        bool any_present = false;
        bool prorated = false;
        auto missing = MissingReason::none;
        for (auto const* argument : arguments) {
            auto const state = argument->states[row];
            if (!present(state)) {
                if (missing == MissingReason::none) missing = state.reason;
                continue;
            }
            any_present = true;
            prorated = prorated || state.prorated;
            settled = settled || argument->values[row] == deciding;
        }
        bool const unknown = missing != MissingReason::none && (!answered_only || !any_present);
        if (!settled && unknown) {
            absent(out, row, missing);
        } else {
            set(out, row, settled ? deciding : 1 - deciding, prorated);
        }
    }
}

double median(std::vector<double>& values) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    auto const below = *std::max_element(values.begin(), middle);
    return (below + *middle) / 2;
}

/// Denominator n - 1; NaN for fewer than two values.
double standard_deviation(std::vector<double> const& values) {
    if (values.size() < 2) return std::nan("");
    double mean = 0;
    for (auto const v : values)
        mean += v;
    mean /= static_cast<double>(values.size());
    double squares = 0;
    for (auto const v : values)
        squares += (v - mean) * (v - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double reduce(Op op, std::vector<double>& values) {
    double sum = 0;
    for (auto const v : values)
        sum += v;
    switch (op) {
        case Op::sum:
        case Op::count:
            return sum;
        case Op::mean:
            return sum / static_cast<double>(values.size());
        case Op::min:
            return *std::min_element(values.begin(), values.end());
        case Op::max:
            return *std::max_element(values.begin(), values.end());
        case Op::median:
            return median(values);
        case Op::sd:
            return standard_deviation(values);
        default:
            throw Bug("reduce: not an operation over a list");
    }
}

void over_list(Op op, Columns arguments, std::size_t rows, RegisterColumn& out, bool answered_only) {
    std::vector<double> values;
    for (std::size_t row = 0; row < rows; ++row) {
        values.clear();
        bool prorated = false;
        auto missing = MissingReason::none;
        for (auto const* argument : arguments) {
            auto const state = argument->states[row];
            if (present(state)) {
                values.push_back(argument->values[row]);
                prorated = prorated || state.prorated;
            } else if (missing == MissingReason::none) {
                missing = state.reason;
            }
        }
        bool const unknown = missing != MissingReason::none && (!answered_only || values.empty());
        if (unknown || values.empty()) {
            absent(out, row, unknown ? missing : MissingReason::undefined);
            continue;
        }
        auto const value = reduce(op, values);
        if (std::isfinite(value)) {
            set(out, row, value, prorated);
        } else {
            absent(out, row, MissingReason::undefined);
        }
    }
}

void conditional(Columns a, std::size_t rows, RegisterColumn& out) {
    for (std::size_t row = 0; row < rows; ++row) {
        auto const condition = a[0]->states[row];
        if (!present(condition)) {
            absent(out, row, condition.reason);
            continue;
        }
        auto const& chosen = a[0]->values[row] != 0 ? *a[1] : *a[2];
        out.values[row] = chosen.values[row];
        out.states[row] = chosen.states[row];
        out.states[row].prorated = out.states[row].prorated || condition.prorated;
    }
}

/// The row of a whole key, or none.
instrument::TableRow const* exact_row(std::vector<instrument::TableRow> const& rows, double key) {
    auto const found = std::lower_bound(rows.begin(), rows.end(), key,
                                        [](instrument::TableRow const& r, double k) { return r.key < k; });
    return found == rows.end() || found->key != key ? nullptr : &*found;
}

/// On the line between the two neighbours; none beyond the ends.
std::optional<double> interpolated(std::vector<instrument::TableRow> const& rows, double key) {
    if (auto const* row = exact_row(rows, key)) return row->value;
    auto const above = std::lower_bound(rows.begin(), rows.end(), key,
                                        [](instrument::TableRow const& r, double k) { return r.key < k; });
    if (above == rows.begin() || above == rows.end()) return std::nullopt;
    auto const below = std::prev(above);
    return below->value + (key - below->key) * (above->value - below->value) / (above->key - below->key);
}

std::optional<double> looked_up(Op op, instrument::Table const& table, double key, bool prorated) {
    if (op == Op::lookup && table.interpolated) return interpolated(table.rows, key);
    // A table of whole totals was made from complete forms: a prorated total has no row in it, even where it
    // is whole.
    if (prorated && op != Op::recode) return std::nullopt;
    auto const* row = exact_row(table.rows, key);
    if (row == nullptr) return std::nullopt;
    return op == Op::lookup_error ? row->error : std::optional<double>(row->value);
}

void lookup(Op op, instrument::Table const& table, RegisterColumn const& in, std::size_t rows,
            RegisterColumn& out) {
    for (std::size_t row = 0; row < rows; ++row) {
        auto const state = in.states[row];
        if (!present(state)) {
            absent(out, row, state.reason);
            continue;
        }
        if (auto const value = looked_up(op, table, in.values[row], state.prorated)) {
            set(out, row, *value, table.interpolated && state.prorated);
        } else {
            absent(out, row, MissingReason::unknown_key);
        }
    }
}

double binned(instrument::Bin const& bin, double x) {
    for (auto const& row : bin.rows) {
        if (row.inclusive ? x <= row.bound : x < row.bound) return row.value;
    }
    return bin.otherwise;
}

/// The place of the first true condition among `arguments` from 1 on; entries without one count as true.
/// `count` where none holds. A missing condition before that makes the choice unknown: its reason.
struct Choice {
    std::size_t place = 0;
    MissingReason unknown = MissingReason::none;
};

template <class Entries>
Choice first_true(Entries const& entries, Columns arguments, std::size_t row) {
    std::size_t next = 1;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].conditional) return {i, MissingReason::none};
        auto const& condition = *arguments[next++];
        if (!present(condition.states[row])) return {i, condition.states[row].reason};
        if (condition.values[row] != 0) return {i, MissingReason::none};
    }
    return {entries.size(), MissingReason::none};
}

void member_of(Columns a, std::size_t rows, RegisterColumn& out) {
    strict(a, rows, out, [&](std::size_t row) {
        for (std::size_t i = 1; i < a.size(); ++i) {
            if (a[i]->values[row] == a[0]->values[row]) return 1.0;
        }
        return 0.0;
    });
}

}  // namespace

std::string_view word(How how) {
    switch (how) {
        case How::complete:
            return "complete";
        case How::prorated:
            return "prorated";
        case How::partial:
            return "partial";
        case How::not_scored:
            return "not_scored";
    }
    return "";
}

std::size_t allowed_missing(AggregateStep const& step, std::size_t applicable) {
    MissingRule rule;
    rule.limit = step.limit;
    rule.at_most = step.at_most;
    return instrument::most_missing(rule, applicable);
}

Gathered gather(AggregateStep const& step, Columns arguments, std::size_t row) {
    Gathered g;
    for (std::size_t j = 0; j < arguments.size(); ++j) {
        auto const reason = arguments[j]->states[row].reason;
        if (reason == MissingReason::not_applicable || reason == MissingReason::skipped) continue;
        ++g.applicable;
        g.applicable_weight += step.weights[j];
        if (reason != MissingReason::none) {
            if (g.first_missing == MissingReason::none) g.first_missing = reason;
            g.substituted += step.weights[j] * step.substitutes[j];
            continue;
        }
        auto const value = arguments[j]->values[row];
        g.smallest = g.answered == 0 ? value : std::min(g.smallest, value);
        g.largest = g.answered == 0 ? value : std::max(g.largest, value);
        g.sum += step.weights[j] * value;
        g.weight += step.weights[j];
        ++g.answered;
    }
    return g;
}

double scale_value(AggregateStep const& step, Gathered const& g) {
    bool const incomplete = g.answered < g.applicable;
    bool const substitutes = incomplete && step.action == MissingRule::Action::substitute;
    switch (step.aggregate) {
        case Aggregate::min:
            return g.smallest;
        case Aggregate::max:
            return g.largest;
        case Aggregate::mean:
            return substitutes ? (g.sum + g.substituted) / g.applicable_weight : g.sum / g.weight;
        case Aggregate::sum:
        case Aggregate::weighted_sum:
        case Aggregate::count:
            if (substitutes) return g.sum + g.substituted;
            // Multiplied before it is divided, so that whole numbers stay whole.
            if (incomplete && step.action == MissingRule::Action::prorate)
                return g.sum * g.applicable_weight / g.weight;
            return g.sum;
    }
    return g.sum;
}

void conclude_scale(AggregateStep const& step, Gathered const& g, std::size_t row, RegisterColumn& out,
                    Passport& passport) {
    auto const missing = g.applicable - g.answered;
    passport = {g.answered, g.applicable, How::not_scored};
    if (g.answered == 0 || missing > allowed_missing(step, g.applicable))
        return absent(out, row, g.first_missing == MissingReason::none ? MissingReason::not_applicable : g.first_missing);
    auto const value = scale_value(step, g);
    if (!std::isfinite(value)) return absent(out, row, MissingReason::undefined);  // weights that add up to nothing
    bool const prorated = missing > 0 && step.action == MissingRule::Action::prorate;
    passport.how = missing == 0 ? How::complete : prorated ? How::prorated : How::partial;
    // A partial or substituted total is no more a key of a table of complete totals than a prorated one.
    set(out, row, value, missing > 0);
}

void run_aggregate(AggregateStep const& step, Columns arguments, std::size_t rows, RegisterColumn& out,
                   std::span<Passport> passports) {
    for (std::size_t row = 0; row < rows; ++row)
        conclude_scale(step, gather(step, arguments, row), row, out, passports[row]);
}

void run_reverse(double low_plus_high, RegisterColumn const& in, std::size_t rows, RegisterColumn& out) {
    for (std::size_t row = 0; row < rows; ++row) {
        out.states[row] = in.states[row];
        out.values[row] = present(in.states[row]) ? low_plus_high - in.values[row] : 0;
    }
}

void run_round(instrument::Rounding const& rounding, RegisterColumn const& in, std::size_t rows,
               RegisterColumn& out) {
    for (std::size_t row = 0; row < rows; ++row) {
        out.states[row] = in.states[row];
        out.values[row] = present(in.states[row]) ? rounded(in.values[row], rounding) : 0;
    }
}

void run_skip(Step const& step, RegisterColumn const& in, RegisterColumn const& asked, std::size_t rows,
              RegisterColumn& out) {
    for (std::size_t row = 0; row < rows; ++row) {
        out.values[row] = in.values[row];
        out.states[row] = in.states[row];
        auto const reason = in.states[row].reason;
        bool const unanswered = reason == MissingReason::blank || reason == MissingReason::declared;
        bool const denied = present(asked.states[row]) && asked.values[row] == 0;
        if (!unanswered || !denied) continue;
        if (step.flag) {
            set(out, row, step.constant, false);
        } else {
            absent(out, row, MissingReason::skipped);
        }
    }
}

void run_rescale(instrument::Rescale const& r, RegisterColumn const& in, std::size_t rows,
                 RegisterColumn& out) {
    auto const slope = (r.to.high - r.to.low) / (r.from.high - r.from.low);
    for (std::size_t row = 0; row < rows; ++row) {
        out.states[row] = in.states[row];
        out.values[row] = present(in.states[row]) ? r.to.low + (in.values[row] - r.from.low) * slope : 0;
    }
}

void run_band(BandChoice const& choice, Columns arguments, std::size_t rows, RegisterColumn& out) {
    // A value that is a sum of decimal weights may miss its bound by the last bit.
    constexpr double slack = 1e-9;
    auto const& in = *arguments[0];
    for (std::size_t row = 0; row < rows; ++row) {
        if (!present(in.states[row])) {
            absent(out, row, in.states[row].reason);
            continue;
        }
        auto const chosen = first_true(choice.sets, arguments, row);
        if (chosen.unknown != MissingReason::none || chosen.place == choice.sets.size()) {
            absent(out, row,
                   chosen.unknown != MissingReason::none ? chosen.unknown : MissingReason::unknown_key);
            continue;
        }
        instrument::Band const* reached = nullptr;
        for (auto const& band : choice.sets[chosen.place].bands) {
            if (in.values[row] + slack >= band.from) reached = &band;
        }
        if (reached == nullptr) {
            absent(out, row, MissingReason::out_of_range);
        } else {
            set(out, row, static_cast<double>(reached->text), in.states[row].prorated);
        }
    }
}

void run_norm(NormChoice const& choice, Columns arguments, std::size_t rows, RegisterColumn& out) {
    auto const& in = *arguments[0];
    for (std::size_t row = 0; row < rows; ++row) {
        if (!present(in.states[row])) {
            absent(out, row, in.states[row].reason);
            continue;
        }
        auto const chosen = first_true(choice.rows, arguments, row);
        if (chosen.unknown != MissingReason::none || chosen.place == choice.rows.size()) {
            absent(out, row,
                   chosen.unknown != MissingReason::none ? chosen.unknown : MissingReason::unknown_key);
            continue;
        }
        auto const& norm = choice.rows[chosen.place];
        if (norm.mean) {
            set(out, row, (in.values[row] - *norm.mean) / *norm.sd, in.states[row].prorated);
        } else if (auto const* found = exact_row(norm.percentiles, in.values[row]);
                   found != nullptr && !in.states[row].prorated) {
            set(out, row, found->value, false);
        } else {
            absent(out, row, MissingReason::unknown_key);
        }
    }
}

void run_step(Plan const& plan, Step const& step, Columns arguments, std::size_t rows, RegisterColumn& out,
              std::span<Passport> passports) {
    switch (step.kind) {
        case StepKind::skip:
            return run_skip(step, *arguments[0], *arguments[1], rows, out);
        case StepKind::rescale:
            return run_rescale(plan.rescales[step.index], *arguments[0], rows, out);
        case StepKind::norm:
            return run_norm(plan.norms[step.index], arguments, rows, out);
        case StepKind::reverse:
            return run_reverse(step.constant, *arguments[0], rows, out);
        case StepKind::aggregate:
            return run_aggregate(plan.aggregates[step.index], arguments, rows, out, passports);
        case StepKind::compute:
            return run_compute(step, plan, arguments, rows, out);
        case StepKind::round:
            return run_round(step.rounding, *arguments[0], rows, out);
        case StepKind::band:
            return run_band(plan.bands[step.index], arguments, rows, out);
    }
}

void run_compute(Step const& step, Plan const& plan, Columns a, std::size_t rows, RegisterColumn& out) {
    switch (step.op) {
        case Op::negate:
            return unary(a, rows, out, [](double x) { return -x; });
        case Op::add:
            return binary(a, rows, out, [](double x, double y) { return x + y; });
        case Op::subtract:
            return binary(a, rows, out, [](double x, double y) { return x - y; });
        case Op::multiply:
            return binary(a, rows, out, [](double x, double y) { return x * y; });
        case Op::divide:
            return binary(a, rows, out, [](double x, double y) { return y == 0 ? std::nan("") : x / y; });
        case Op::equal:
            return binary(a, rows, out, [](double x, double y) { return x == y; });
        case Op::not_equal:
            return binary(a, rows, out, [](double x, double y) { return x != y; });
        case Op::less:
            return binary(a, rows, out, [](double x, double y) { return x < y; });
        case Op::less_equal:
            return binary(a, rows, out, [](double x, double y) { return x <= y; });
        case Op::greater:
            return binary(a, rows, out, [](double x, double y) { return x > y; });
        case Op::greater_equal:
            return binary(a, rows, out, [](double x, double y) { return x >= y; });
        case Op::in_range:
        case Op::clamp: {
            bool const test = step.op == Op::in_range;
            return strict(a, rows, out, [&](std::size_t row) {
                auto const x = a[0]->values[row];
                auto const low = a[1]->values[row];
                auto const high = a[2]->values[row];
                if (test) return x >= low && x <= high ? 1.0 : 0.0;
                return low > high ? std::nan("") : std::clamp(x, low, high);
            });
        }
        case Op::in_set:
            return member_of(a, rows, out);
        case Op::logical_and:
            return decide(a, rows, out, 0, false);
        case Op::logical_or:
            return decide(a, rows, out, 1, false);
        case Op::all:
            return decide(a, rows, out, 0, step.answered_only);
        case Op::any:
            return decide(a, rows, out, 1, step.answered_only);
        case Op::logical_not:
            return unary(a, rows, out, [](double x) { return x == 0; });
        case Op::conditional:
            return conditional(a, rows, out);
        case Op::lookup:
        case Op::lookup_error:
        case Op::recode:
            return lookup(step.op, plan.tables[step.index], *a[0], rows, out);
        case Op::bin: {
            auto const& bin = plan.bins[step.index];
            return unary(a, rows, out, [&bin](double x) { return binned(bin, x); });
        }
        case Op::span:
            return binary(a, rows, out, [](double from, double to) {
                return to >= from ? to - from : to - from + 24 * 60;
            });
        case Op::profile:
            return strict(a, rows, out, [&](std::size_t row) {
                double digits = 0;
                for (auto const* argument : a)
                    digits = digits * 10 + argument->values[row];
                return digits;
            });
        case Op::is_missing:
            for (std::size_t row = 0; row < rows; ++row)
                set(out, row, present(a[0]->states[row]) ? 0 : 1, false);
            return;
        case Op::sum:
        case Op::mean:
        case Op::min:
        case Op::max:
        case Op::median:
        case Op::sd:
        case Op::count:
            return over_list(step.op, a, rows, out, step.answered_only);
        case Op::round:
            return strict(a, rows, out, [&](std::size_t row) {
                instrument::Rounding rounding;
                rounding.digits = a.size() > 1 ? static_cast<int>(a[1]->values[row]) : 0;
                return rounded(a[0]->values[row], rounding);
            });
        case Op::floor:
            return unary(a, rows, out, [](double x) { return std::floor(x); });
        case Op::ceil:
            return unary(a, rows, out, [](double x) { return std::ceil(x); });
        case Op::abs:
            return unary(a, rows, out, [](double x) { return std::abs(x); });
        case Op::sqrt:
            return unary(a, rows, out, [](double x) { return std::sqrt(x); });
        case Op::ln:
            return unary(a, rows, out, [](double x) { return std::log(x); });
        case Op::exp:
            return unary(a, rows, out, [](double x) { return std::exp(x); });
        case Op::constant:
        case Op::item:
        case Op::covariate:
        case Op::scale:
        case Op::score:
        case Op::band:
        case Op::reverse:
            throw Bug("run_compute: this operation is a register, not a step");
    }
}

}  // namespace quaestor::scoring
