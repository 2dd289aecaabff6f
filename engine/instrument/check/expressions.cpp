// Names and types of expressions. A list (`q1..q8`) lives only while it is resolved: an operator over it is
// applied to each of its elements, and a function takes the elements as its arguments.
#include "base/text.hpp"
#include "instrument/check/context.hpp"

#include <algorithm>
#include <array>

namespace quaestor::instrument::check {
namespace {

struct Value {
    std::vector<Expression> elements;
    bool list = false;
};
using Resolved = std::optional<Value>;

enum class Takes { numbers, booleans, one_number, special };

struct FunctionFacts {
    std::string_view name;
    Op op;
    Takes takes;
    ValueType gives;
};
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
    FunctionFacts{"reverse", Op::reverse, Takes::special, ValueType::number},
    FunctionFacts{"band", Op::band, Takes::special, ValueType::category},
    FunctionFacts{"missing", Op::is_missing, Takes::special, ValueType::boolean},
    FunctionFacts{"valid", Op::is_missing, Takes::special, ValueType::boolean},
};

std::string_view kind_of(ValueType type) {
    switch (type) {
        case ValueType::number:
            return "a number";
        case ValueType::boolean:
            return "true or false";
        case ValueType::category:
            return "a text";
    }
    return "";
}

Value one(Expression expression) {
    return {{std::move(expression)}, false};
}

Expression make(Op op, ValueType type, SourceSpan span, std::vector<Expression> arguments = {}) {
    Expression e;
    e.op = op;
    e.type = type;
    e.span = span;
    for (auto const& argument : arguments)
        e.depth = std::max(e.depth, argument.depth + 1);
    e.arguments = std::move(arguments);
    return e;
}

std::vector<Expression> pack(Expression a) {
    std::vector<Expression> out;
    out.push_back(std::move(a));
    return out;
}

std::vector<Expression> pack(Expression a, Expression b) {
    auto out = pack(std::move(a));
    out.push_back(std::move(b));
    return out;
}

Expression constant(double number, ValueType type, SourceSpan span) {
    auto e = make(Op::constant, type, span);
    e.number = number;
    return e;
}

class ExpressionResolver {
public:
    explicit ExpressionResolver(Context& context) : context_(context) {}

    Resolved chain(syntax::Chain const& chain);

private:
    Resolved operand(syntax::Operand const& operand);
    Resolved prefixed(syntax::Prefixed const& prefixed);
    Resolved primary(syntax::Primary const& primary);
    Resolved reference(syntax::ItemRange const& range);
    Resolved named(syntax::Name const& name);
    Resolved conditional(syntax::Conditional const& conditional);
    Resolved call(syntax::Call const& call);
    Resolved special_call(syntax::Call const& call, FunctionFacts const& facts);
    Resolved lookup(syntax::Call const& call);
    Resolved scalar_argument(syntax::Call const& call, std::size_t i);
    std::optional<std::vector<Expression>> arguments(syntax::Call const& call);

    Resolved apply(Value left, syntax::Operation const& operation);
    Resolved membership(Value left, syntax::Operation const& operation);
    std::optional<std::vector<Expression>> bounds(Expression const& e, syntax::NumberRange const& range);
    std::optional<std::vector<Expression>> constants(Expression const& e, syntax::ValueSet const& set);
    Resolved comparison_right(Value const& left, syntax::Operation const& operation);
    Resolved category_constant(Expression const& beside, std::string const& text, SourceSpan span);

    /// Deeper than any manual, shallow enough to be walked on any stack.
    static constexpr std::uint32_t deepest = 500;
    bool shallow(Value const& value, SourceSpan where);
    bool want(Expression const& e, ValueType type, std::string const& by);
    bool want_numeric(Expression const& e, std::string const& by);

    Context& context_;
};

/// The one name that an operand consists of, if it is nothing else.
syntax::Name const* bare_name(syntax::Operand const& operand) {
    if (auto const* inner = syntax::as<syntax::Chain>(operand)) {
        return inner->rest.empty() ? bare_name(inner->first) : nullptr;
    }
    auto const* prefixed = syntax::as<syntax::Prefixed>(operand);
    if (prefixed == nullptr || !prefixed->prefixes.empty()) return nullptr;
    if (auto const* inner = syntax::as<syntax::Chain>(prefixed->operand)) {
        return inner->rest.empty() ? bare_name(inner->first) : nullptr;
    }
    auto const* range = syntax::as<syntax::ItemRange>(prefixed->operand);
    return range != nullptr && !range->last ? &range->first : nullptr;
}

bool ExpressionResolver::want(Expression const& e, ValueType type, std::string const& by) {
    if (e.type == type) return true;
    std::string hint;
    if (type == ValueType::boolean && e.type == ValueType::number) hint = "compare it: for example >= 1";
    context_.error(
        "L017", e.span,
        by + " needs " + std::string(kind_of(type)) + ", and this is " + std::string(kind_of(e.type)), hint);
    return false;
}

bool ExpressionResolver::shallow(Value const& value, SourceSpan where) {
    for (auto const& e : value.elements) {
        if (e.depth <= deepest) continue;
        context_.error("L004", where, "this expression has more than 500 operations inside each other",
                       "give parts of it names as scores of their own, or use sum(…)");
        return false;
    }
    return true;
}

bool ExpressionResolver::want_numeric(Expression const& e, std::string const& by) {
    if (e.type != ValueType::category) return true;  // true counts as 1, false as 0
    return want(e, ValueType::number, by);
}

Resolved ExpressionResolver::chain(syntax::Chain const& chain) {
    auto value = operand(chain.first);
    for (auto const& operation : chain.rest) {
        if (!value) {
            // Look at the right side all the same: its mistakes are independent.
            if (operation.op.text != "in") (void)operand(operation.operand);
            continue;
        }
        value = apply(std::move(*value), operation);
        if (value && !shallow(*value, operation.op.span)) return std::nullopt;
    }
    return value;
}

Resolved ExpressionResolver::operand(syntax::Operand const& operand) {
    if (auto const* inner = syntax::as<syntax::Chain>(operand)) return chain((*inner));
    if (auto const* simple = syntax::as<syntax::Prefixed>(operand)) return prefixed(*simple);
    return std::nullopt;  // a range or a set stands only after `in`
}

Resolved ExpressionResolver::prefixed(syntax::Prefixed const& prefixed) {
    auto value = primary(prefixed.operand);
    if (!value) return value;
    if (prefixed.prefixes.size() > deepest) {
        context_.error("L004", prefixed.prefixes.front().span, "these are more than 500 signs in a row");
        return std::nullopt;
    }
    for (auto prefix = prefixed.prefixes.rbegin(); prefix != prefixed.prefixes.rend(); ++prefix) {
        bool const negation = prefix->text == "not";
        for (auto& e : value->elements) {
            if (!(negation ? want(e, ValueType::boolean, "'not'") : want_numeric(e, "'-'")))
                return std::nullopt;
            auto const span = SourceSpan{prefix->span.begin, e.span.end};
            e = make(negation ? Op::logical_not : Op::negate,
                     negation ? ValueType::boolean : ValueType::number, span, pack(std::move(e)));
        }
    }
    return value;
}

Resolved ExpressionResolver::primary(syntax::Primary const& primary) {
    if (auto const* n = syntax::as<syntax::Number>(primary))
        return one(constant(n->value, ValueType::number, n->span));
    if (auto const* t = syntax::as<syntax::Text>(primary)) {
        return one(constant(static_cast<double>(context_.text_index(t->text)), ValueType::category, t->span));
    }
    if (auto const* r = syntax::as<syntax::ItemRange>(primary)) return reference(*r);
    if (auto const* c = syntax::as<syntax::Call>(primary)) return call(*c);
    if (auto const* c = syntax::as<syntax::Conditional>(primary)) return conditional(*c);
    if (auto const* c = syntax::as<syntax::Chain>(primary)) return chain(*c);
    return std::nullopt;
}

Resolved ExpressionResolver::reference(syntax::ItemRange const& range) {
    auto const symbol = context_.symbols.find(range.first.text);
    bool const is_set = symbol != context_.symbols.end() && symbol->second.kind == SymbolKind::set;
    if (!range.last && !is_set && range.first.text != "all") return named(range.first);
    auto const members = resolve_range(context_, range);
    if (!members) return std::nullopt;
    Value value;
    value.list = true;
    for (auto const& member : *members) {
        auto e = make(Op::item, ValueType::number, range.span);
        e.index = member.item;
        context_.used_items.insert(member.item);
        value.elements.push_back(std::move(e));
    }
    return value;
}

Resolved ExpressionResolver::named(syntax::Name const& name) {
    auto const found = context_.symbols.find(name.text);
    if (found == context_.symbols.end()) {
        if (context_.unresolved.contains(name.text)) return std::nullopt;
        if (name.text == "true" || name.text == "false") {
            return one(constant(name.text == "true" ? 1 : 0, ValueType::boolean, name.span));
        }
        context_.error("L012", name.span, "nothing is called '" + name.text + "'",
                       context_.suggest(name.text, {SymbolKind::item, SymbolKind::covariate, SymbolKind::set,
                                                    SymbolKind::scale, SymbolKind::score}));
        return std::nullopt;
    }
    auto const& symbol = found->second;
    auto e = make(Op::item, ValueType::number, name.span);
    e.index = symbol.index;
    switch (symbol.kind) {
        case SymbolKind::item:
            context_.used_items.insert(symbol.index);
            break;
        case SymbolKind::covariate:
            e.op = Op::covariate;
            if (context_.model.covariates[symbol.index].kind == CovariateKind::category)
                e.type = ValueType::category;
            break;
        case SymbolKind::scale:
            e.op = Op::scale;
            break;
        case SymbolKind::score:
            if (!ensure_score(context_, symbol.index, name.span)) return std::nullopt;
            e.op = Op::score;
            e.type = context_.model.scores[symbol.index].expression.type;
            break;
        case SymbolKind::set:
            break;  // handled by reference()
        case SymbolKind::flag:
            context_.clash("L012", name.span,
                           "'" + name.text + "' is a flag and has no value to compute with", symbol.span,
                           "it is declared here",
                           "make a score of its condition and use that in both places");
            return std::nullopt;
    }
    return one(std::move(e));
}

Resolved ExpressionResolver::conditional(syntax::Conditional const& conditional) {
    auto const condition = chain(conditional.condition);
    auto const then = chain(conditional.then);
    auto const otherwise = chain(conditional.otherwise);
    if (!condition || !then || !otherwise) return std::nullopt;
    for (auto const* part : {&*condition, &*then, &*otherwise}) {
        if (part->list) {
            context_.error("L017", conditional.span, "'if' works on single values, and this has a list in it",
                           "make one value of the list first: any(…), all(…), count(…), sum(…)");
            return std::nullopt;
        }
    }
    auto const& c = condition->elements.front();
    auto const& a = then->elements.front();
    auto const& b = otherwise->elements.front();
    if (!want(c, ValueType::boolean, "'if'")) return std::nullopt;
    bool const texts = a.type == ValueType::category || b.type == ValueType::category;
    if (texts && a.type != b.type) {
        context_.error(
            "L017", b.span,
            "'then' gives " + std::string(kind_of(a.type)) + " and 'else' " + std::string(kind_of(b.type)),
            "both must be of one kind");
        return std::nullopt;
    }
    auto const type = a.type == b.type ? a.type : ValueType::number;
    return one(make(Op::conditional, type, conditional.span, {c, a, b}));
}

Resolved ExpressionResolver::category_constant(Expression const& beside, std::string const& text,
                                               SourceSpan span) {
    std::vector<std::string> known;
    if (beside.op == Op::covariate) {
        for (auto const& category : context_.model.covariates[beside.index].categories) {
            known.push_back(category.name);
            bool const alias =
                std::find(category.aliases.begin(), category.aliases.end(), text) != category.aliases.end();
            if (category.name == text || alias) {
                return one(constant(static_cast<double>(category.text), ValueType::category, span));
            }
        }
    } else if (beside.op == Op::band) {
        auto const& target = beside.arguments.front();
        auto const ref =
            ResultRef{target.op == Op::scale ? ResultKind::scale : ResultKind::score, target.index};
        for (auto const& band : context_.model.shown(ref).bands) {
            known.push_back(band.name);
            if (band.name == text)
                return one(constant(static_cast<double>(band.text), ValueType::category, span));
        }
    } else {
        return one(constant(static_cast<double>(context_.text_index(text)), ValueType::category, span));
    }
    auto hint = suggestion(text, known);
    if (hint.empty()) hint = "it can be: " + text::join(known, ", ");
    context_.error("L013", span, "this is never '" + text + "'", hint);
    return std::nullopt;
}

Resolved ExpressionResolver::comparison_right(Value const& left, syntax::Operation const& operation) {
    auto const& beside = left.elements.front();
    if (beside.type == ValueType::category) {
        auto const* name = bare_name(operation.operand);
        if (name != nullptr && !context_.symbols.contains(name->text))
            return category_constant(beside, name->text, name->span);
    }
    auto right = operand(operation.operand);
    if (!right || beside.type != ValueType::category) return right;
    auto const& e = right->elements.front();
    if (e.op == Op::constant && e.type == ValueType::category) {
        return category_constant(beside, context_.model.texts[static_cast<std::size_t>(e.number)], e.span);
    }
    return right;
}

std::optional<std::vector<Expression>> ExpressionResolver::bounds(Expression const& e,
                                                                  syntax::NumberRange const& range) {
    if (!want_numeric(e, "'in' a range")) return std::nullopt;
    if (range.low.value > range.high.value) {
        context_.error("L037", range.span, "the range runs backwards", "write the lower number first");
        return std::nullopt;
    }
    return pack(constant(range.low.value, ValueType::number, range.low.span),
                constant(range.high.value, ValueType::number, range.high.span));
}

std::optional<std::vector<Expression>> ExpressionResolver::constants(Expression const& e,
                                                                     syntax::ValueSet const& set) {
    std::vector<Expression> out;
    for (auto const& element : set.elements) {
        Resolved value;
        if (auto const* n = syntax::as<syntax::Number>(element))
            value = one(constant(n->value, ValueType::number, n->span));
        if (auto const* t = syntax::as<syntax::Text>(element)) value = category_constant(e, t->text, t->span);
        if (auto const* name = syntax::as<syntax::Name>(element))
            value = category_constant(e, name->text, name->span);
        if (!value) return std::nullopt;
        auto& made = value->elements.front();
        if ((made.type == ValueType::category) != (e.type == ValueType::category)) {
            want(made, e.type, "a comparison with " + std::string(kind_of(e.type)));
            return std::nullopt;
        }
        out.push_back(std::move(made));
    }
    return out;
}

Resolved ExpressionResolver::membership(Value left, syntax::Operation const& operation) {
    auto const* range = syntax::as<syntax::NumberRange>(operation.operand);
    auto const* set = syntax::as<syntax::ValueSet>(operation.operand);
    for (auto& e : left.elements) {
        auto allowed = range != nullptr ? bounds(e, *range) : constants(e, *set);
        if (!allowed) return std::nullopt;
        auto const span = e.span;
        allowed->insert(allowed->begin(), std::move(e));
        e = make(range != nullptr ? Op::in_range : Op::in_set, ValueType::boolean, span, std::move(*allowed));
    }
    return left;
}

struct OperatorFacts {
    std::string_view sign;
    Op op;
};
constexpr std::array operators{
    OperatorFacts{"+", Op::add},           OperatorFacts{"-", Op::subtract},
    OperatorFacts{"*", Op::multiply},      OperatorFacts{"/", Op::divide},
    OperatorFacts{"=", Op::equal},         OperatorFacts{"!=", Op::not_equal},
    OperatorFacts{"<", Op::less},          OperatorFacts{"<=", Op::less_equal},
    OperatorFacts{">", Op::greater},       OperatorFacts{">=", Op::greater_equal},
    OperatorFacts{"and", Op::logical_and}, OperatorFacts{"or", Op::logical_or},
};

Resolved ExpressionResolver::apply(Value left, syntax::Operation const& operation) {
    if (left.elements.empty()) return std::nullopt;
    if (operation.op.text == "in") return membership(std::move(left), operation);
    auto const facts = std::find_if(operators.begin(), operators.end(),
                                    [&](auto const& f) { return f.sign == operation.op.text; });
    if (facts == operators.end()) return std::nullopt;
    auto const op = facts->op;
    bool const arithmetic = op == Op::add || op == Op::subtract || op == Op::multiply || op == Op::divide;
    bool const logical = op == Op::logical_and || op == Op::logical_or;
    auto right = arithmetic || logical ? operand(operation.operand) : comparison_right(left, operation);
    if (!right || right->elements.empty()) return std::nullopt;
    auto const sign = "'" + operation.op.text + "'";
    auto const is_comparison = [](Op o) {
        return o == Op::equal || o == Op::not_equal || o == Op::less || o == Op::less_equal ||
               o == Op::greater || o == Op::greater_equal;
    };
    if (!arithmetic && !logical && !left.list && is_comparison(left.elements.front().op) &&
        left.elements.front().span.end <= operation.op.span.begin &&
        right->elements.front().type == ValueType::number) {
        context_.error("L017", operation.op.span, "comparisons cannot be chained",
                       "write x in 2..5, or: x >= 2 and x <= 5");
        return std::nullopt;
    }
    if (left.list && right->list && left.elements.size() != right->elements.size()) {
        context_.error("L017", operation.op.span,
                       sign + " stands between a list of " + std::to_string(left.elements.size()) +
                           " and one of " + std::to_string(right->elements.size()));
        return std::nullopt;
    }
    Value out;
    out.list = left.list || right->list;
    auto const size = std::max(left.elements.size(), right->elements.size());
    for (std::size_t i = 0; i < size; ++i) {
        auto& a = left.elements[left.list ? i : 0];
        auto& b = right->elements[right->list ? i : 0];
        auto const span = SourceSpan{a.span.begin, b.span.end};
        if (logical) {
            if (!want(a, ValueType::boolean, sign) || !want(b, ValueType::boolean, sign)) return std::nullopt;
        } else if (arithmetic) {
            if (!want_numeric(a, sign) || !want_numeric(b, sign)) return std::nullopt;
        } else if ((a.type == ValueType::category) != (b.type == ValueType::category)) {
            want(b, a.type, sign + " beside " + std::string(kind_of(a.type)));
            return std::nullopt;
        } else if (a.type == ValueType::category && op != Op::equal && op != Op::not_equal) {
            context_.error("L017", operation.op.span, "texts have no order", "compare them with = or !=");
            return std::nullopt;
        }
        auto operands = out.list ? pack(a, b) : pack(std::move(a), std::move(b));
        out.elements.push_back(
            make(op, arithmetic ? ValueType::number : ValueType::boolean, span, std::move(operands)));
    }
    return out;
}

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
    auto e = make(facts->op, facts->gives, call.span, std::move(*elements));
    e.answered_only = call.answered;
    return one(std::move(e));
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

Resolved ExpressionResolver::lookup(syntax::Call const& call) {
    auto const* table = call.arguments[0].rest.empty() ? bare_name(call.arguments[0].first) : nullptr;
    auto const key = scalar_argument(call, 1);
    auto const found = table != nullptr ? context_.tables.find(table->text) : context_.tables.end();
    if (found == context_.tables.end()) {
        std::vector<std::string> names;
        for (auto const& [name, index] : context_.tables)
            names.push_back(name);
        if (table != nullptr && context_.unresolved.contains(table->text)) return std::nullopt;
        context_.error("L014", call.arguments[0].span,
                       table != nullptr ? "there is no table '" + table->text + "'"
                                        : "lookup() wants the name of a table first",
                       table != nullptr ? suggestion(table->text, names) : "write lookup(table, value)");
        return std::nullopt;
    }
    if (!key || !want_numeric(key->elements.front(), "lookup()")) return std::nullopt;
    auto e = make(Op::lookup, ValueType::number, call.span, {key->elements.front()});
    e.index = found->second;
    return one(std::move(e));
}

Resolved ExpressionResolver::special_call(syntax::Call const& call, FunctionFacts const& facts) {
    auto const counted = [&](std::size_t low, std::size_t high, std::string const& form) {
        if (call.arguments.size() >= low && call.arguments.size() <= high) return true;
        context_.error("L016", call.span, call.function.text + "() is written " + form);
        return false;
    };
    if (facts.op == Op::lookup) {
        if (!counted(2, 2, "lookup(table, value)")) return std::nullopt;
        return lookup(call);
    }
    if (facts.op == Op::is_missing) {
        auto elements = arguments(call);
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
            e.op = Op::reverse;
            out.elements.push_back(std::move(e));
        }
        return out;
    }
    if (facts.op == Op::band) {
        if (!counted(1, 1, "band(scale)")) return std::nullopt;
        auto const value = scalar_argument(call, 0);
        if (!value) return std::nullopt;
        auto const& e = value->elements.front();
        bool const result = e.op == Op::scale || e.op == Op::score;
        if (!result ||
            context_.model.shown({e.op == Op::scale ? ResultKind::scale : ResultKind::score, e.index})
                .bands.empty()) {
            context_.error("L016", call.arguments[0].span, "band() takes a scale or score that has bands");
            return std::nullopt;
        }
        return one(make(Op::band, ValueType::category, call.span, {e}));
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
        (parts[1].op != Op::constant || parts[1].number < 0 || parts[1].number > 12)) {
        context_.error("L016", parts[1].span, "the digits of round() are a whole number from 0 to 12");
        return std::nullopt;
    }
    return one(make(facts.op, ValueType::number, call.span, std::move(parts)));
}

}  // namespace

std::optional<Expression> resolve_expression(Context& context, syntax::Chain const& chain) {
    auto value = ExpressionResolver(context).chain(chain);
    if (!value) return std::nullopt;
    if (value->list || value->elements.size() != 1) {
        context.error("L017", chain.span, "this is a list, and a single value is needed here",
                      "make one value of it: sum(…), mean(…), count(… >= 1), any(…)");
        return std::nullopt;
    }
    return std::move(value->elements.front());
}

}  // namespace quaestor::instrument::check
