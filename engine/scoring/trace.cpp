#include "scoring/trace.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "instrument/decode.hpp"
#include "instrument/formula_text.hpp"

#include <algorithm>
#include <set>

namespace quaestor::scoring {
namespace {

using instrument::Aggregate;
using instrument::Expression;
using instrument::Instrument;
using instrument::MissingRule;
using instrument::Op;
using instrument::ResultKind;
using instrument::ResultRef;
using instrument::ValueType;

bool present(State state) {
    return state.reason == MissingReason::none;
}

std::string missing_text(MissingReason reason) {
    return "missing (" + std::string(describe(reason)) + ")";
}

/// What a formula looks up and does not work out.
bool leaf(Expression const& e) {
    switch (e.op) {
        case Op::item:
        case Op::covariate:
        case Op::scale:
        case Op::score:
        case Op::reverse:
        case Op::band:
            return true;
        default:
            return false;
    }
}

/// An element of a list that needs no line of its own: `q1`, `q1 >= 2`, `-q1`.
bool simple(Expression const& e) {
    return std::all_of(e.arguments.begin(), e.arguments.end(),
                       [](Expression const& part) { return leaf(part) || part.op == Op::constant; });
}

bool over_list(Op op) {
    switch (op) {
        case Op::sum:
        case Op::mean:
        case Op::min:
        case Op::max:
        case Op::median:
        case Op::sd:
        case Op::count:
        case Op::any:
        case Op::all:
        case Op::profile:
            return true;
        default:
            return false;
    }
}

std::string shortened(std::string words) {
    constexpr std::size_t longest = 60;
    if (words.size() <= longest) return words;
    auto cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0) == 0x80)
        --cut;
    return words.substr(0, cut) + "…";
}

/// Items, facts and results right below, each once, in their order; of a list also those in its elements.
void collect_leaves(Expression const& e, std::vector<Expression const*>& out) {
    for (auto const& part : e.arguments) {
        if (!leaf(part)) {
            if (over_list(e.op) && simple(part)) collect_leaves(part, out);
            continue;
        }
        bool const known = std::any_of(out.begin(), out.end(), [&](Expression const* other) {
            return other->op == part.op && other->index == part.index;
        });
        if (!known) out.push_back(&part);
    }
}

/// Short enough to be read: six decimals say where two numbers part.
std::string readable(double number) {
    constexpr int decimals = 6;
    auto const exact = text::number(number);
    auto const point = exact.find('.');
    bool const plain = exact.find('e') == std::string::npos;
    if (!plain || point == std::string::npos || exact.size() - point - 1 <= decimals) return exact;
    auto cut = text::fixed(number, decimals);
    cut.erase(cut.find_last_not_of('0') + 1);
    if (cut.ends_with('.')) cut.pop_back();
    return cut;
}

std::string joined(std::string const& a, std::string const& b, std::string const& between = ", ") {
    return a.empty() || b.empty() ? a + b : a + between + b;
}

}  // namespace

class RowTrace::Writer {
public:
    explicit Writer(RowTrace const& row)
        : row_(row),
          instrument_(row.instrument_),
          values_(row.registers_.values),
          states_(row.registers_.states) {}

    void result(ResultRef ref);
    void band(ResultRef ref, std::string const& set);
    void norm(std::size_t norms);
    void flag(std::size_t flag);

    Trace take(Register out) {
        trace_.value = values_[out];
        trace_.reason = states_[out].reason;
        return std::move(trace_);
    }
    [[nodiscard]] ResultOutput const& output(ResultRef ref) const {
        auto const& results = row_.plan_.results;
        auto const found = std::find_if(results.begin(), results.end(), [&](ResultOutput const& r) {
            return r.ref.kind == ref.kind && r.ref.index == ref.index;
        });
        expects(found != results.end(), "trace: a result that the definition does not have");
        return *found;
    }

private:
    void say(std::string what, std::string value, std::string because = {}) {
        trace_.steps.push_back({std::move(what), std::move(value), std::move(because), {}});
    }
    void say(std::string what, double number, std::string because = {}) {
        trace_.steps.push_back({std::move(what), readable(number), std::move(because), number});
    }
    void say(std::string what, Register at, ValueType type, std::string because = {}) {
        say(std::move(what), shown(at, type), std::move(because));
        if (present(states_[at]) && type == ValueType::number) trace_.steps.back().number = values_[at];
    }
    /// The last step is the result: it gets its name.
    void name_last(std::string const& id) {
        auto& last = trace_.steps.back();
        last.because = joined(last.what, last.because, ": ");
        last.what = id;
    }
    [[nodiscard]] std::string shown(Register at, ValueType type) const {
        if (!present(states_[at])) return missing_text(states_[at].reason);
        return type == ValueType::number ? readable(values_[at]) : value_text(instrument_, type, values_[at]);
    }
    [[nodiscard]] Register place(Expression const& e) const { return row_.places_.formulas.at(&e); }

    void scale(std::size_t index);
    void member(instrument::Scale const& scale, std::size_t j);
    [[nodiscard]] std::string answered(std::size_t item) const;
    void arithmetic(instrument::Scale const& scale, AggregateStep const& step, Gathered const& g);
    void rounding(ResultRef ref);

    void formula(Expression const& e);
    void parts(Expression const& e);
    [[nodiscard]] std::string with(Expression const& e) const;
    [[nodiscard]] std::string leaf_text(Expression const& e) const;
    [[nodiscard]] std::string found_in(Expression const& e) const;
    void incomplete(Expression const& e);
    [[nodiscard]] Expression const& decisive(Expression const& choice) const;

    RowTrace const& row_;
    Instrument const& instrument_;
    std::vector<double> const& values_;
    std::vector<State> const& states_;
    std::set<std::size_t> told_;  ///< scales whose missing answers were told of
    Trace trace_;
};

// ---- scales

/// How the file's cell became the value that scoring uses, where that is not plain.
std::string RowTrace::Writer::answered(std::size_t item) const {
    auto const decoded = row_.plan_.items[item];
    auto const after = row_.plan_.answers[item];
    if (!present(states_[decoded])) {
        return present(states_[after]) ? "not asked, counts as " + readable(values_[after]) : "";
    }
    auto const column = row_.binding_.item_columns[item];
    auto const cell = column ? row_.table_.text(*column, row_.row_) : std::string();
    auto const code = text::parse_number(std::string(text::trimmed(cell)));
    if (code && *code == values_[decoded]) return {};
    return "answered " + std::string(text::trimmed(cell)) + ", counts " + readable(values_[decoded]);
}

void RowTrace::Writer::member(instrument::Scale const& scale, std::size_t j) {
    auto const& member = scale.members[j];
    auto const& item = instrument_.items[member.item];
    auto const& set = instrument_.responses[item.responses];
    auto const& step = row_.plan_.aggregates[static_cast<std::size_t>(&scale - instrument_.scales.data())];
    auto const at =
        row_.places_.scales[static_cast<std::size_t>(&scale - instrument_.scales.data())].members[j];
    auto because = answered(member.item);
    auto const after = row_.plan_.answers[member.item];
    if (present(states_[after])) {
        auto value = values_[after];
        if (member.reversed) {
            because = joined(because, "reversed: " + readable(set.values.low) + " + " +
                                          readable(set.values.high) + " - " + readable(value));
            value = set.values.low + set.values.high - value;
        }
        if (scale.recoding)
            because = joined(
                because, readable(value) + " recoded by '" + instrument_.tables[*scale.recoding].name + "'");
        if (scale.test)
            because =
                joined(because, readable(value) + (values_[at] != 0 ? " is counted" : " is not counted"));
        if (step.weights[j] != 1) because = joined(because, "times " + readable(step.weights[j]));
    } else if (step.action == MissingRule::Action::substitute &&
               states_[after].reason != MissingReason::skipped &&
               states_[after].reason != MissingReason::not_applicable) {
        because = joined(because, "counts as " + readable(step.substitutes[j]));
    }
    say(item.id, at, ValueType::number, because);
}

void RowTrace::Writer::arithmetic(instrument::Scale const& scale, AggregateStep const& step,
                                  Gathered const& g) {
    auto const value = scale_value(step, g);
    bool const incomplete = g.answered < g.applicable;
    bool const substitutes = incomplete && step.action == MissingRule::Action::substitute;
    auto const sum = readable(g.sum);
    auto const all = substitutes ? "(" + sum + " + " + readable(g.substituted) + ")" : sum;
    switch (scale.aggregate) {
        case Aggregate::min:
        case Aggregate::max:
            say(std::string(word(scale.aggregate)), value);
            break;
        case Aggregate::mean:
            say("sum", g.sum);
            say("mean", value, all + " / " + readable(substitutes ? g.applicable_weight : g.weight));
            break;
        case Aggregate::sum:
        case Aggregate::weighted_sum:
        case Aggregate::count:
            say(std::string(word(scale.aggregate)), g.sum);
            if (substitutes) say("with substitutes", value, sum + " + " + readable(g.substituted));
            if (incomplete && step.action == MissingRule::Action::prorate) {
                say("prorated", value,
                    sum + " * " + readable(g.applicable_weight) + " / " + readable(g.weight));
            }
            break;
    }
}

void RowTrace::Writer::scale(std::size_t index) {
    auto const& scale = instrument_.scales[index];
    auto const& step = row_.plan_.aggregates[index];
    auto const& places = row_.places_.scales[index];
    std::vector<RegisterColumn> columns;
    for (std::size_t j = 0; j < scale.members.size(); ++j) {
        member(scale, j);
        columns.push_back({{values_[places.members[j]]}, {states_[places.members[j]]}});
    }
    std::vector<RegisterColumn const*> arguments;
    for (auto const& column : columns)
        arguments.push_back(&column);
    auto const g = gather(step, arguments, 0);
    auto const missing = g.applicable - g.answered;
    if (missing > 0 || g.applicable < scale.members.size()) {
        say("answered", std::to_string(g.answered) + " of " + std::to_string(g.applicable),
            describe(scale.missing));
    }
    if (!present(states_[places.aggregate])) {
        auto const allowed = allowed_missing(step, g.applicable);
        say("not scored", places.aggregate, ValueType::number,
            g.applicable == 0 ? "no item applies"
            : g.answered == 0 ? "nothing is answered"
            : missing > allowed
                ? std::to_string(missing) + " missing, and " + std::to_string(allowed) + " may be"
                : "the weights of what is answered add up to nothing");
        return;
    }
    arithmetic(scale, step, g);
    if (scale.rescale) {
        auto const& r = *scale.rescale;
        say("rescaled", places.rescaled, ValueType::number,
            readable(r.from.low) + ".." + readable(r.from.high) + " to " + readable(r.to.low) + ".." +
                readable(r.to.high));
    }
}

void RowTrace::Writer::rounding(ResultRef ref) {
    auto const& rounding = instrument_.shown(ref).rounding;
    auto const value = output(ref).value;
    if (!rounding || !present(states_[value])) return;
    say("rounded", value, ValueType::number,
        "to " + text::counted(static_cast<std::size_t>(rounding->digits), "decimal", "decimals") +
            (rounding->half_even ? ", half to even" : ""));
}

// ---- formulas

std::string RowTrace::Writer::leaf_text(Expression const& e) const {
    auto const at = place(e);
    bool const word = e.op == Op::covariate && e.type == ValueType::category && present(states_[at]);
    return formula_text(instrument_, e) + " = " +
           (word ? instrument_.texts[static_cast<std::size_t>(values_[at])] : shown(at, e.type));
}

std::string RowTrace::Writer::with(Expression const& e) const {
    constexpr std::size_t most = 24;
    std::vector<Expression const*> leaves;
    collect_leaves(e, leaves);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < std::min(most, leaves.size()); ++i)
        words.push_back(leaf_text(*leaves[i]));
    if (leaves.size() > most) words.emplace_back("…");
    return words.empty() ? "" : "with " + text::join(words, ", ");
}

/// The row of a table or of a bin that gave the value, or why none did.
std::string RowTrace::Writer::found_in(Expression const& e) const {
    auto const& argument = e.arguments.front();
    auto const at = place(argument);
    if (!present(states_[at])) return {};
    auto const key = values_[at];
    auto const number = readable(key);
    if (e.op == Op::bin) {
        for (auto const& row : instrument_.bins[e.index].rows) {
            if (row.inclusive ? key <= row.bound : key < row.bound)
                return number + (row.inclusive ? " is up to " : " is below ") + readable(row.bound);
        }
        return number + " is above all bounds";
    }
    auto const& table = instrument_.tables[e.index];
    bool const there =
        std::any_of(table.rows.begin(), table.rows.end(), [&](auto const& r) { return r.key == key; });
    if (present(states_[place(e)]))
        return there ? "row " + number + " of the table" : "between the rows around " + number;
    if (states_[at].prorated && !table.interpolated)
        return number + " rests on missing answers, and the table is for complete forms";
    return there ? "row " + number + " has no standard error" : "the table has no row " + number;
}

/// A scale in a formula that lacks answers: what was made of them.
void RowTrace::Writer::incomplete(Expression const& e) {
    if (e.op != Op::scale) return;
    auto const& passport = row_.registers_.passports[e.index];
    if (passport.how == How::complete || !told_.insert(e.index).second) return;
    auto const& scale = instrument_.scales[e.index];
    say(scale.id, place(e), ValueType::number,
        std::string(passport.how == How::not_scored ? "not scored" : word(passport.how)) + ": " +
            std::to_string(passport.answered) + " of " + std::to_string(passport.applicable) + " answered, " +
            describe(scale.missing));
}

/// The condition that settled a choice: of conditions inside each other the last that was looked at.
Expression const& RowTrace::Writer::decisive(Expression const& choice) const {
    auto const condition = place(choice.arguments[0]);
    if (!present(states_[condition])) return choice.arguments[0];
    auto const& taken = choice.arguments[values_[condition] != 0 ? 1 : 2];
    return taken.op == Op::conditional ? decisive(taken) : choice.arguments[0];
}

/// What a formula is made of, as far as it matters for its value.
void RowTrace::Writer::parts(Expression const& e) {
    for (auto const& part : e.arguments)
        incomplete(part);
    if (e.op == Op::conditional) {
        formula(e.arguments[0]);
        auto const condition = place(e.arguments[0]);
        if (!present(states_[condition])) return;
        auto const& taken = e.arguments[values_[condition] != 0 ? 1 : 2];
        // The next row of a `decide` is no step of its own.
        taken.op == Op::conditional ? parts(taken) : formula(taken);
        return;
    }
    bool const logical = e.op == Op::logical_and || e.op == Op::logical_or;
    auto const decisive = e.op == Op::logical_or ? 1.0 : 0.0;
    auto const at = place(e);
    bool const known = present(states_[at]);
    bool const settled = known && values_[at] == decisive;
    for (auto const& part : e.arguments) {
        if (over_list(e.op) && simple(part)) continue;
        auto const its = place(part);
        // One true part of `or` settles it, one false part of `and`; else a missing part is what is to be
        // seen.
        bool const decides = present(states_[its]) && values_[its] == decisive;
        if (!logical || (settled ? decides : known || !present(states_[its]))) formula(part);
    }
}

void RowTrace::Writer::formula(Expression const& e) {
    if (leaf(e)) return incomplete(e);
    if (e.op == Op::constant) return;
    parts(e);
    std::string because;
    if (e.op == Op::lookup || e.op == Op::lookup_error || e.op == Op::bin) {
        because = found_in(e);
    } else if (e.op == Op::conditional) {
        auto const& condition = decisive(e);
        because = shortened(formula_text(instrument_, condition)) + " is " +
                  shown(place(condition), ValueType::boolean);
    } else if (e.op != Op::logical_and && e.op != Op::logical_or) {
        because = with(e);  // of the others the parts that matter stand above
    }
    say(shortened(formula_text(instrument_, e)), place(e), e.type, because);
}

// ---- results

void RowTrace::Writer::result(ResultRef ref) {
    if (ref.kind == ResultKind::scale) {
        scale(ref.index);
    } else {
        auto const& e = instrument_.scores[ref.index].expression;
        formula(e);
        if (leaf(e) || e.op == Op::constant) say(formula_text(instrument_, e), place(e), e.type);
    }
    rounding(ref);
    name_last(instrument_.id_of(ref));
}

void RowTrace::Writer::band(ResultRef ref, std::string const& name) {
    auto const& shown_of = instrument_.shown(ref);
    auto const& bands = output(ref).bands;
    auto const at =
        std::find_if(bands.begin(), bands.end(), [&](BandOutput const& b) { return b.name == name; });
    expects(at != bands.end(), "trace: bands that the result does not have");
    result(ref);
    instrument::BandSet const* used = nullptr;
    for (auto const& set : shown_of.band_sets) {
        if (set.name != name) continue;
        if (set.when) {
            formula(*set.when);
            auto const condition = place(*set.when);
            if (!present(states_[condition])) break;
            if (values_[condition] == 0) continue;
        }
        used = &set;
        break;
    }
    std::string because = used == nullptr ? "no set of bands is for this person" : "";
    for (std::size_t i = 0; used != nullptr && present(states_[at->band]) && i < used->bands.size(); ++i) {
        if (static_cast<double>(used->bands[i].text) != values_[at->band]) continue;
        because = "from " + readable(used->bands[i].from) +
                  (i + 1 < used->bands.size() ? ", below " + readable(used->bands[i + 1].from) : "");
    }
    say(name.empty() ? "band" : "band '" + name + "'", at->band, ValueType::category, because);
}

void RowTrace::Writer::norm(std::size_t index) {
    auto const& norms = instrument_.norms[index];
    auto const& outputs = output(norms.scale).norms;
    auto const at =
        std::find_if(outputs.begin(), outputs.end(), [&](NormOutput const& n) { return n.norms == index; });
    expects(at != outputs.end(), "trace: norms that the result does not have");
    result(norms.scale);
    auto const value = output(norms.scale).value;
    std::string because = "no row of the norms is for this person";
    for (auto const& row : norms.rows) {
        if (row.when) {
            formula(*row.when);
            auto const condition = place(*row.when);
            if (!present(states_[condition])) break;
            if (values_[condition] == 0) continue;
        }
        if (!present(states_[value])) {
            because.clear();
        } else if (row.mean) {
            because =
                "(" + readable(values_[value]) + " - " + readable(*row.mean) + ") / " + readable(*row.sd);
        } else {
            because = present(states_[at->value]) ? "row " + readable(values_[value]) + " of the percentiles"
                                                  : "the percentiles have no row for this value";
        }
        break;
    }
    say(norms.rows.front().mean ? "z" : "percentile", at->value, ValueType::number, because);
}

void RowTrace::Writer::flag(std::size_t index) {
    auto const& when = instrument_.flags[index].when;
    formula(when);
    if (leaf(when) || when.op == Op::constant) say(formula_text(instrument_, when), place(when), when.type);
    name_last("flag '" + instrument_.flags[index].id + "'");
    auto const at = row_.plan_.flags[index];
    auto const state = !present(states_[at]) ? FlagState::undetermined
                       : values_[at] != 0    ? FlagState::yes
                                             : FlagState::no;
    trace_.steps.back().value = word(state);
}

RowTrace::RowTrace(Instrument const& instrument, Binding const& binding, data::Table const& table,
                   std::size_t row)
    : instrument_(instrument),
      binding_(binding),
      table_(table),
      row_(row),
      plan_(compile(instrument, places_)),
      registers_(run_row(instrument, plan_, binding, table, row)) {}

Trace RowTrace::result(ResultRef ref) const {
    Writer writer(*this);
    writer.result(ref);
    return writer.take(writer.output(ref).value);
}

Trace RowTrace::band(ResultRef ref, std::string const& set) const {
    Writer writer(*this);
    writer.band(ref, set);
    auto const& bands = writer.output(ref).bands;
    return writer.take(
        std::find_if(bands.begin(), bands.end(), [&](BandOutput const& b) { return b.name == set; })->band);
}

Trace RowTrace::norm(std::size_t norms) const {
    Writer writer(*this);
    writer.norm(norms);
    auto const& outputs = writer.output(instrument_.norms[norms].scale).norms;
    return writer.take(std::find_if(outputs.begin(), outputs.end(), [&](NormOutput const& n) {
                           return n.norms == norms;
                       })->value);
}

Trace RowTrace::flag(std::size_t flag) const {
    Writer writer(*this);
    writer.flag(flag);
    return writer.take(plan_.flags[flag]);
}

std::vector<std::string> lines(Trace const& trace) {
    std::size_t what = 0;
    std::size_t value = 0;
    constexpr std::size_t widest = 40;  // a long formula sticks out rather than pushing all values away
    for (auto const& step : trace.steps) {
        if (auto const width = text::display_width(step.what); width <= widest) what = std::max(what, width);
        if (auto const width = text::display_width(step.value); width <= widest)
            value = std::max(value, width);
    }
    auto const padded = [](std::string const& words, std::size_t width) {
        auto const has = text::display_width(words);
        return words + std::string(has < width ? width - has : 0, ' ');
    };
    std::vector<std::string> out;
    for (auto const& step : trace.steps) {
        out.push_back(padded(step.what, what) + "  " +
                      (step.because.empty() ? step.value : padded(step.value, value) + "  " + step.because));
    }
    return out;
}

}  // namespace quaestor::scoring
