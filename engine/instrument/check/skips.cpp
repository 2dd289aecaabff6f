// What is settled before any scale: conditions of items and respondent, and what was not asked.
#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/decode.hpp"

namespace quaestor::instrument::check {
namespace {

/// The first scale, score or band in the tree.
Expression const* first_result(Expression const& e) {
    if (e.op == Op::scale || e.op == Op::score || e.op == Op::band) return &e;
    for (auto const& argument : e.arguments) {
        if (auto const* found = first_result(argument)) return found;
    }
    return nullptr;
}

}  // namespace

std::optional<Expression> resolve_early_condition(Context& context, syntax::Chain const& chain,
                                                  std::string const& what) {
    auto condition = resolve_expression(context, chain);
    if (!condition) return std::nullopt;
    if (condition->type != ValueType::boolean) {
        context.error("L017", chain.span, what + " needs a condition that is true or false",
                      "compare it: for example >= 1");
        return std::nullopt;
    }
    if (auto const* result = first_result(*condition)) {
        context.error("L041", result->span,
                      what + " can depend on items and on facts about the respondent, not on scores",
                      "scores are computed after it");
        return std::nullopt;
    }
    return condition;
}

void resolve_skip(Context& context, syntax::SkipDecl const& decl) {
    auto const members = resolve_items(context, decl.items);
    auto condition = resolve_early_condition(context, decl.unless, "'skip'");
    if (!members || !condition) return;
    Skip skip;
    skip.span = decl.span;
    skip.unless = std::move(*condition);
    if (decl.value) {
        if (auto const* number = syntax::as<syntax::Number>(*decl.value)) skip.code = number->text;
        if (auto const* quoted = syntax::as<syntax::Text>(*decl.value)) skip.code = quoted->text;
    }
    for (auto const& member : *members) {
        auto const& item = context.model.items[member.item];
        auto const& set = context.model.responses[item.responses];
        if (decl.value && decode(set, skip.code).reason != MissingReason::none) {
            context.clash("L035", decl.span,
                          "'" + skip.code + "' is no answer that '" + item.id + "' can have", set.span,
                          "its responses are declared here", "'as' takes one of the codes of its responses");
            return;
        }
        skip.items.push_back(member.item);
    }
    context.model.skips.push_back(std::move(skip));
}

}  // namespace quaestor::instrument::check
