#include "instrument/check/proofs.hpp"

#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/check/formulas.hpp"
#include "instrument/check/ranges.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

bool comparison(Op op) {
    switch (op) {
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
        case Op::in_range:
        case Op::in_set:
            return true;
        default:
            return false;
    }
}

/// `guard` says that `x` is not 0 here.
bool excludes_zero(Guard const& guard, Expression const& x) {
    auto const& c = *guard.condition;
    if (c.op == Op::logical_and && guard.holds) {
        return excludes_zero({&c.arguments[0], true}, x) || excludes_zero({&c.arguments[1], true}, x);
    }
    bool const fits = c.arguments.size() == 2 && same(c.arguments[0], x) && c.arguments[1].op == Op::constant;
    if (!fits) return false;
    auto const bound = c.arguments[1].number;
    switch (c.op) {
        case Op::equal:
            return guard.holds ? bound != 0 : bound == 0;
        case Op::not_equal:
            return guard.holds && bound == 0;
        case Op::greater:
            return guard.holds && bound >= 0;
        case Op::greater_equal:
            return guard.holds && bound > 0;
        case Op::less:
            return guard.holds ? bound <= 0 : bound > 0;
        case Op::less_equal:
            return guard.holds ? bound < 0 : bound >= 0;
        default:
            return false;
    }
}

class Prover {
public:
    explicit Prover(Context& context) : context_(context) {}

    void look(Expression const& e) {
        if (e.op == Op::conditional) {
            look(e.arguments[0]);
            for (std::size_t branch = 1; branch < 3; ++branch) {
                guards_.push_back({&e.arguments[0], branch == 1});
                look(e.arguments[branch]);
                guards_.pop_back();
            }
        } else {
            for (auto const& argument : e.arguments)
                look(argument);
        }
        if (comparison(e.op)) constant_condition(e);
        if (e.op == Op::divide) division(e);
        if (e.op == Op::sqrt || e.op == Op::ln) domain(e);
    }

private:
    /// Once for a place: `count(q1..q9 >= 4)` holds nine comparisons that stand at one.
    bool said(SourceSpan span) { return !said_.emplace(span.begin, span.end).second; }

    void constant_condition(Expression const& e) {
        auto const result = interval_of(context_.model, e);
        if (!result || !result->single()) return;
        auto const value = interval_of(context_.model, e.arguments.front());
        if (!value || e.arguments.front().op == Op::constant || said(e.span)) return;
        context_.warn("L055", e.span,
                      std::string("this is always ") + (result->low == 1 ? "true" : "false") +
                          ": the value lies between " + text::number(value->low) + " and " +
                          text::number(value->high),
                      "look at the codes of the answers and at the number it is compared with");
    }

    void division(Expression const& e) {
        auto const divisor = interval_of(context_.model, e.arguments[1]);
        bool const guarded = std::any_of(guards_.begin(), guards_.end(), [&](Guard const& guard) {
            return excludes_zero(guard, e.arguments[1]);
        });
        if (!divisor || !divisor->contains(0) || guarded || said(e.span)) return;
        context_.warn("L056", e.arguments[1].span, "this can be 0, and then the result is missing",
                      "where that is meant, say so: if x > 0 then … / x else 0");
    }

    void domain(Expression const& e) {
        auto const x = interval_of(context_.model, e.arguments[0]);
        bool const bad = x && (e.op == Op::sqrt ? x->low < 0 : x->low <= 0);
        if (!bad || said(e.span)) return;
        context_.warn("L056", e.span,
                      e.op == Op::sqrt ? "this can be negative, and then it has no root"
                                       : "this can be 0 or below, and then it has no logarithm",
                      "the result is missing for such a person");
    }

    Context& context_;
    std::vector<Guard> guards_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> said_;
};

/// A conversion that goes down where it went up is a typing mistake more often than not.
void table_direction(Context& context, Table const& table) {
    int up = 0;
    int down = 0;
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        if (table.rows[i].value > table.rows[i - 1].value) ++up;
        if (table.rows[i].value < table.rows[i - 1].value) ++down;
    }
    // A recoding of a few options may go both ways; a long conversion table does not.
    constexpr std::size_t long_table = 10;
    if (table.rows.size() < long_table || up == 0 || down == 0) return;
    bool const rising = up > down;
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        bool const odd = rising ? table.rows[i].value < table.rows[i - 1].value
                                : table.rows[i].value > table.rows[i - 1].value;
        if (!odd) continue;
        context.warn("L044", table.span,
                     "the table '" + table.name + "' " + (rising ? "rises" : "falls") + ", but not from " +
                         text::number(table.rows[i - 1].key) + " => " +
                         text::number(table.rows[i - 1].value) + " to " + text::number(table.rows[i].key) +
                         " => " + text::number(table.rows[i].value),
                     "look for a mistyped row");
        return;
    }
}

/// A table with a hole between its whole keys.
void table_holes(Context& context, Table const& table) {
    if (table.interpolated || table.rows.size() < 3) return;
    std::size_t holes = 0;
    double first = 0;
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
        auto const step = table.rows[i].key - table.rows[i - 1].key;
        auto const usual = table.rows[1].key - table.rows[0].key;
        if (std::abs(step - usual) < 1e-9) continue;
        if (holes++ == 0) first = table.rows[i - 1].key + usual;
    }
    if (holes != 1) return;  // uneven keys are no hole
    context.warn(
        "L057", table.span,
        "the table '" + table.name + "' has a hole: " + text::number(first) + " is missing between its keys",
        "a value without a row is not scored");
}

}  // namespace

void prove(Context& context) {
    Prover prover(context);
    auto const& model = context.model;
    for (auto const& score : model.scores)
        prover.look(score.expression);
    for (auto const& flag : model.flags)
        prover.look(flag.when);
    for (auto const& check : model.checks)
        prover.look(check.when);
    for (auto const& skip : model.skips)
        prover.look(skip.unless);
    for (auto const& table : model.tables) {
        table_direction(context, table);
        table_holes(context, table);
    }
}

}  // namespace quaestor::instrument::check
