// Operators, names and conditions of expressions.
#include "instrument/check/expressions.hpp"

#include "base/text.hpp"
#include "instrument/syntax/words.hpp"

#include <algorithm>
#include <array>

namespace quaestor::instrument::check {

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
    return {pack(std::move(expression)), false};
}

Expression make(Op op, ValueType type, SourceSpan span, std::vector<Expression> arguments) {
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
    // Formulas inside formulas of scores inside scores: what this walk costs is bounded as a whole.
    struct Level {
        int& depth;
        explicit Level(int& d) : depth(++d) {}
        Level(Level const&) = delete;
        Level& operator=(Level const&) = delete;
        ~Level() { --depth; }
    } const level(context_.depth);
    if (context_.depth > Context::deepest) {
        context_.error("L004", chain.span, "this is reached through too many formulas inside each other",
                       "give parts of it names as scores, and declare those above");
        return std::nullopt;
    }
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
    if (value && !shallow(*value, chain.span)) return std::nullopt;
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
    if (auto const* d = syntax::as<syntax::Decision>(primary)) return decision(*d);
    if (auto const* b = syntax::as<syntax::Bin>(primary)) return bin(*b);
    if (auto const* c = syntax::as<syntax::Chain>(primary)) return chain(*c);
    return std::nullopt;
}

Resolved ExpressionResolver::reference(syntax::ItemRange const& range) {
    auto const symbol = context_.symbols.find(range.first.text);
    bool const is_set = symbol != context_.symbols.end() && symbol->second.kind == SymbolKind::set;
    if (!range.last && !is_set && range.first.text != "all") return named(range.first);
    auto const members = resolve_range(context_, range);
    if (!members) return std::nullopt;
    if (members->empty()) {
        context_.error("L048", range.span, "this list holds no items",
                       "'all' are the items that are not unscored");
        return std::nullopt;
    }
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

/// A text has no number; it can only be there or not.
bool ExpressionResolver::computable(std::size_t item, SourceSpan where) {
    auto const& set = context_.model.responses[context_.model.items[item].responses];
    if (set.kind != ResponseKind::text || text_allowed_) return true;
    context_.error("L047", where,
                   "'" + context_.model.items[item].id + "' is a text, and nothing can be computed with it",
                   "missing() and valid() can ask whether it is there");
    return false;
}

Resolved ExpressionResolver::named(syntax::Name const& name) {
    auto const found = context_.symbols.find(name.text);
    if (found == context_.symbols.end()) {
        if (context_.unresolved.contains(name.text)) return std::nullopt;
        if (name.text == "true" || name.text == "false") {
            return one(constant(name.text == "true" ? 1 : 0, ValueType::boolean, name.span));
        }
        auto const small = text::lower_ascii(name.text);
        context_.error(
            "L012", name.span, "nothing is called '" + name.text + "'",
            name.text == "missing" ? "to ask whether there is no answer, write: missing(q1)"
            : syntax::is_reserved(small)
                ? "the words of the language are written in small letters: " + small
                : context_.suggest(name.text, {SymbolKind::item, SymbolKind::covariate, SymbolKind::set,
                                               SymbolKind::scale, SymbolKind::score}));
        return std::nullopt;
    }
    auto const& symbol = found->second;
    auto e = make(Op::item, ValueType::number, name.span);
    e.index = symbol.index;
    switch (symbol.kind) {
        case SymbolKind::item:
            context_.used_items.insert(symbol.index);
            if (!computable(symbol.index, name.span)) return std::nullopt;
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

bool ExpressionResolver::single(Resolved const& value, SourceSpan where, std::string const& by) {
    if (value && !value->list) return true;
    if (value) {
        context_.error("L017", where, by + " works on single values, and this has a list in it",
                       "make one value of the list first: any(…), all(…), count(…), sum(…)");
    }
    return false;
}

Resolved ExpressionResolver::choice(Expression condition, Expression then, Expression otherwise,
                                    SourceSpan span) {
    bool const texts = then.type == ValueType::category || otherwise.type == ValueType::category;
    if (texts && then.type != otherwise.type) {
        context_.error("L017", otherwise.span,
                       "this gives " + std::string(kind_of(otherwise.type)) + ", and another branch " +
                           std::string(kind_of(then.type)),
                       "all branches must be of one kind");
        return std::nullopt;
    }
    auto const type = then.type == otherwise.type ? then.type : ValueType::number;
    auto parts = pack(std::move(condition), std::move(then));
    parts.push_back(std::move(otherwise));
    return one(make(Op::conditional, type, span, std::move(parts)));
}

Resolved ExpressionResolver::conditional(syntax::Conditional const& conditional) {
    auto condition = chain(conditional.condition);
    auto then = chain(conditional.then);
    auto otherwise = chain(conditional.otherwise);
    for (auto const* part : {&condition, &then, &otherwise}) {
        if (!single(*part, conditional.span, "'if'")) return std::nullopt;
    }
    if (!want(condition->elements.front(), ValueType::boolean, "'if'")) return std::nullopt;
    return choice(std::move(condition->elements.front()), std::move(then->elements.front()),
                  std::move(otherwise->elements.front()), conditional.span);
}

/// First match wins: the rows become conditions inside each other, the last innermost.
Resolved ExpressionResolver::decision(syntax::Decision const& decision) {
    auto out = chain(decision.otherwise);
    bool good = single(out, decision.otherwise.span, "'decide'");
    for (auto row = decision.rows.rbegin(); row != decision.rows.rend(); ++row) {
        auto condition = chain(row->condition);
        auto value = chain(row->value);
        bool const fits = single(condition, row->condition.span, "'decide'") &&
                          single(value, row->value.span, "'decide'") &&
                          want(condition->elements.front(), ValueType::boolean, "'when'");
        good = good && fits;
        if (!good) continue;
        out = choice(std::move(condition->elements.front()), std::move(value->elements.front()),
                     std::move(out->elements.front()), row->span);
        good = out && shallow(*out, row->span);
    }
    if (!good) return std::nullopt;
    return out;
}

Resolved ExpressionResolver::bin(syntax::Bin const& bin) {
    auto const number = chain(bin.number);
    if (!single(number, bin.number.span, "bin()") || !want_numeric(number->elements.front(), "bin()"))
        return std::nullopt;
    Bin made;
    for (auto const& row : bin.rows) {
        bool const inclusive = row.relation.text == "to";
        if (!made.rows.empty()) {
            auto const& before = made.rows.back();
            bool const rises = row.bound.value > before.bound ||
                               (row.bound.value == before.bound && inclusive && !before.inclusive);
            if (!rises) {
                context_.error("L045", row.bound.span,
                               "this row is never reached: the row before it takes all up to " +
                                   text::number(before.bound),
                               "bounds are written from the lowest to the highest");
                return std::nullopt;
            }
        }
        made.rows.push_back({row.bound.value, inclusive, row.value.value});
    }
    made.otherwise = bin.otherwise.value;
    auto e = make(Op::bin, ValueType::number, bin.span, pack(number->elements.front()));
    e.index = context_.model.bins.size();
    context_.model.bins.push_back(std::move(made));
    return one(std::move(e));
}

namespace {

/// The texts that an expression can be; false where that is not known.
bool texts_of(Expression const& e, std::set<std::size_t>& texts) {
    if (e.op == Op::conditional) return texts_of(e.arguments[1], texts) && texts_of(e.arguments[2], texts);
    if (e.op != Op::constant || e.type != ValueType::category) return false;
    texts.insert(static_cast<std::size_t>(e.number));
    return true;
}

}  // namespace

Resolved ExpressionResolver::category_constant(Expression const& beside, std::string const& text,
                                               SourceSpan span) {
    auto const made = [&](std::size_t index) {
        return one(constant(static_cast<double>(index), ValueType::category, span));
    };
    auto const index = context_.known_text(text);
    std::vector<std::string> known;
    if (beside.op == Op::covariate) {
        auto const& categories = context_.model.covariates[beside.index].categories;
        for (auto const& category : categories) {
            bool const alias =
                std::find(category.aliases.begin(), category.aliases.end(), text) != category.aliases.end();
            if (category.text == index || alias) return made(category.text);
        }
        for (auto const& category : categories) {
            if (!context_.enough()) known.push_back(category.name);
        }
    } else if (beside.op == Op::band) {
        auto const& target = beside.arguments.front();
        auto const& shown = context_.model.shown(
            {target.op == Op::scale ? ResultKind::scale : ResultKind::score, target.index});
        auto const& set = context_.model.texts[beside.index];
        if (index && shown.has_band(set, *index)) return made(*index);
        if (!context_.enough()) {
            for (auto const& band : shown.bands_of(set))
                known.push_back(band.name);
        }
    } else if (beside.op == Op::score) {
        std::set<std::size_t> texts;
        bool const all = texts_of(context_.model.scores[beside.index].expression, texts);
        if (!all || (index && texts.contains(*index))) return made(context_.text_index(text));
        for (auto const one_of : texts)
            known.push_back(context_.model.texts[one_of]);
    } else {
        return made(context_.text_index(text));
    }
    auto hint = suggestion(text, known);
    if (hint.empty()) hint = "it can be: " + some_of(known);
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

namespace {

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

}  // namespace

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
