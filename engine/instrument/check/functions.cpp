// Functions of expressions.
#include "base/text.hpp"
#include "instrument/check/expressions.hpp"
#include "instrument/check/ranges.hpp"
#include "instrument/formula_text.hpp"

#include <algorithm>
#include <array>

namespace quaestor::instrument::check {

enum class Takes { numbers, booleans, one_number, special };

struct FunctionFacts {
    std::string_view name;
    Op op;
    Takes takes;
    ValueType gives;
};
namespace {

constexpr std::array functions{
    FunctionFacts{"sum", Op::sum, Takes::numbers, ValueType::number},
    FunctionFacts{"mean", Op::mean, Takes::numbers, ValueType::number},
    FunctionFacts{"min", Op::min, Takes::numbers, ValueType::number},
    FunctionFacts{"max", Op::max, Takes::numbers, ValueType::number},
    FunctionFacts{"median", Op::median, Takes::numbers, ValueType::number},
    FunctionFacts{"sd", Op::sd, Takes::numbers, ValueType::number},
    FunctionFacts{"count", Op::count, Takes::booleans, ValueType::number},
    FunctionFacts{"any", Op::any, Takes::booleans, ValueType::boolean},
    FunctionFacts{"all", Op::all, Takes::booleans, ValueType::boolean},
    FunctionFacts{"floor", Op::floor, Takes::one_number, ValueType::number},
    FunctionFacts{"ceil", Op::ceil, Takes::one_number, ValueType::number},
    FunctionFacts{"abs", Op::abs, Takes::one_number, ValueType::number},
    FunctionFacts{"sqrt", Op::sqrt, Takes::one_number, ValueType::number},
    FunctionFacts{"ln", Op::ln, Takes::one_number, ValueType::number},
    FunctionFacts{"exp", Op::exp, Takes::one_number, ValueType::number},
    FunctionFacts{"round", Op::round, Takes::special, ValueType::number},
    FunctionFacts{"clamp", Op::clamp, Takes::special, ValueType::number},
    FunctionFacts{"lookup", Op::lookup, Takes::special, ValueType::number},
    FunctionFacts{"lookup_error", Op::lookup_error, Takes::special, ValueType::number},
    FunctionFacts{"span", Op::span, Takes::special, ValueType::number},
    FunctionFacts{"profile", Op::profile, Takes::numbers, ValueType::number},
    FunctionFacts{"reverse", Op::reverse, Takes::special, ValueType::number},
    FunctionFacts{"band", Op::band, Takes::special, ValueType::category},
    FunctionFacts{"missing", Op::is_missing, Takes::special, ValueType::boolean},
    FunctionFacts{"valid", Op::is_missing, Takes::special, ValueType::boolean},
};

}  // namespace

std::optional<std::vector<Expression>> ExpressionResolver::arguments(syntax::Call const& call) {
    std::vector<Expression> out;
    bool good = true;
    for (auto const& argument : call.arguments) {
        auto value = chain(argument);
        if (!value) {
            good = false;
            continue;
        }
        std::move(value->elements.begin(), value->elements.end(), std::back_inserter(out));
    }
    if (!good) return std::nullopt;
    return out;
}

Resolved ExpressionResolver::call(syntax::Call const& call) {
    auto const facts = std::find_if(functions.begin(), functions.end(),
                                    [&](auto const& f) { return f.name == call.function.text; });
    if (facts == functions.end()) {
        std::vector<std::string> names;
        for (auto const& f : functions)
            names.emplace_back(f.name);
        auto hint = suggestion(call.function.text, names);
        if (hint.empty()) hint = "the functions are: " + text::join(names, ", ");
        context_.error("L015", call.function.span, "there is no function '" + call.function.text + "'", hint);
        return std::nullopt;
    }
    if (call.answered && facts->takes != Takes::numbers && facts->takes != Takes::booleans) {
        context_.error(
            "L016", call.span, "'answered' makes no sense for " + call.function.text + "()",
            "it belongs to functions over lists: sum, mean, min, max, median, sd, count, any, all");
        return std::nullopt;
    }
    if (facts->takes == Takes::special) return special_call(call, *facts);
    auto elements = arguments(call);
    if (!elements) return std::nullopt;
    auto const by = call.function.text + "()";
    if (facts->takes == Takes::booleans && !comparison_for_all(call, *elements)) return std::nullopt;
    if (facts->takes != Takes::one_number && difference_for_range(call, *elements)) return std::nullopt;
    for (auto const& e : *elements) {
        if (!(facts->takes == Takes::booleans ? want(e, ValueType::boolean, by) : want_numeric(e, by)))
            return std::nullopt;
    }
    if (facts->takes == Takes::one_number) {
        if (call.arguments.size() != 1) {
            context_.error("L016", call.span,
                           by + " takes one value, and here are " + std::to_string(call.arguments.size()));
            return std::nullopt;
        }
        Value out;
        out.list = elements->size() != 1;
        for (auto& e : *elements)
            out.elements.push_back(make(facts->op, facts->gives, call.span, {std::move(e)}));
        return out;
    }
    if (facts->op == Op::sd && elements->size() < 2) {
        context_.error("L016", call.span, "sd() needs at least two values");
        return std::nullopt;
    }
    if (facts->op == Op::profile && !profile_fits(call, *elements)) return std::nullopt;
    auto e = make(facts->op, facts->gives, call.span, std::move(*elements));
    e.answered_only = call.answered;
    return one(std::move(e));
}

/// `count(b9, b12 >= 2)`: the comparison belongs to b12 alone.
bool ExpressionResolver::comparison_for_all(syntax::Call const& call,
                                            std::vector<Expression> const& elements) {
    if (elements.size() < 2 || elements.back().arguments.size() < 2 ||
        elements.back().type != ValueType::boolean)
        return true;
    auto const bare = std::find_if(elements.begin(), elements.end(),
                                   [](Expression const& e) { return e.type == ValueType::number; });
    if (bare == elements.end()) return true;
    auto meant = elements.back();
    meant.arguments.front() = *bare;
    auto const& name = call.function.text;
    context_.error("L017", bare->span,
                   "a comparison belongs to what stands right beside it, and '" +
                       formula_text(context_.model, *bare) + "' is not compared",
                   "name the items, set pair = …, and compare the set, or write: " + name + "(" +
                       formula_text(context_.model, meant) +
                       (name == "any"   ? ") or …"
                        : name == "all" ? ") and …"
                                        : ") + …"));
    return false;
}

/// `sum(q1-q9)`: one difference where a list is meant.
bool ExpressionResolver::difference_for_range(syntax::Call const& call,
                                              std::vector<Expression> const& elements) {
    if (elements.size() != 1) return false;
    auto const& e = elements.front();
    bool const compared = e.type == ValueType::boolean && !e.arguments.empty();
    auto const& inner = compared ? e.arguments.front() : e;
    bool const difference =
        inner.op == Op::subtract && inner.arguments[0].op == Op::item && inner.arguments[1].op == Op::item;
    if (!difference) return false;
    auto const& items = context_.model.items;
    auto const& first = items[inner.arguments[0].index].id;
    auto const& last = items[inner.arguments[1].index].id;
    context_.error(
        "L016", inner.span,
        call.function.text + "() is over a list, and this is one difference: " + first + " minus " + last,
        "a range of items is written with two dots: " + first + ".." + last);
    return true;
}

/// Answers of one digit, the first not 0: else two profiles would look the same.
bool ExpressionResolver::profile_fits(syntax::Call const& call, std::vector<Expression> const& elements) {
    constexpr std::size_t most = 15;  // digits that a double holds exactly
    for (std::size_t i = 0; i < elements.size(); ++i) {
        auto const range = interval_of(context_.model, elements[i]);
        auto const lowest = i == 0 ? 1.0 : 0.0;
        if (!call.answered && elements.size() <= most && range && range->whole && range->low >= lowest &&
            range->high <= 9)
            continue;
        context_.error("L016", call.span,
                       "profile() sets at most 15 answers of one digit side by side, the first from 1 to 9",
                       "answers with codes from 0 cannot be told apart at the front");
        return false;
    }
    return true;
}

Resolved ExpressionResolver::scalar_argument(syntax::Call const& call, std::size_t i) {
    auto value = chain(call.arguments[i]);
    if (value && value->list) {
        context_.error("L016", call.arguments[i].span,
                       call.function.text + "() takes a single value here, not a list");
        return std::nullopt;
    }
    return value;
}

Resolved ExpressionResolver::lookup(syntax::Call const& call, Op op) {
    auto const* table = call.arguments[0].rest.empty() ? bare_name(call.arguments[0].first) : nullptr;
    auto const key = chain(call.arguments[1]);
    auto const found = table != nullptr ? context_.tables.find(table->text) : context_.tables.end();
    if (found == context_.tables.end()) {
        if (table != nullptr && context_.unresolved.contains(table->text)) return std::nullopt;
        std::vector<std::string> names;
        for (auto const& [name, index] : context_.tables) {
            if (!context_.enough()) names.push_back(name);
        }
        context_.error("L014", call.arguments[0].span,
                       table != nullptr ? "there is no table '" + table->text + "'"
                                        : "lookup() wants the name of a table first",
                       table != nullptr ? suggestion(table->text, names) : "write lookup(table, value)");
        return std::nullopt;
    }
    if (!key || !want_numeric(key->elements.front(), "lookup()")) return std::nullopt;
    Value out;
    out.list = key->list;
    for (auto const& k : key->elements) {
        auto e = make(op, ValueType::number, call.span, pack(k));
        e.index = found->second;
        out.elements.push_back(std::move(e));
    }
    return out;
}

/// band(total), or band(total, severity) for one of several sets.
Resolved ExpressionResolver::band_call(syntax::Call const& call) {
    auto const value = scalar_argument(call, 0);
    if (!value) return std::nullopt;
    auto const& e = value->elements.front();
    auto const* name = call.arguments.size() > 1 && call.arguments[1].rest.empty()
                           ? bare_name(call.arguments[1].first)
                           : nullptr;
    bool const result = e.op == Op::scale || e.op == Op::score;
    auto const wanted = name != nullptr ? name->text : std::string();
    std::vector<std::string> names;
    if (result)
        names = context_.model.shown({e.op == Op::scale ? ResultKind::scale : ResultKind::score, e.index})
                    .band_names();
    bool const known = std::find(names.begin(), names.end(), wanted) != names.end();
    if (!known || (call.arguments.size() > 1 && name == nullptr)) {
        context_.error("L016", call.span, "band() takes a scale or score that has such bands",
                       names.empty() ? "" : "its sets of bands are: " + some_of(names));
        return std::nullopt;
    }
    auto made = make(Op::band, ValueType::category, call.span, pack(e));
    made.index = context_.text_index(wanted);
    return one(std::move(made));
}

/// From one clock time to another: nothing else has a midnight to cross.
Resolved ExpressionResolver::span_call(syntax::Call const& call) {
    std::vector<Expression> times;
    for (std::size_t i = 0; i < 2; ++i) {
        auto const value = scalar_argument(call, i);
        if (!value) return std::nullopt;
        auto const& e = value->elements.front();
        bool const clock =
            e.op == Op::item &&
            context_.model.responses[context_.model.items[e.index].responses].kind == ResponseKind::time;
        if (!clock) {
            context_.error("L017", call.arguments[i].span, "span() takes items that are clock times",
                           "declare them with: responses clock time");
            return std::nullopt;
        }
        times.push_back(e);
    }
    return one(make(Op::span, ValueType::number, call.span, std::move(times)));
}

Resolved ExpressionResolver::special_call(syntax::Call const& call, FunctionFacts const& facts) {
    auto const counted = [&](std::size_t low, std::size_t high, std::string const& form) {
        if (call.arguments.size() >= low && call.arguments.size() <= high) return true;
        context_.error("L016", call.span, call.function.text + "() is written " + form);
        return false;
    };
    if (facts.op == Op::lookup || facts.op == Op::lookup_error) {
        if (!counted(2, 2, call.function.text + "(table, value)")) return std::nullopt;
        return lookup(call, facts.op);
    }
    if (facts.op == Op::span) {
        if (!counted(2, 2, "span(from, to)")) return std::nullopt;
        return span_call(call);
    }
    if (facts.op == Op::is_missing) {
        text_allowed_ = true;
        auto elements = arguments(call);
        text_allowed_ = false;
        if (!elements) return std::nullopt;
        Value out;
        out.list = elements->size() != 1;
        for (auto& e : *elements) {
            auto test = make(Op::is_missing, ValueType::boolean, call.span, {std::move(e)});
            if (facts.name == "valid")
                test = make(Op::logical_not, ValueType::boolean, call.span, {std::move(test)});
            out.elements.push_back(std::move(test));
        }
        return out;
    }
    if (facts.op == Op::reverse) {
        auto elements = arguments(call);
        if (!elements) return std::nullopt;
        Value out;
        out.list = elements->size() != 1;
        for (auto& e : *elements) {
            if (e.op != Op::item) {
                context_.error("L016", call.span, "reverse() takes items",
                               "a value that is no item has no response range to be reversed in");
                return std::nullopt;
            }
            if (!reversible_item(context_, e.index, e.span)) return std::nullopt;
            e.op = Op::reverse;
            out.elements.push_back(std::move(e));
        }
        return out;
    }
    if (facts.op == Op::band) {
        if (!counted(1, 2, "band(scale) or band(scale, name)")) return std::nullopt;
        return band_call(call);
    }
    // round(x), round(x, digits), clamp(x, low, high)
    bool const rounding = facts.op == Op::round;
    if (!counted(rounding ? 1 : 3, rounding ? 2 : 3,
                 rounding ? "round(value) or round(value, digits)" : "clamp(value, low, high)")) {
        return std::nullopt;
    }
    std::vector<Expression> parts;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        auto value = scalar_argument(call, i);
        if (!value || !want_numeric(value->elements.front(), call.function.text + "()")) return std::nullopt;
        parts.push_back(value->elements.front());
    }
    if (rounding && parts.size() == 2 &&
        (parts[1].op != Op::constant || parts[1].number < 0 || parts[1].number > 12 ||
         parts[1].number != static_cast<double>(static_cast<int>(parts[1].number)))) {
        context_.error("L016", parts[1].span, "the digits of round() are a whole number from 0 to 12");
        return std::nullopt;
    }
    return one(make(facts.op, ValueType::number, call.span, std::move(parts)));
}

}  // namespace quaestor::instrument::check
