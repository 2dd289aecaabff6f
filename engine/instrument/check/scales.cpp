// What a scale is made of, its missing rule, and the range that its rules can give.
#include "base/text.hpp"
#include "instrument/check/clauses.hpp"
#include "instrument/check/ranges.hpp"
#include "instrument/decode.hpp"

#include <cmath>

namespace quaestor::instrument::check {
namespace {

Aggregate aggregate_of(std::string const& word) {
    if (word == "mean") return Aggregate::mean;
    if (word == "weighted") return Aggregate::weighted_sum;
    if (word == "min") return Aggregate::min;
    if (word == "max") return Aggregate::max;
    return Aggregate::sum;
}

bool countable(ResponseKind kind) {
    return kind == ResponseKind::options || kind == ResponseKind::integer || kind == ResponseKind::number;
}

void check_limit(Context& context, syntax::MissingClause const& clause, Scale const& scale) {
    auto const at_most = clause.at_most->value;
    bool const too_many =
        clause.percent ? at_most >= 100 : at_most >= static_cast<double>(scale.members.size());
    bool const broken = !clause.percent && std::floor(at_most) != at_most;
    if ((!too_many && !broken) || scale.members.empty()) return;
    context.error("L029", clause.at_most->span,
                  clause.percent ? "a scale with all answers missing cannot be scored"
                                 : "the scale has " + text::counted(scale.members.size(), "item", "items") +
                                       ", so a whole number of fewer may be missing",
                  "write 'missing none' where every answer is needed");
}

void resolve_substitute(Context& context, syntax::MissingClause const& clause, Scale& scale) {
    auto& rule = scale.missing;
    rule.action = MissingRule::Action::substitute;
    if (auto const* number = syntax::as<syntax::Number>(*clause.substitute)) rule.code = number->text;
    if (auto const* quoted = syntax::as<syntax::Text>(*clause.substitute)) rule.code = quoted->text;
    for (auto const& member : scale.members) {
        auto const& item = context.model.items[member.item];
        if (decode(context.model.responses[item.responses], rule.code).reason == MissingReason::none)
            continue;
        context.error("L029", clause.span, "'" + rule.code + "' is no answer that '" + item.id + "' can have",
                      "'as' takes one of the codes of its responses");
        return;
    }
}

void resolve_missing(Context& context, syntax::MissingClause const& clause, Scale& scale) {
    auto& rule = scale.missing;
    rule.span = clause.span;
    if (!clause.at_most) return;
    rule.limit = clause.percent ? MissingRule::Limit::percent : MissingRule::Limit::count;
    rule.at_most = clause.at_most->value;
    check_limit(context, clause, scale);
    if (clause.prorate && clause.substitute) {
        context.error("L029", clause.span, "'prorate' and 'as' exclude each other", "keep one of them");
    }
    if (clause.prorate) rule.action = MissingRule::Action::prorate;
    if (clause.prorate && (scale.aggregate == Aggregate::min || scale.aggregate == Aggregate::max)) {
        context.error("L029", clause.span, "a smallest or largest answer cannot be prorated",
                      "leave out 'prorate'");
    }
    if (clause.substitute) resolve_substitute(context, clause, scale);
}

/// What is wrong with one member: it has no number, or is no part of any score.
void check_member(Context& context, SourceSpan where, Member const& member) {
    auto const& item = context.model.items[member.item];
    auto const& set = context.model.responses[item.responses];
    if (item.unscored) {
        context.clash("L022", where, "'" + item.id + "' is unscored and cannot be part of a scale", item.span,
                      "it is declared here", "leave it out of the list, or delete 'unscored'");
    } else if (!countable(set.kind)) {
        context.clash(
            "L047", where,
            "'" + item.id + "' is a " + std::string(word(set.kind)) + " and cannot be part of a scale",
            item.span, "it is declared here",
            "compute a score from it first: span(bedtime, risetime), bin(…)");
    }
}

void check_prorating(Context& context, SourceSpan where, Scale const& scale) {
    if (scale.missing.action != MissingRule::Action::prorate || scale.aggregate != Aggregate::sum) return;
    auto const range_of = [&](Member const& m) {
        return context.model.responses[context.model.items[m.item].responses].values;
    };
    for (auto const& member : scale.members) {
        if (range_of(member) == range_of(scale.members.front())) continue;
        context.warn("L052", where,
                     "prorating '" + scale.id + "' puts items of different ranges in each other's place ('" +
                         context.model.items[member.item].id + "')",
                     "state 'missing none', or check that the manual says so");
        return;
    }
}

std::optional<CountTest> resolve_test(Context& context, syntax::Operation const& operation) {
    static std::map<std::string, Op> const comparators{{"=", Op::equal},   {"!=", Op::not_equal},
                                                       {"<", Op::less},    {"<=", Op::less_equal},
                                                       {">", Op::greater}, {">=", Op::greater_equal}};
    CountTest test;
    if (auto const* range = syntax::as<syntax::NumberRange>(operation.operand)) {
        test.op = Op::in_range;
        test.values = {range->low.value, range->high.value};
        if (range->low.value > range->high.value) {
            context.error("L037", range->span, "the range runs backwards", "write the lower number first");
            return std::nullopt;
        }
        return test;
    }
    if (auto const* set = syntax::as<syntax::ValueSet>(operation.operand)) {
        test.op = Op::in_set;
        for (auto const& element : set->elements) {
            auto const* number = syntax::as<syntax::Number>(element);
            if (number == nullptr) {
                context.error("L017", set->span, "answers are counted by their numbers", "write: in {1, 2}");
                return std::nullopt;
            }
            test.values.push_back(number->value);
        }
        return test;
    }
    auto const value = syntax::as<syntax::Chain>(operation.operand) != nullptr
                           ? resolve_expression(context, *syntax::as<syntax::Chain>(operation.operand))
                           : std::nullopt;
    if (!value) return std::nullopt;
    if (value->op != Op::constant || value->type != ValueType::number) {
        context.error("L017", value->span, "answers are compared with a number here", "write: where >= 2");
        return std::nullopt;
    }
    test.op = comparators.at(operation.op.text);
    test.values = {value->number};
    return test;
}

/// Every answer of every member must stand in the table.
void resolve_recoding(Context& context, syntax::Name const& name, Scale& scale) {
    auto const found = context.tables.find(name.text);
    if (found == context.tables.end()) {
        if (context.unresolved.contains(name.text)) return;
        std::vector<std::string> names;
        for (auto const& [known, index] : context.tables) {
            if (!context.enough()) names.push_back(known);
        }
        context.error("L014", name.span, "there is no table '" + name.text + "'",
                      suggestion(name.text, names));
        return;
    }
    scale.recoding = found->second;
    auto const& table = context.model.tables[found->second];
    for (auto const& member : scale.members) {
        auto const& item = context.model.items[member.item];
        auto const& set = context.model.responses[item.responses];
        for (auto const& option : set.options) {
            if (option.kind != OptionKind::answer) continue;
            auto const value =
                member.reversed ? set.values.low + set.values.high - option.value : option.value;
            bool const there = std::any_of(table.rows.begin(), table.rows.end(),
                                           [&](TableRow const& r) { return r.key == value; });
            if (there) continue;
            context.clash("L030", name.span,
                          "the table '" + table.name + "' lacks the answer " + text::number(value) + " of '" +
                              item.id + "'",
                          table.span, "the table is declared here");
            return;
        }
    }
}

/// What the scale is over: the items with their spans, whichever clause names them.
struct Makings {
    syntax::ItemList const* items = nullptr;
    SourceSpan span;
};

Makings makings(Context& context, syntax::ScaleDecl const& decl, Scale& scale) {
    auto const* aggregate = only<syntax::AggregateClause>(context, decl.clauses, "what the scale is made of");
    auto const* count = only<syntax::CountClause>(context, decl.clauses, "what the scale is made of");
    if (aggregate != nullptr && count != nullptr) {
        context.clash("L033", count->span, "what the scale is made of is stated twice", aggregate->span,
                      "the first is here");
    }
    if (count != nullptr && aggregate == nullptr) {
        scale.aggregate = Aggregate::count;
        scale.test = resolve_test(context, count->test);
        return {&count->items, count->span};
    }
    if (aggregate == nullptr) return {};
    scale.aggregate = aggregate_of(aggregate->function.text);
    return {&aggregate->items, aggregate->span};
}

void check_range(Context& context, syntax::ScaleDecl const& decl, Scale const& scale, SourceSpan made_of) {
    auto const* range = only<syntax::RangeClause>(context, decl.clauses, "");
    if (range == nullptr || !scale.shown.range) return;
    auto const close = [](double a, double b) { return std::abs(a - b) < 1e-9 * std::max(1.0, std::abs(b)); };
    if (close(scale.shown.range->low, scale.attainable.low) &&
        close(scale.shown.range->high, scale.attainable.high))
        return;
    context.clash(
        "L024", range->range.span,
        "the items give " + text::number(scale.attainable.low) + ".." + text::number(scale.attainable.high) +
            ", and the scale says " + text::number(scale.shown.range->low) + ".." +
            text::number(scale.shown.range->high),
        made_of,
        std::string(word(scale.aggregate)) + " over " + text::counted(scale.members.size(), "item", "items"),
        "one of the two is wrong: look at the list of items, their codes, and the manual");
}

}  // namespace

void resolve_scale(Context& context, syntax::ScaleDecl const& decl, Scale& scale) {
    auto const made = makings(context, decl, scale);
    auto const* missing = only<syntax::MissingClause>(context, decl.clauses, "the missing rule");
    if (auto const* composite = only<syntax::Name>(context, decl.clauses, "'composite'")) {
        scale.composite = composite->text == "composite";
    }
    bool const unreadable = has_unreadable(decl.clauses);  // its mistake is reported; what it held is unknown
    if (made.items == nullptr && !unreadable) {
        context.error("L021", decl.name.span, "the scale '" + scale.id + "' does not say what it is made of",
                      "add: sum of q1..q9");
    }
    if (missing == nullptr && !unreadable) {
        context.error("L020", decl.name.span, "the scale '" + scale.id + "' has no missing rule",
                      "add one of: missing none, missing at most 3, missing at most 20%; 'prorate' or 'as "
                      "CODE' may follow");
    }
    if (made.items == nullptr) return;
    auto members = resolve_items(context, *made.items);
    if (!members) return;
    scale.members = std::move(*members);
    for (auto const& member : scale.members) {
        context.used_items.insert(member.item);
        check_member(context, made.items->span, member);
    }
    auto const* aggregate = only<syntax::AggregateClause>(context, decl.clauses, "");
    if (aggregate != nullptr && aggregate->recoding) resolve_recoding(context, *aggregate->recoding, scale);
    if (auto const* rescale = only<syntax::RescaleClause>(context, decl.clauses, "'rescale'")) {
        scale.rescale = Rescale{{rescale->from.low.value, rescale->from.high.value},
                                {rescale->to.low.value, rescale->to.high.value}};
        if (scale.rescale->from.low == scale.rescale->from.high) {
            context.error("L037", rescale->from.span, "a single value cannot be stretched to a range",
                          "write the lowest and the highest: 0..4");
            scale.rescale.reset();
        }
    }
    if (missing != nullptr) resolve_missing(context, *missing, scale);
    check_prorating(context, made.items->span, scale);
    scale.attainable = attainable_range(context.model, scale);
    scale.partial = partial_range(context.model, scale);
    check_range(context, decl, scale, made.span);
}

}  // namespace quaestor::instrument::check
