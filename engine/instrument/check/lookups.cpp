#include "instrument/check/lookups.hpp"

#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/check/formulas.hpp"
#include "instrument/check/ranges.hpp"
#include "instrument/check/values.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

/// "3, 4, 5, …"
std::string first_few(std::vector<double> const& keys) {
    constexpr std::size_t shown = 5;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < std::min(shown, keys.size()); ++i)
        words.push_back(text::number(keys[i]));
    return text::join(words, ", ") + (keys.size() > shown ? ", …" : "");
}

TableRow const* row_of(Table const& table, double key) {
    auto const found = std::find_if(table.rows.begin(), table.rows.end(),
                                    [&](TableRow const& row) { return row.key == key; });
    return found == table.rows.end() ? nullptr : &*found;
}

/// A comparison of `key` with constants.
bool tests(Expression const& condition, Expression const& key) {
    auto const& parts = condition.arguments;
    return condition.type == ValueType::boolean && parts.size() > 1 && same(parts[0], key) &&
           std::all_of(parts.begin() + 1, parts.end(),
                       [](Expression const& e) { return e.op == Op::constant; });
}

class LookupChecker {
public:
    explicit LookupChecker(Context& context) : context_(context), lister_(context.model) {}

    void look(Expression const& e);

private:
    void check(Expression const& e);
    void interpolated(Expression const& e, std::string const& key, std::optional<Values> const& values);
    void errors(Expression const& e, std::string const& key, std::optional<Values> const& values);
    void keep_possible(Guard const& guard, Expression const& key, Values& values);
    void lacking(Expression const& e, std::string const& what, bool exact);
    [[nodiscard]] std::string name(Expression const& key) const;

    Context& context_;
    ValueLister lister_;
    std::vector<Guard> guards_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> said_;  ///< a lookup over a list stands at one place
};

void LookupChecker::look(Expression const& e) {
    bool const branches = e.op == Op::conditional || e.op == Op::logical_and;
    for (std::size_t i = 0; i < e.arguments.size(); ++i) {
        bool const guarded = branches && i > 0;
        if (guarded) guards_.push_back({&e.arguments[0], i == 1});
        look(e.arguments[i]);
        if (guarded) guards_.pop_back();
    }
    if (e.op == Op::lookup || e.op == Op::lookup_error) check(e);
}

std::string LookupChecker::name(Expression const& key) const {
    switch (key.op) {
        case Op::item:
            return "'" + context_.model.items[key.index].id + "'";
        case Op::covariate:
            return "'" + context_.model.covariates[key.index].id + "'";
        case Op::scale:
            return "'" + context_.model.scales[key.index].id + "'";
        case Op::score:
            return "'" + context_.model.scores[key.index].id + "'";
        default:
            return "its key";
    }
}

void LookupChecker::keep_possible(Guard const& guard, Expression const& key, Values& values) {
    auto const& c = *guard.condition;
    bool const all_hold = c.op == Op::logical_and && guard.holds;
    bool const none_holds = c.op == Op::logical_or && !guard.holds;
    if (all_hold || none_holds) {
        for (auto const& part : c.arguments)
            keep_possible({&part, guard.holds}, key, values);
        return;
    }
    if (tests(c, key)) {
        std::erase_if(values.all, [&](double value) {
            std::vector<double> parts{value};
            for (std::size_t i = 1; i < c.arguments.size(); ++i)
                parts.push_back(c.arguments[i].number);
            return (result_of(c.op, parts) != 0) != guard.holds;
        });
        return;
    }
    // Another condition on the same answers may keep some of these values away.
    for (auto const& leaf : leaves_of(context_.model, c)) {
        if (values.leaves.contains(leaf)) values.exact = false;
    }
}

void LookupChecker::lacking(Expression const& e, std::string const& what, bool exact) {
    auto const& table = context_.model.tables[e.index];
    if (!said_.emplace(e.span.begin, e.span.end).second) return;
    if (exact) {
        context_.clash("L030", e.span, what, table.span, "the table is declared here");
    } else {
        context_.warn("L058", e.span, what,
                      "such a person gets no value; where that cannot happen, say so: clamp(…), round(…), or "
                      "if … then lookup(…) else …");
    }
}

/// Between its keys it has every value; beyond its ends none.
void LookupChecker::interpolated(Expression const& e, std::string const& key,
                                 std::optional<Values> const& values) {
    auto const& table = context_.model.tables[e.index];
    auto const interval = interval_of(context_.model, e.arguments.front());
    bool const known = values && !values->all.empty();
    if (table.rows.empty() || (!known && !interval)) return;
    auto const low = known ? values->all.front() : interval->low;
    auto const high = known ? values->all.back() : interval->high;
    if (low >= table.rows.front().key && high <= table.rows.back().key) return;
    bool const exact = known && values->exact;
    lacking(e,
            "the table '" + table.name + "' runs from " + text::number(table.rows.front().key) + " to " +
                text::number(table.rows.back().key) + ", and " + key + (exact ? " can be " : " may be ") +
                text::number(low < table.rows.front().key ? low : high),
            exact);
}

void LookupChecker::errors(Expression const& e, std::string const& key, std::optional<Values> const& values) {
    auto const& table = context_.model.tables[e.index];
    std::vector<double> without;
    for (auto const& row : table.rows) {
        bool const asked =
            !values || std::find(values->all.begin(), values->all.end(), row.key) != values->all.end();
        if (asked && !row.error) without.push_back(row.key);
    }
    if (without.empty()) return;
    auto const all = without.size() == table.rows.size();
    context_.clash("L030", e.span,
                   all ? "the table '" + table.name + "' has no standard errors"
                       : "the table '" + table.name + "' has no standard error for " +
                             text::counted(without.size(), "value", "values") + " that " + key +
                             " can have: " + first_few(without),
                   table.span, "the table is declared here",
                   "write it behind the value of the row: " + text::number(without.front()) + " => " +
                       text::number(row_of(table, without.front())->value) + " se 3.2");
    said_.emplace(e.span.begin, e.span.end);
}

void LookupChecker::check(Expression const& e) {
    auto const& key = e.arguments.front();
    auto const& table = context_.model.tables[e.index];
    auto const by = name(key);
    auto values = lister_.of(key);
    if (values) {
        for (auto const& guard : guards_)
            keep_possible(guard, key, *values);
    }
    if (e.op == Op::lookup_error) errors(e, by, values);
    if (e.op == Op::lookup && table.interpolated) return interpolated(e, by, values);
    if (!values) {
        auto const interval = interval_of(context_.model, key);
        bool const any_fraction = key.op == Op::covariate || key.op == Op::item;
        if (any_fraction && interval && !interval->whole) {
            lacking(e, by + " can lie between the keys of the table '" + table.name + "'", false);
        }
        return;
    }
    std::vector<double> without;
    for (auto const value : values->all) {
        if (row_of(table, value) == nullptr) without.push_back(value);
    }
    if (without.empty()) return;
    lacking(e,
            "the table '" + table.name + "' lacks " + text::counted(without.size(), "value", "values") +
                " that " + by + (values->exact ? " can have: " : " may have: ") + first_few(without),
            values->exact);
}

}  // namespace

void check_lookups(Context& context) {
    LookupChecker checker(context);
    auto const& model = context.model;
    auto const look = [&](Presentation const& shown) {
        for (auto const& set : shown.band_sets) {
            if (set.when) checker.look(*set.when);
        }
    };
    for (auto const& scale : model.scales)
        look(scale.shown);
    for (auto const& score : model.scores) {
        look(score.shown);
        checker.look(score.expression);
    }
    for (auto const& flag : model.flags)
        checker.look(flag.when);
    for (auto const& check : model.checks)
        checker.look(check.when);
    for (auto const& skip : model.skips)
        checker.look(skip.unless);
    for (auto const& norms : model.norms) {
        for (auto const& row : norms.rows) {
            if (row.when) checker.look(*row.when);
        }
    }
}

}  // namespace quaestor::instrument::check
