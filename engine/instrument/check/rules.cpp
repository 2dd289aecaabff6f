// What only shows once everything is known.
#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/check/coverage.hpp"
#include "instrument/check/lookups.hpp"
#include "instrument/check/proofs.hpp"
#include "instrument/check/ranges.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

void bands_cover(Context& context, std::string const& id, Range const& range, BandSet const& set) {
    if (set.bands.empty()) return;
    auto const& first = set.bands.front();
    if (first.from > range.low) {
        context.error("L025", first.span,
                      "values of '" + id + "' from " + text::number(range.low) + " up to " +
                          text::number(first.from) + " fall into no band",
                      "let the lowest band start at " + text::number(range.low));
    }
    for (auto const& band : set.bands) {
        if (band.from > range.high) {
            context.error(
                "L025", band.span,
                "no value of '" + id + "' reaches this band: the highest is " + text::number(range.high));
        }
    }
}

void check_bands(Context& context) {
    for (auto const& scale : context.model.scales) {
        for (auto const& set : scale.shown.band_sets) {
            if (!scale.members.empty()) bands_cover(context, scale.id, scale.partial, set);
        }
    }
    for (std::size_t i = 0; i < context.model.scores.size(); ++i) {
        auto const& score = context.model.scores[i];
        if (context.scores[i].progress != Context::Progress::done) continue;
        auto const interval = interval_of(context.model, score.expression);
        auto const range = score.shown.range ? score.shown.range
                           : interval        ? std::optional(Range{interval->low, interval->high})
                                             : std::nullopt;
        for (auto const& set : score.shown.band_sets) {
            if (range) bands_cover(context, score.id, *range, set);
        }
    }
}

/// The declared range of a score against what its expression can give.
void check_score_ranges(Context& context) {
    for (std::size_t i = 0; i < context.model.scores.size(); ++i) {
        auto const& score = context.model.scores[i];
        if (context.scores[i].progress != Context::Progress::done || !score.shown.range ||
            score.shown.range->low > score.shown.range->high || score.expression.type != ValueType::number) {
            continue;
        }
        auto const interval = interval_of(context.model, score.expression);
        if (!interval) continue;
        auto const slack = 1e-6 * std::max(1.0, std::abs(interval->high - interval->low));
        auto const& range = *score.shown.range;
        bool const outside = interval->low < range.low - slack || interval->high > range.high + slack;
        bool const never = range.low < interval->low - slack || range.high > interval->high + slack;
        if (!outside && !never) continue;
        auto const what = "the expression gives " + text::number(interval->low) + ".." +
                          text::number(interval->high) + ", and '" + score.id + "' says " +
                          text::number(range.low) + ".." + text::number(range.high);
        if (never) {
            context.error("L024", score.expression.span, what,
                          "one of the two is wrong: look at the formula, the codes, and the manual");
        } else {
            // Intervals are wider than the truth where a value stands twice in a formula.
            context.warn("L054", score.expression.span, what,
                         "where the formula cannot really reach these values, say so with clamp(…)");
        }
    }
}

/// The columns of an output must not be called the same.
void check_columns(Context& context) {
    std::map<std::string, std::pair<std::string, SourceSpan>> columns;
    auto const add = [&](std::string const& column, std::string const& owner, SourceSpan span) {
        auto const [other, fresh] = columns.emplace(text::lower_ascii(column), std::pair(owner, span));
        if (fresh) return;
        context.clash("L038", span,
                      "'" + owner + "' would write a column '" + column + "', and so would '" +
                          other->second.first + "'",
                      other->second.second, "declared here", "rename one of them");
    };
    for (auto const ref : context.model.declared) {
        auto const& id = context.model.id_of(ref);
        auto const span = ref.kind == ResultKind::scale ? context.model.scales[ref.index].span
                                                        : context.model.scores[ref.index].span;
        add(id, id, span);
        if (ref.kind == ResultKind::scale) {
            add(id + "_n", id, span);
            add(id + "_how", id, span);
        }
        for (auto const& name : context.model.shown(ref).band_names()) {
            add(id + (name.empty() ? "_band" : "_band_" + name), id, span);
        }
    }
    for (auto const& flag : context.model.flags)
        add("flag_" + flag.id, flag.id, flag.span);
}

void warn_unused(Context& context, syntax::Definition const& tree) {
    for (auto const& [name, symbol] : context.symbols) {
        if (symbol.kind == SymbolKind::set && !context.used_sets.contains(name)) {
            context.warn("L051", symbol.span, "the set '" + name + "' is never used",
                         "delete it, or use it in a scale");
        }
    }
    if (context.model.scales.empty() && context.model.scores.empty()) {
        if (!context.diagnostics.has_errors()) {
            context.error("L021", tree.name.span, "the instrument has no scale and no score",
                          "add: scale total { sum of all  missing none }");
        }
        return;
    }
    if (context.diagnostics.has_errors()) return;
    for (std::size_t i = 0; i < context.model.items.size(); ++i) {
        auto const& item = context.model.items[i];
        if (context.used_items.contains(i) || item.unscored) continue;
        context.warn("L051", item.span, "'" + item.id + "' is part of no scale, score or flag",
                     "if that is meant, write 'unscored' behind it");
    }
}

void warn_examples(Context& context, syntax::Definition const& tree) {
    if (context.unread) return;
    if (context.model.examples.empty()) {
        context.warn("L050", tree.name.span, "the definition has no worked example",
                     "add one from the manual: example \"all lowest\" { q1..q9 = 0  expect total = 0 }");
    }
    if (context.diagnostics.has_errors()) return;
    for (auto const& example : context.model.examples) {
        if (example.expected.empty()) {
            context.warn("L050", example.span, "this example expects nothing", "add: expect total = 42");
        }
    }
}

}  // namespace

void check_whole(Context& context, syntax::Definition const& tree) {
    if (context.model.items.empty() && !context.unread && !context.diagnostics.has_errors()) {
        context.error("L021", tree.name.span, "the instrument has no items",
                      "add: items frequency { q1 \"topic\" }");
    }
    check_bands(context);
    check_score_ranges(context);
    check_lookups(context);
    check_groups(context);
    if (!context.diagnostics.has_errors()) prove(context);
    check_columns(context);
    if (!context.unread) warn_unused(context, tree);
    warn_examples(context, tree);
}

}  // namespace quaestor::instrument::check
