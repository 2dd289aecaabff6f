// What a scale is made of, what is shown of a scale or score, and the range that its rules can give.
#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/decode.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

/// The one clause of its kind; a second one is L033.
template <class Kind>
Kind const* only(Context& context, std::vector<syntax::Clause> const& clauses, std::string const& what) {
    Kind const* found = nullptr;
    for (auto const& clause : clauses) {
        auto const* here = syntax::as<Kind>(clause);
        if (here == nullptr) continue;
        if (found != nullptr) {
            context.clash("L033", here->span, what + " is stated twice", found->span, "the first is here");
        } else {
            found = here;
        }
    }
    return found;
}

bool has_unreadable(std::vector<syntax::Clause> const& clauses) {
    return std::any_of(clauses.begin(), clauses.end(),
                       [](auto const& c) { return syntax::as<syntax::Unreadable>(c) != nullptr; });
}

Aggregate aggregate_of(std::string const& word) {
    if (word == "mean") return Aggregate::mean;
    if (word == "weighted") return Aggregate::weighted_sum;
    if (word == "min") return Aggregate::min;
    if (word == "max") return Aggregate::max;
    return Aggregate::sum;
}

double rounded(double value, std::optional<Rounding> const& rounding) {
    if (!rounding) return value;
    auto const unit = std::pow(10.0, rounding->digits);
    return std::round(value * unit) / unit;
}

Range attainable(Instrument const& model, Scale const& scale) {
    Range range;
    bool first = true;
    for (auto const& member : scale.members) {
        auto const& item = model.items[member.item];
        auto const& values = model.responses[item.responses].values;
        auto low = values.low;
        auto high = values.high;
        if (scale.aggregate == Aggregate::weighted_sum) {
            low *= item.weight;
            high *= item.weight;
            if (low > high) std::swap(low, high);
        }
        switch (scale.aggregate) {
            case Aggregate::sum:
            case Aggregate::weighted_sum:
            case Aggregate::mean:
                range.low += low;
                range.high += high;
                break;
            case Aggregate::min:
                range.low = first ? low : std::min(range.low, low);
                range.high = first ? high : std::min(range.high, high);
                break;
            case Aggregate::max:
                range.low = first ? low : std::max(range.low, low);
                range.high = first ? high : std::max(range.high, high);
                break;
        }
        first = false;
    }
    if (scale.aggregate == Aggregate::mean && !scale.members.empty()) {
        range.low /= static_cast<double>(scale.members.size());
        range.high /= static_cast<double>(scale.members.size());
    }
    return {rounded(range.low, scale.shown.rounding), rounded(range.high, scale.shown.rounding)};
}

void resolve_missing(Context& context, syntax::MissingClause const& clause, Scale& scale) {
    auto& rule = scale.missing;
    rule.span = clause.span;
    if (!clause.at_most) return;
    rule.limit = clause.percent ? MissingRule::Limit::percent : MissingRule::Limit::count;
    rule.at_most = clause.at_most->value;
    if (clause.percent ? rule.at_most >= 100
                       : (rule.at_most >= static_cast<double>(scale.members.size()) ||
                          std::floor(rule.at_most) != rule.at_most)) {
        if (!scale.members.empty()) {
            context.error("L029", clause.at_most->span,
                          clause.percent
                              ? "a scale with all answers missing cannot be scored"
                              : "the scale has " + text::counted(scale.members.size(), "item", "items") +
                                    ", so a whole number of fewer may be missing",
                          "write 'missing none' where every answer is needed");
        }
        rule.at_most = 0;
    }
    if (clause.prorate && clause.substitute) {
        context.error("L029", clause.span, "'prorate' and 'as' exclude each other", "keep one of them");
    }
    if (clause.prorate) rule.action = MissingRule::Action::prorate;
    if (clause.prorate && (scale.aggregate == Aggregate::min || scale.aggregate == Aggregate::max)) {
        context.error("L029", clause.span, "a smallest or largest answer cannot be prorated",
                      "leave out 'prorate'");
    }
    if (!clause.substitute) return;
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

void check_members(Context& context, syntax::AggregateClause const& clause, Scale const& scale) {
    for (auto const& member : scale.members) {
        auto const& item = context.model.items[member.item];
        if (item.unscored) {
            context.clash("L022", clause.items.span,
                          "'" + item.id + "' is unscored and cannot be part of a scale", item.span,
                          "it is declared here", "leave it out of the list, or delete 'unscored'");
        }
        auto const& set = context.model.responses[item.responses];
        bool const mixed =
            scale.missing.action == MissingRule::Action::prorate && scale.aggregate == Aggregate::sum &&
            !(set.values ==
              context.model.responses[context.model.items[scale.members.front().item].responses].values);
        if (mixed) {
            context.warn("L052", clause.items.span,
                         "prorating '" + scale.id +
                             "' puts items of different ranges in each other's place ('" + item.id + "')",
                         "state 'missing none', or check that the manual says so");
            return;
        }
    }
}

}  // namespace

void resolve_presentation(Context& context, std::vector<syntax::Clause> const& clauses, bool scale,
                          Presentation& shown) {
    if (auto const* round = only<syntax::RoundClause>(context, clauses, "'round'")) {
        if (round->digits.value > 12 || round->digits.text.find('.') != std::string::npos) {
            context.error("L029", round->digits.span,
                          "the digits of 'round' are a whole number from 0 to 12");
        } else {
            shown.rounding =
                Rounding{static_cast<int>(round->digits.value), round->half_even, round->before_bands};
        }
    }
    if (auto const* range = only<syntax::RangeClause>(context, clauses, "'range'")) {
        shown.range = Range{range->range.low.value, range->range.high.value};
        if (shown.range->low > shown.range->high) {
            context.error("L037", range->range.span, "the range runs backwards",
                          "write the lower number first");
        }
    }
    if (auto const* higher = only<syntax::HigherClause>(context, clauses, "'higher'")) {
        shown.higher = higher->direction.text == "better" ? Direction::better : Direction::worse;
    }
    if (auto const* bands = only<syntax::BandsClause>(context, clauses, "'bands'")) {
        for (auto const& band : bands->bands) {
            if (!shown.bands.empty() && band.from.value <= shown.bands.back().from) {
                context.clash("L025", band.from.span, "bands are written from the lowest to the highest",
                              shown.bands.back().span,
                              "this one starts at " + text::number(shown.bands.back().from));
                continue;
            }
            shown.bands.push_back(
                {band.from.value, band.name.text, context.text_index(band.name.text), band.span});
        }
    }
    for (auto const& clause : clauses) {
        auto const refuse = [&](SourceSpan span, std::string const& what) {
            if (!scale)
                context.error("L021", span, what + " belongs to a scale, and this is a score",
                              "a score is computed by its expression");
        };
        if (auto const* c = syntax::as<syntax::AggregateClause>(clause))
            refuse(c->span, "'" + c->function.text + " of'");
        if (auto const* c = syntax::as<syntax::MissingClause>(clause)) refuse(c->span, "a missing rule");
        if (auto const* c = syntax::as<syntax::Name>(clause)) refuse(c->span, "'composite'");
    }
}

void resolve_scale(Context& context, syntax::ScaleDecl const& decl, Scale& scale) {
    auto const* aggregate = only<syntax::AggregateClause>(context, decl.clauses, "what the scale is made of");
    auto const* missing = only<syntax::MissingClause>(context, decl.clauses, "the missing rule");
    if (auto const* composite = only<syntax::Name>(context, decl.clauses, "'composite'")) {
        scale.composite = composite->text == "composite";
    }
    bool const unreadable = has_unreadable(decl.clauses);  // its mistake is reported; what it held is unknown
    if (aggregate == nullptr && !unreadable) {
        context.error("L021", decl.name.span, "the scale '" + scale.id + "' does not say what it is made of",
                      "add: sum of q1..q9");
    }
    if (missing == nullptr && !unreadable) {
        context.error("L020", decl.name.span, "the scale '" + scale.id + "' has no missing rule",
                      "add one of: missing none, missing at most 3, missing at most 20%; 'prorate' or 'as "
                      "CODE' may follow");
    }
    if (aggregate == nullptr) return;
    scale.aggregate = aggregate_of(aggregate->function.text);
    auto members = resolve_items(context, aggregate->items);
    if (!members) return;
    scale.members = std::move(*members);
    for (auto const& member : scale.members)
        context.used_items.insert(member.item);
    if (missing != nullptr) resolve_missing(context, *missing, scale);
    check_members(context, *aggregate, scale);
    scale.attainable = attainable(context.model, scale);
    auto const* range = only<syntax::RangeClause>(context, decl.clauses, "");
    bool const same =
        !scale.shown.range || (std::abs(scale.shown.range->low - scale.attainable.low) < 1e-9 &&
                               std::abs(scale.shown.range->high - scale.attainable.high) < 1e-9);
    if (!same) {
        context.clash("L024", range->range.span,
                      "the items give " + text::number(scale.attainable.low) + ".." +
                          text::number(scale.attainable.high) + ", and the scale says " +
                          text::number(scale.shown.range->low) + ".." + text::number(scale.shown.range->high),
                      aggregate->span,
                      std::string(word(scale.aggregate)) + " over " +
                          text::counted(scale.members.size(), "item", "items"),
                      "one of the two is wrong: look at the list of items, their codes, and the manual");
    }
}

}  // namespace quaestor::instrument::check
