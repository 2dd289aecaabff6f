// Checks between answers, attention items, bogus items, near-identical pairs, and the instrument's own
// thresholds.
#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/decode.hpp"

namespace quaestor::instrument::check {

void resolve_check(Context& context, syntax::CheckDecl const& decl) {
    auto condition = resolve_expression(context, decl.when);
    if (condition && condition->type != ValueType::boolean) {
        context.error("L017", decl.when.span, "a check needs a condition that is true or false",
                      "compare it: for example q1 = 0 and q2 > 2");
        return;
    }
    for (auto const& other : context.model.checks) {
        if (other.id != decl.name.text) continue;
        context.clash("L010", decl.name.span, "the check '" + other.id + "' is declared twice", other.span,
                      "the first is here");
        return;
    }
    if (condition)
        context.model.checks.push_back(
            {decl.name.text, decl.message.text, std::move(*condition), decl.name.span});
}

void resolve_probe(Context& context, syntax::ProbeDecl const& decl) {
    auto const item = resolve_item_name(context, decl.item);
    if (!item) return;
    std::string code;
    if (auto const* number = syntax::as<syntax::Number>(decl.value)) code = number->text;
    if (auto const* quoted = syntax::as<syntax::Text>(decl.value)) code = quoted->text;
    auto const& set = context.model.responses[context.model.items[*item].responses];
    auto const answer = decode(set, code);
    if (answer.reason != MissingReason::none) {
        context.clash("L035", decl.span, "'" + code + "' is no answer that '" + decl.item.text + "' can have",
                      set.span, "its responses are declared here");
        return;
    }
    context.used_items.insert(*item);
    if (decl.keyword.text == "attention") {
        context.model.attentions.push_back({*item, answer.value});
    } else {
        context.model.infrequents.push_back({*item, answer.value});
    }
}

void resolve_pair(Context& context, syntax::PairDecl const& decl) {
    auto const first = resolve_item_name(context, decl.first);
    auto const second = resolve_item_name(context, decl.second);
    if (!first || !second) return;
    if (*first == *second) {
        context.error("L022", decl.second.span, "an item makes no pair with itself");
        return;
    }
    context.model.pairs.push_back({*first, *second, decl.within.value});
}

void resolve_thresholds(Context& context, syntax::ValidityDecl const& decl) {
    struct Known {
        std::string name;
        bool above;
    };
    static std::vector<Known> const known{{"longstring", true}, {"irv", false}, {"missing", true}};
    for (auto const& threshold : decl.thresholds) {
        std::vector<std::string> names;
        Known const* match = nullptr;
        for (auto const& index : known) {
            names.push_back(index.name);
            if (index.name == threshold.index.text) match = &index;
        }
        if (match == nullptr) {
            auto hint = suggestion(threshold.index.text, names);
            context.error("L043", threshold.index.span,
                          "there is no validity index '" + threshold.index.text + "'",
                          hint.empty() ? "the indices are: " + text::join(names, ", ") : hint);
            continue;
        }
        bool const above = threshold.relation.text == "above";
        if (above != match->above) {
            context.error(
                "L043", threshold.relation.span,
                "a form is suspicious when '" + match->name + "' is " + (match->above ? "high" : "low"),
                "write: " + match->name + (match->above ? " above " : " below ") + threshold.value.text);
            continue;
        }
        context.model.thresholds.push_back({threshold.index.text, above, threshold.value.value});
    }
}

}  // namespace quaestor::instrument::check
