#include "instrument/check/values.hpp"

#include "instrument/check/formulas.hpp"
#include "instrument/check/ranges.hpp"
#include "instrument/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

constexpr std::size_t most_values = 10'000;
constexpr std::size_t most_work = 5'000'000;

void tidy(Values& values) {
    std::sort(values.all.begin(), values.all.end());
    values.all.erase(std::unique(values.all.begin(), values.all.end()), values.all.end());
}

/// Two parts that rest on one answer do not vary freely.
void join_leaves(Values& into, Values const& part) {
    for (auto const& leaf : part.leaves) {
        if (!into.leaves.insert(leaf).second) into.exact = false;
    }
    into.exact = into.exact && part.exact;
}

bool skipped(Instrument const& model, std::size_t item) {
    return std::any_of(model.skips.begin(), model.skips.end(), [&](Skip const& skip) {
        return std::find(skip.items.begin(), skip.items.end(), item) != skip.items.end();
    });
}

bool counted(CountTest const& test, double value) {
    std::vector<double> values{value};
    values.insert(values.end(), test.values.begin(), test.values.end());
    return result_of(test.op, values) != 0;
}

}  // namespace

std::set<Leaf> leaves_of(Instrument const& model, Expression const& e) {
    std::set<Leaf> out;
    std::set<std::size_t> scores;
    std::vector<Expression const*> waiting{&e};
    while (!waiting.empty()) {
        auto const& next = *waiting.back();
        waiting.pop_back();
        if (next.op == Op::item || next.op == Op::reverse) out.emplace(Op::item, next.index);
        if (next.op == Op::covariate) out.emplace(Op::covariate, next.index);
        if (next.op == Op::scale) {
            for (auto const& member : model.scales[next.index].members)
                out.emplace(Op::item, member.item);
        }
        if (next.op == Op::score && scores.insert(next.index).second)
            waiting.push_back(&model.scores[next.index].expression);
        for (auto const& argument : next.arguments)
            waiting.push_back(&argument);
    }
    return out;
}

template <class F>
std::optional<Values> ValueLister::mapped(Values in, F&& f) {
    std::vector<double> out;
    for (auto const x : in.all) {
        if (std::optional<double> const y = f(x); y && std::isfinite(*y)) out.push_back(*y);
    }
    work_ += in.all.size();
    in.all = std::move(out);
    tidy(in);
    return in;
}

std::optional<Values> ValueLister::item(std::size_t index, bool reversed) {
    auto const& set = model_.responses[model_.items[index].responses];
    Values out;
    out.leaves = {{Op::item, index}};
    out.exact = !skipped(model_, index);
    switch (set.kind) {
        case ResponseKind::options:
            for (auto const& option : set.options) {
                if (option.kind == OptionKind::answer) out.all.push_back(option.value);
            }
            break;
        case ResponseKind::integer:
        case ResponseKind::time:
            if (set.values.high - set.values.low >= static_cast<double>(most_values)) return std::nullopt;
            for (auto x = std::ceil(set.values.low); x <= set.values.high; x += 1)
                out.all.push_back(x);
            break;
        case ResponseKind::number:
        case ResponseKind::date:
        case ResponseKind::text:
            return std::nullopt;
    }
    if (!reversed) {
        tidy(out);
        return out;
    }
    return mapped(std::move(out), [&](double x) { return set.values.low + set.values.high - x; });
}

/// Every way to choose one value of each part.
std::optional<Values> ValueLister::product(Op op, std::vector<Values> const& parts) {
    Values out;
    std::size_t combinations = 1;
    for (auto const& part : parts) {
        if (part.all.empty()) return std::nullopt;
        combinations *= part.all.size();
        if (combinations > most_values * 20) return std::nullopt;
        join_leaves(out, part);
    }
    work_ += combinations;
    if (work_ > most_work) return std::nullopt;
    std::vector<double> chosen(parts.size());
    for (std::size_t c = 0; c < combinations; ++c) {
        auto rest = c;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            chosen[i] = parts[i].all[rest % parts[i].all.size()];
            rest /= parts[i].all.size();
        }
        auto const value = result_of(op, chosen);
        if (std::isfinite(value)) out.all.push_back(value);
    }
    tidy(out);
    if (out.all.size() > most_values) return std::nullopt;
    return out;
}

/// From the left, so that long lists stay short work; in the order of the kernels, so that the numbers are
/// theirs.
std::optional<Values> ValueLister::folded(Op op, std::vector<Values> const& parts) {
    auto const step = op == Op::count || op == Op::mean ? Op::sum : op;
    std::optional<Values> out = parts.front();
    for (std::size_t i = 1; i < parts.size() && out; ++i)
        out = product(step, {std::move(*out), parts[i]});
    if (!out || op != Op::mean) return out;
    return mapped(std::move(*out), [&](double x) { return x / static_cast<double>(parts.size()); });
}

std::optional<Values> ValueLister::member(Scale const& scale, Member const& member) {
    auto values = item(member.item, member.reversed);
    if (!values) return values;
    if (scale.test)
        return mapped(std::move(*values), [&](double x) { return counted(*scale.test, x) ? 1.0 : 0.0; });
    if (scale.recoding) {
        auto const& rows = model_.tables[*scale.recoding].rows;
        return mapped(std::move(*values), [&](double x) -> std::optional<double> {
            for (auto const& row : rows) {
                if (row.key == x) return row.value;
            }
            return std::nullopt;
        });
    }
    if (scale.aggregate != Aggregate::weighted_sum) return values;
    auto const weight = model_.items[member.item].weight;
    return mapped(std::move(*values), [&](double x) { return weight * x; });
}

std::optional<Values> ValueLister::scale(std::size_t index) {
    auto const& scale = model_.scales[index];
    std::vector<Values> parts;
    for (auto const& one : scale.members) {
        auto values = member(scale, one);
        if (!values) return std::nullopt;
        parts.push_back(std::move(*values));
    }
    if (parts.empty()) return std::nullopt;
    auto const op = scale.aggregate == Aggregate::mean  ? Op::mean
                    : scale.aggregate == Aggregate::min ? Op::min
                    : scale.aggregate == Aggregate::max ? Op::max
                                                        : Op::sum;
    auto out = folded(op, parts);
    if (!out) return out;
    return mapped(std::move(*out), [&](double x) {
        if (scale.rescale) {
            auto const& r = *scale.rescale;
            x = r.to.low + (x - r.from.low) * ((r.to.high - r.to.low) / (r.from.high - r.from.low));
        }
        return scale.shown.rounding ? rounded(x, *scale.shown.rounding) : x;
    });
}

std::optional<Values> ValueLister::score(std::size_t index) {
    auto const known = scores_.find(index);
    if (known != scores_.end()) return known->second;
    auto const& score = model_.scores[index];
    auto out = of(score.expression);
    if (out && score.shown.rounding)
        out = mapped(std::move(*out), [&](double x) { return rounded(x, *score.shown.rounding); });
    return scores_[index] = std::move(out);
}

std::optional<Values> ValueLister::table_value(Expression const& e) {
    auto keys = of(e.arguments.front());
    auto const& table = model_.tables[e.index];
    if (!keys || table.interpolated) return std::nullopt;
    return mapped(std::move(*keys), [&](double key) -> std::optional<double> {
        for (auto const& row : table.rows) {
            if (row.key == key) return row.value;
        }
        return std::nullopt;
    });
}

std::optional<Values> ValueLister::operation(Expression const& e) {
    if (e.answered_only) return std::nullopt;  // any part of the list
    std::vector<Values> parts;
    for (auto const& argument : e.arguments) {
        auto part = of(argument);
        if (!part) return std::nullopt;
        parts.push_back(std::move(*part));
    }
    if (parts.empty()) return std::nullopt;
    switch (e.op) {
        case Op::conditional: {
            auto out = parts[1];
            out.all.insert(out.all.end(), parts[2].all.begin(), parts[2].all.end());
            tidy(out);
            join_leaves(out, parts[0]);
            join_leaves(out, parts[2]);
            out.exact = false;
            return out;
        }
        case Op::sum:
        case Op::count:
        case Op::mean:
        case Op::min:
        case Op::max:
        case Op::any:
        case Op::all:
        case Op::profile:
            return folded(e.op, parts);
        case Op::median:
        case Op::sd:
        case Op::span:
            return std::nullopt;
        default:
            return product(e.op, parts);
    }
}

/// Where the values cannot be worked out one by one, but only whole numbers within bounds can occur.
std::optional<Values> ValueLister::whole_numbers(Expression const& e) {
    auto const interval = interval_of(model_, e);
    if (!interval || !interval->whole || interval->high - interval->low >= static_cast<double>(most_values))
        return std::nullopt;
    Values out;
    out.exact = false;
    out.leaves = leaves_of(model_, e);
    for (auto x = std::ceil(interval->low); x <= interval->high; x += 1)
        out.all.push_back(x);
    return out;
}

std::optional<Values> ValueLister::binned(Expression const& e) {
    auto const& bin = model_.bins[e.index];
    if (auto x = of(e.arguments.front())) {
        return mapped(std::move(*x), [&](double value) {
            for (auto const& row : bin.rows) {
                if (row.inclusive ? value <= row.bound : value < row.bound) return row.value;
            }
            return bin.otherwise;
        });
    }
    // What a number is cut into is known even where the number is not.
    Values any{{bin.otherwise}, false, leaves_of(model_, e)};
    for (auto const& row : bin.rows)
        any.all.push_back(row.value);
    tidy(any);
    return any;
}

std::optional<Values> ValueLister::of(Expression const& e) {
    // Scores that build on each other are walked inside each other here.
    constexpr int deepest = 400;
    if (e.type == ValueType::category || work_ > most_work || depth_ > deepest) return std::nullopt;
    ++depth_;
    auto out = listed(e);
    --depth_;
    return out;
}

std::optional<Values> ValueLister::listed(Expression const& e) {
    std::optional<Values> out;
    switch (e.op) {
        case Op::constant:
            return Values{{e.number}, true, {}};
        case Op::item:
        case Op::reverse:
            return item(e.index, e.op == Op::reverse);
        case Op::covariate:
            return std::nullopt;
        case Op::scale:
            out = scale(e.index);
            return out ? out : whole_numbers(e);
        case Op::score:
            return score(e.index);
        case Op::lookup:
        case Op::recode:
            return table_value(e);
        case Op::lookup_error:
        case Op::band:
            return std::nullopt;
        case Op::is_missing:
            return Values{{0, 1}, false, leaves_of(model_, e)};
        case Op::bin:
            return binned(e);
        default:
            out = operation(e);
            return out ? out : whole_numbers(e);
    }
}

}  // namespace quaestor::instrument::check
