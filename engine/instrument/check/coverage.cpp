#include "instrument/check/coverage.hpp"

#include "base/text.hpp"
#include "instrument/check/context.hpp"
#include "instrument/check/formulas.hpp"
#include "instrument/check/values.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::instrument::check {
namespace {

constexpr std::size_t most_looks =
    200'000;  ///< people times conditions: more than any manual, and done at once

/// People who are alike in one fact or answer: a value, or all values between two that conditions name.
struct Cell {
    double value = 0;  ///< one of them
    double low = 0;
    double high = 0;
    std::string word;  ///< of a category

    [[nodiscard]] bool open() const { return low < high; }
};

/// A fact or answer that the conditions look at, with all that it can be.
struct Axis {
    Leaf leaf;
    std::string name;
    std::vector<Cell> cells;
};

using Conditions = std::vector<Expression const*>;

bool is_leaf(Expression const& e, Leaf const& leaf) {
    return (e.op == leaf.first || (e.op == Op::reverse && leaf.first == Op::item)) && e.index == leaf.second;
}

/// The numbers that the leaf is compared with.
void numbers_beside(Expression const& e, Leaf const& leaf, std::set<double>& out) {
    bool const here = std::any_of(e.arguments.begin(), e.arguments.end(),
                                  [&](Expression const& a) { return is_leaf(a, leaf); });
    for (auto const& argument : e.arguments) {
        if (here && argument.op == Op::constant) out.insert(argument.number);
        numbers_beside(argument, leaf, out);
    }
}

/// Every number within the range: those that are named, and what lies between them.
std::vector<Cell> cells_between(Range const& range, std::set<double> const& named, bool whole) {
    std::set<double> points{range.low, range.high};
    for (auto const number : named) {
        if (number > range.low && number < range.high) points.insert(number);
    }
    std::vector<Cell> cells;
    for (auto point = points.begin(); point != points.end(); ++point) {
        cells.push_back({*point, *point, *point, {}});
        auto const next = std::next(point);
        if (next == points.end()) break;
        auto const between = whole ? std::floor(*point) + 1 : (*point + *next) / 2;
        if (between < *next) cells.push_back({between, *point, *next, {}});
    }
    return cells;
}

class Coverage {
public:
    Coverage(Instrument const& model, Conditions conditions)
        : model_(model), conditions_(std::move(conditions)) {}

    /// The group for which no condition holds, in words; empty where there is none, or that cannot be told.
    /// `only_inside`: who is older or younger than all for whom one holds does not count.
    std::string left_out(bool only_inside);

private:
    bool add_axis(Leaf const& leaf);
    [[nodiscard]] std::optional<double> value(Expression const& e,
                                              std::vector<std::size_t> const& person) const;
    [[nodiscard]] bool reached(std::vector<std::size_t> const& person);
    [[nodiscard]] bool inside(std::vector<std::size_t> person);
    [[nodiscard]] std::string words(std::vector<std::size_t> person);
    [[nodiscard]] std::string words(Axis const& axis, std::vector<std::size_t> const& cells) const;

    Instrument const& model_;
    Conditions conditions_;
    std::vector<Axis> axes_;
    bool unknown_ = false;  ///< a condition holds something that is not worked out here
};

bool Coverage::add_axis(Leaf const& leaf) {
    Axis axis;
    axis.leaf = leaf;
    std::set<double> named;
    for (auto const* condition : conditions_)
        numbers_beside(*condition, leaf, named);
    if (leaf.first == Op::covariate) {
        auto const& covariate = model_.covariates[leaf.second];
        axis.name = covariate.id;
        if (covariate.kind == CovariateKind::number) {
            axis.cells = cells_between(covariate.range, named, false);
        } else {
            for (auto const& category : covariate.categories) {
                auto const place = static_cast<double>(category.text);
                axis.cells.push_back({place, place, place, category.name});
            }
        }
    } else {
        auto const& item = model_.items[leaf.second];
        auto const& set = model_.responses[item.responses];
        axis.name = item.id;
        switch (set.kind) {
            case ResponseKind::options:
                for (auto const& option : set.options) {
                    if (option.kind == OptionKind::answer)
                        axis.cells.push_back({option.value, option.value, option.value, {}});
                }
                std::sort(axis.cells.begin(), axis.cells.end(),
                          [](Cell const& a, Cell const& b) { return a.value < b.value; });
                break;
            case ResponseKind::integer:
            case ResponseKind::time:
            case ResponseKind::number:
                axis.cells = cells_between(set.values, named, set.kind != ResponseKind::number);
                break;
            case ResponseKind::date:
            case ResponseKind::text:
                return false;
        }
    }
    axes_.push_back(std::move(axis));
    return !axes_.back().cells.empty();
}

std::optional<double> Coverage::value(Expression const& e, std::vector<std::size_t> const& person) const {
    if (e.op == Op::constant) return e.number;
    if (e.op == Op::is_missing) return 0;  // of people who tell
    if (e.op == Op::item || e.op == Op::covariate || e.op == Op::reverse) {
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            if (!is_leaf(e, axes_[i].leaf)) continue;
            auto const& cell = axes_[i].cells[person[i]];
            if (e.op != Op::reverse) return cell.value;
            auto const& range = model_.responses[model_.items[e.index].responses].values;
            return range.low + range.high - cell.value;
        }
        return std::nullopt;
    }
    std::vector<double> parts;
    for (auto const& argument : e.arguments) {
        auto const part = value(argument, person);
        if (!part) return std::nullopt;
        parts.push_back(*part);
    }
    auto const out = result_of(e.op, parts);
    if (!std::isfinite(out)) return std::nullopt;
    return out;
}

bool Coverage::reached(std::vector<std::size_t> const& person) {
    return std::any_of(conditions_.begin(), conditions_.end(), [&](Expression const* condition) {
        auto const holds = value(*condition, person);
        unknown_ = unknown_ || !holds;
        return holds.value_or(1) != 0;
    });
}

/// Not so where people who are alike in everything else are reached on one side of a number alone.
bool Coverage::inside(std::vector<std::size_t> person) {
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        auto const here = person[i];
        bool below = false;
        bool above = false;
        for (std::size_t cell = 0; cell < axes_[i].cells.size(); ++cell) {
            person[i] = cell;
            if (reached(person)) (cell < here ? below : above) = true;
        }
        person[i] = here;
        bool const number = axes_[i].cells[here].word.empty();
        if (number && below != above) return false;
    }
    return true;
}

/// "sex = other", "age above 65", "q1 = 0 or 1": `cells` are neighbours where they are numbers.
std::string Coverage::words(Axis const& axis, std::vector<std::size_t> const& cells) const {
    auto const& first = axis.cells[cells.front()];
    auto const& last = axis.cells[cells.back()];
    std::vector<std::string> named;
    for (auto const cell : cells)
        named.push_back(axis.cells[cell].word);
    if (!first.word.empty()) return axis.name + " = " + text::join(named, " or ");
    if (cells.size() == 1 && !first.open()) return axis.name + " = " + text::number(first.value);
    auto const from = (first.open() ? " above " : " from ") + text::number(first.low);
    auto const to = (last.open() ? " below " : " up to ") + text::number(last.high);
    if (cells.front() == 0) return axis.name + to;
    if (cells.back() + 1 == axis.cells.size()) return axis.name + from;
    return axis.name + from + " and" + to;
}

/// As wide a group around one person as is left out with everything else the same.
std::string Coverage::words(std::vector<std::size_t> person) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        auto const& axis = axes_[i];
        auto const here = person[i];
        std::vector<bool> out(axis.cells.size());
        for (std::size_t cell = 0; cell < axis.cells.size(); ++cell) {
            person[i] = cell;
            out[cell] = !reached(person);
        }
        person[i] = here;
        if (std::all_of(out.begin(), out.end(), [](bool o) { return o; })) continue;
        bool const categories = !axis.cells.front().word.empty();
        std::vector<std::size_t> cells;
        for (std::size_t cell = 0; cell < out.size(); ++cell) {
            bool joined = out[cell];
            for (auto between = std::min(cell, here); joined && !categories && between < std::max(cell, here);
                 ++between)
                joined = out[between];
            if (joined) cells.push_back(cell);
        }
        parts.push_back(words(axis, cells));
    }
    return text::join(parts, " and ");
}

std::string Coverage::left_out(bool only_inside) {
    std::set<Leaf> leaves;
    for (auto const* condition : conditions_)
        leaves.merge(leaves_of(model_, *condition));
    std::size_t people = 1;
    for (auto const& leaf : leaves) {
        if (!add_axis(leaf)) return {};
        people *= axes_.back().cells.size();
        if (people * conditions_.size() > most_looks) return {};
    }
    std::vector<std::size_t> person(axes_.size());
    for (std::size_t p = 0; p < people; ++p) {
        auto rest = p;
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            person[i] = rest % axes_[i].cells.size();
            rest /= axes_[i].cells.size();
        }
        if (reached(person) || (only_inside && !inside(person))) continue;
        auto group = words(person);
        return unknown_ ? std::string() : group;
    }
    return {};
}

void check_bands_of(Context& context, std::string const& id, Presentation const& shown) {
    for (auto const& name : shown.band_names()) {
        Conditions conditions;
        BandSet const* first = nullptr;
        bool everybody = false;
        for (auto const& set : shown.band_sets) {
            if (set.name != name) continue;
            if (first == nullptr) first = &set;
            if (set.when) conditions.push_back(&*set.when);
            everybody = everybody || !set.when;
        }
        if (everybody || first == nullptr) continue;
        auto const group = Coverage(context.model, std::move(conditions)).left_out(false);
        if (group.empty()) continue;
        context.warn("L059", first->span,
                     "respondents with " + group + " fall into no band of '" + id + "'" +
                         (name.empty() ? "" : " in '" + name + "'"),
                     "add bands for them, or a last set without 'when' for everybody else");
    }
}

}  // namespace

void check_groups(Context& context) {
    for (auto const& scale : context.model.scales)
        check_bands_of(context, scale.id, scale.shown);
    for (auto const& score : context.model.scores)
        check_bands_of(context, score.id, score.shown);
    for (auto const& norms : context.model.norms) {
        Conditions conditions;
        for (auto const& row : norms.rows) {
            if (row.when) conditions.push_back(&*row.when);
        }
        if (conditions.empty() || conditions.size() < norms.rows.size()) continue;
        auto const group = Coverage(context.model, std::move(conditions)).left_out(true);
        if (group.empty()) continue;
        context.warn("L059", norms.span,
                     "respondents with " + group + " have no row in the norms '" + norms.id + "'",
                     "add a row for them, or a last row without 'when' for everybody else");
    }
}

}  // namespace quaestor::instrument::check
