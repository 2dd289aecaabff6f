#include "instrument/check/ranges.hpp"

#include "instrument/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace quaestor::instrument::check {
namespace {

bool whole(double x) {
    return std::floor(x) == x;
}

double shown_as(double value, std::optional<Rounding> const& rounding) {
    return rounding ? rounded(value, *rounding) : value;
}

Interval of_item(Instrument const& model, Item const& item) {
    auto const& set = model.responses[item.responses];
    bool only_whole =
        set.kind == ResponseKind::integer || set.kind == ResponseKind::time || set.kind == ResponseKind::date;
    if (set.kind == ResponseKind::options) {
        only_whole = std::all_of(set.options.begin(), set.options.end(), [](Option const& o) {
            return o.kind != OptionKind::answer || whole(o.value);
        });
    }
    if (set.kind == ResponseKind::date) return {-719528, 2932896, true};  // the years 0 to 9999
    return {set.values.low, set.values.high, only_whole};
}

/// The values that a recoding gives to an item's answers.
Interval recoded(Table const& table) {
    Interval out{table.rows.front().value, table.rows.front().value, true};
    for (auto const& row : table.rows) {
        out.low = std::min(out.low, row.value);
        out.high = std::max(out.high, row.value);
        out.whole = out.whole && whole(row.value);
    }
    return out;
}

Interval member_interval(Instrument const& model, Scale const& scale, Member const& member) {
    auto const& item = model.items[member.item];
    if (scale.aggregate == Aggregate::count) return {0, 1, true};
    auto interval = scale.recoding ? recoded(model.tables[*scale.recoding]) : of_item(model, item);
    if (scale.aggregate == Aggregate::weighted_sum) {
        interval.low *= item.weight;
        interval.high *= item.weight;
        if (interval.low > interval.high) std::swap(interval.low, interval.high);
    }
    return interval;
}

double mapped(Rescale const& r, double x) {
    return r.to.low + (x - r.from.low) * (r.to.high - r.to.low) / (r.from.high - r.from.low);
}

Interval hull(std::vector<Interval> const& parts) {
    auto out = parts.front();
    for (auto const& part : parts) {
        out.low = std::min(out.low, part.low);
        out.high = std::max(out.high, part.high);
        out.whole = out.whole && part.whole;
    }
    return out;
}

std::optional<Interval> quotient(Interval const& a, Interval const& b) {
    if (b.contains(0)) return std::nullopt;
    auto const [low, high] = std::minmax({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
    return Interval{low, high, false};
}

Interval product(Interval const& a, Interval const& b) {
    auto const [low, high] = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
    return {low, high, a.whole && b.whole};
}

std::optional<Interval> monotone(Interval const& a, double (*f)(double), bool keeps_whole) {
    Interval const out{f(a.low), f(a.high), keeps_whole};
    if (!std::isfinite(out.low) || !std::isfinite(out.high)) return std::nullopt;
    return out;
}

Interval truth(bool can_be_false, bool can_be_true) {
    return {can_be_false ? 0.0 : 1.0, can_be_true ? 1.0 : 0.0, true};
}

/// What a comparison of two intervals can be.
Interval compared(Op op, Interval const& a, Interval const& b) {
    switch (op) {
        case Op::less:
            return truth(a.high >= b.low, a.low < b.high);
        case Op::less_equal:
            return truth(a.high > b.low, a.low <= b.high);
        case Op::greater:
            return truth(a.low <= b.high, a.high > b.low);
        case Op::greater_equal:
            return truth(a.low < b.high, a.high >= b.low);
        default:
            break;
    }
    bool const can_meet = a.low <= b.high && b.low <= a.high && !(a.whole && b.single() && !whole(b.low)) &&
                          !(b.whole && a.single() && !whole(a.low));
    bool const always = a.single() && b.single() && a.low == b.low;
    return op == Op::equal ? truth(!always, can_meet) : truth(can_meet, !always);
}

std::optional<Interval> reduced(Instrument const& model, Expression const& e,
                                std::vector<Interval> const& parts) {
    auto const n = static_cast<double>(parts.size());
    Interval sum{0, 0, true};
    for (auto const& part : parts)
        sum = {sum.low + part.low, sum.high + part.high, sum.whole && part.whole};
    auto const all = hull(parts);
    switch (e.op) {
        case Op::sum:
        case Op::count:
            // Left-out answers may be any: what they would add is lost, down to nothing.
            if (e.answered_only)
                return Interval{std::min(sum.low, all.low), std::max(sum.high, all.high), sum.whole};
            return sum;
        case Op::mean:
            return e.answered_only ? Interval{all.low, all.high, false}
                                   : Interval{sum.low / n, sum.high / n, false};
        case Op::min: {
            double high = parts.front().high;
            for (auto const& part : parts)
                high = std::min(high, part.high);
            return Interval{all.low, e.answered_only ? all.high : high, all.whole};
        }
        case Op::max: {
            double low = parts.front().low;
            for (auto const& part : parts)
                low = std::max(low, part.low);
            return Interval{e.answered_only ? all.low : low, all.high, all.whole};
        }
        case Op::median:
            return Interval{all.low, all.high, false};
        case Op::sd:
            return Interval{0, (all.high - all.low) * std::sqrt(n / (4 * (n - 1)) + 1e-12), false};
        case Op::any:
        case Op::logical_or: {
            bool can_be_false = true;
            bool can_be_true = false;
            for (auto const& part : parts) {
                can_be_false = can_be_false && part.low == 0;
                can_be_true = can_be_true || part.high == 1;
            }
            return truth(can_be_false, can_be_true);
        }
        case Op::all:
        case Op::logical_and: {
            bool can_be_true = true;
            bool can_be_false = false;
            for (auto const& part : parts) {
                can_be_true = can_be_true && part.high == 1;
                can_be_false = can_be_false || part.low == 0;
            }
            return truth(can_be_false, can_be_true);
        }
        case Op::profile: {
            double low = 0;
            double high = 0;
            for (auto const& part : parts) {
                low = low * 10 + part.low;
                high = high * 10 + part.high;
            }
            return Interval{low, high, true};
        }
        default:
            break;
    }
    (void)model;
    return std::nullopt;
}

std::optional<Interval> of_table(Table const& table, std::optional<Interval> const& key, bool errors) {
    std::optional<Interval> out;
    for (auto const& row : table.rows) {
        bool const reached = !key || table.interpolated || key->contains(row.key);
        auto const value = errors ? row.error : std::optional<double>(row.value);
        if (!reached || !value) continue;
        if (!out) out = Interval{*value, *value, true};
        out->low = std::min(out->low, *value);
        out->high = std::max(out->high, *value);
        out->whole = out->whole && whole(*value) && !table.interpolated;
    }
    return out;
}

std::optional<Interval> of_bin(Bin const& bin, std::optional<Interval> const& x) {
    std::vector<Interval> reached;
    for (auto const& row : bin.rows) {
        bool const below = !x || (row.inclusive ? x->low <= row.bound : x->low < row.bound);
        if (below) reached.push_back({row.value, row.value, whole(row.value)});
        if (x && (row.inclusive ? x->high <= row.bound : x->high < row.bound)) return hull(reached);
    }
    reached.push_back({bin.otherwise, bin.otherwise, whole(bin.otherwise)});
    return hull(reached);
}

std::optional<Interval> of_conditional(Instrument const& model, Expression const& e) {
    auto const condition = interval_of(model, e.arguments[0]);
    auto const then = interval_of(model, e.arguments[1]);
    auto const otherwise = interval_of(model, e.arguments[2]);
    if (condition && condition->low == 1) return then;
    if (condition && condition->high == 0) return otherwise;
    if (!then || !otherwise) return std::nullopt;
    return hull({*then, *otherwise});
}

std::optional<Interval> of_covariate(Covariate const& covariate) {
    if (covariate.kind == CovariateKind::category) return std::nullopt;
    return Interval{covariate.range.low, covariate.range.high, false};
}

std::optional<Interval> of_membership(Expression const& e, std::vector<Interval> const& parts) {
    if (e.op == Op::in_range) {
        bool const can_be_true = parts[0].low <= parts[2].high && parts[0].high >= parts[1].low;
        bool const always = parts[0].low >= parts[1].low && parts[0].high <= parts[2].high;
        return truth(!always, can_be_true);
    }
    bool can_be_true = false;
    for (std::size_t i = 1; i < parts.size(); ++i)
        can_be_true = can_be_true || parts[0].contains(parts[i].low);
    bool const always = parts[0].single() && can_be_true;
    return truth(!always, can_be_true);
}

std::optional<Interval> of_operation(Instrument const& model, Expression const& e,
                                     std::vector<Interval> const& parts) {
    switch (e.op) {
        case Op::negate:
            return Interval{-parts[0].high, -parts[0].low, parts[0].whole};
        case Op::add:
            return Interval{parts[0].low + parts[1].low, parts[0].high + parts[1].high,
                            parts[0].whole && parts[1].whole};
        case Op::subtract:
            return Interval{parts[0].low - parts[1].high, parts[0].high - parts[1].low,
                            parts[0].whole && parts[1].whole};
        case Op::multiply:
            return product(parts[0], parts[1]);
        case Op::divide:
            return quotient(parts[0], parts[1]);
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
            return compared(e.op, parts[0], parts[1]);
        case Op::in_range:
        case Op::in_set:
            return of_membership(e, parts);
        case Op::logical_not:
            return truth(parts[0].high == 1, parts[0].low == 0);
        case Op::floor:
            return monotone(parts[0], std::floor, true);
        case Op::ceil:
            return monotone(parts[0], std::ceil, true);
        case Op::exp:
            return monotone(parts[0], std::exp, false);
        case Op::sqrt:
            return parts[0].high < 0
                       ? std::nullopt
                       : monotone({std::max(0.0, parts[0].low), parts[0].high}, std::sqrt, false);
        case Op::ln:
            return parts[0].low <= 0 ? std::nullopt : monotone(parts[0], std::log, false);
        case Op::abs: {
            auto const top = std::max(std::abs(parts[0].low), std::abs(parts[0].high));
            auto const bottom =
                parts[0].contains(0) ? 0 : std::min(std::abs(parts[0].low), std::abs(parts[0].high));
            return Interval{bottom, top, parts[0].whole};
        }
        case Op::round: {
            Rounding rounding;
            rounding.digits = parts.size() > 1 ? static_cast<int>(parts[1].low) : 0;
            return Interval{rounded(parts[0].low, rounding), rounded(parts[0].high, rounding),
                            rounding.digits == 0};
        }
        case Op::clamp:
            return Interval{std::clamp(parts[0].low, parts[1].low, std::max(parts[1].low, parts[2].high)),
                            std::clamp(parts[0].high, parts[1].low, std::max(parts[1].low, parts[2].high)),
                            parts[0].whole && parts[1].whole && parts[2].whole};
        case Op::span:
            return Interval{0, 24 * 60 - 1, true};
        default:
            return reduced(model, e, parts);
    }
}

}  // namespace

Range attainable_range(Instrument const& model, Scale const& scale) {
    std::vector<Interval> parts;
    for (auto const& member : scale.members)
        parts.push_back(member_interval(model, scale, member));
    if (parts.empty()) return {};
    Expression e;
    switch (scale.aggregate) {
        case Aggregate::sum:
        case Aggregate::weighted_sum:
        case Aggregate::count:
            e.op = Op::sum;
            break;
        case Aggregate::mean:
            e.op = Op::mean;
            break;
        case Aggregate::min:
            e.op = Op::min;
            break;
        case Aggregate::max:
            e.op = Op::max;
            break;
    }
    auto out = *reduced(model, e, parts);
    if (scale.rescale) {
        out.low = mapped(*scale.rescale, out.low);
        out.high = mapped(*scale.rescale, out.high);
        if (out.low > out.high) std::swap(out.low, out.high);
    }
    return {shown_as(out.low, scale.shown.rounding), shown_as(out.high, scale.shown.rounding)};
}

Range partial_range(Instrument const& model, Scale const& scale) {
    auto out = scale.attainable;
    bool const sums = scale.aggregate == Aggregate::sum || scale.aggregate == Aggregate::weighted_sum ||
                      scale.aggregate == Aggregate::count;
    if (!sums || scale.rescale) return out;
    std::vector<double> lows;
    std::vector<double> highs;
    std::size_t always = 0;  // items that may leave without being counted
    for (auto const& member : scale.members) {
        auto const& set = model.responses[model.items[member.item].responses];
        bool const leaves = std::any_of(set.options.begin(), set.options.end(),
                                        [](Option const& o) { return o.kind == OptionKind::not_applicable; });
        bool const skipped = std::any_of(model.skips.begin(), model.skips.end(), [&](Skip const& skip) {
            return skip.code.empty() &&
                   std::find(skip.items.begin(), skip.items.end(), member.item) != skip.items.end();
        });
        if (leaves || skipped) ++always;
        auto const interval = member_interval(model, scale, member);
        lows.push_back(std::max(0.0, interval.low));
        highs.push_back(std::min(0.0, interval.high));
    }
    auto const unanswered = scale.missing.action == MissingRule::Action::as_answered
                                ? most_missing(scale.missing, scale.members.size())
                                : 0;
    auto const gone = std::min(scale.members.size() - 1, unanswered + always);
    std::sort(lows.begin(), lows.end(), std::greater<>());
    std::sort(highs.begin(), highs.end());
    for (std::size_t i = 0; i < gone; ++i) {
        out.low -= lows[i];
        out.high -= highs[i];
    }
    return out;
}

void note_attainable(Instrument const& model, Score& score) {
    auto const interval = interval_of(model, score.expression);
    if (!interval) return;
    score.attainable =
        Range{shown_as(interval->low, score.shown.rounding), shown_as(interval->high, score.shown.rounding)};
    score.whole = interval->whole || (score.shown.rounding && score.shown.rounding->digits == 0);
}

std::optional<Interval> interval_of(Instrument const& model, Expression const& e) {
    switch (e.op) {
        case Op::constant:
            if (e.type == ValueType::category) return std::nullopt;
            return Interval{e.number, e.number, whole(e.number)};
        case Op::item:
        case Op::reverse:
            return of_item(model, model.items[e.index]);
        case Op::covariate:
            return of_covariate(model.covariates[e.index]);
        case Op::scale: {
            auto const& scale = model.scales[e.index];
            bool const steps = scale.aggregate != Aggregate::mean && !scale.rescale &&
                               scale.missing.action != MissingRule::Action::prorate;
            return Interval{scale.partial.low, scale.partial.high, steps && whole(scale.partial.low)};
        }
        case Op::score: {
            // Worked out once for each score: a formula may name another many times.
            auto const& score = model.scores[e.index];
            if (!score.attainable) return std::nullopt;
            return Interval{score.attainable->low, score.attainable->high, score.whole};
        }
        case Op::band:
            return std::nullopt;
        case Op::conditional:
            return of_conditional(model, e);
        case Op::is_missing:
            return Interval{0, 1, true};
        case Op::lookup:
            return of_table(model.tables[e.index], interval_of(model, e.arguments[0]), false);
        case Op::lookup_error:
            return of_table(model.tables[e.index], interval_of(model, e.arguments[0]), true);
        case Op::recode:
            return recoded(model.tables[e.index]);
        case Op::bin:
            return of_bin(model.bins[e.index], interval_of(model, e.arguments[0]));
        default:
            break;
    }
    std::vector<Interval> parts;
    bool known = true;
    for (auto const& argument : e.arguments) {
        auto const part = interval_of(model, argument);
        if (part) parts.push_back(*part);
        known = known && part.has_value();
    }
    if (!known || parts.empty())
        return e.type == ValueType::boolean ? std::optional(Interval{0, 1, true}) : std::nullopt;
    return of_operation(model, e, parts);
}

}  // namespace quaestor::instrument::check
