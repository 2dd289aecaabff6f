#include "psychometrics/item_analysis/options.hpp"

#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace quaestor::item_analysis {
namespace {

using Order = std::vector<Eigen::Index>;

/// Positions of `values` from small to large; equal ones in their order.
Order rising(VectorIn values) {
    Order order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    return order;
}

/// Calls `each(first, last)` for every run of equal values in that order.
template <class Each>
void for_runs(VectorIn values, Order const& order, Each each) {
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first + 1;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        each(first, last);
        first = last;
    }
}

std::vector<OptionUse> uses(VectorIn answers, VectorIn rest, std::int64_t most_values) {
    std::vector<OptionUse> options;
    auto const order = rising(answers);
    for_runs(answers, order, [&](std::size_t first, std::size_t last) {
        OptionUse use;
        use.value = answers[order[first]];
        use.chosen = static_cast<std::int64_t>(last - first);
        auto const n = static_cast<double>(use.chosen);
        use.share = n / static_cast<double>(answers.size());
        double sum = 0;
        for (auto i = first; i < last; ++i)
            sum += rest[order[i]];
        use.mean_rest = sum / n;
        double squares = 0;
        for (auto i = first; i < last; ++i)
            squares += (rest[order[i]] - use.mean_rest) * (rest[order[i]] - use.mean_rest);
        if (use.chosen >= 2) use.sd_rest = std::sqrt(squares / (n - 1.0));
        options.push_back(use);
    });
    if (static_cast<std::int64_t>(options.size()) > most_values) options.clear();
    return options;
}

std::vector<std::size_t> steps_down(std::vector<OptionUse> const& options, std::int64_t enough) {
    std::vector<std::size_t> steps;
    for (std::size_t i = 1; i < options.size(); ++i) {
        bool const counted = options[i - 1].chosen >= enough && options[i].chosen >= enough;
        if (counted && options[i].mean_rest < options[i - 1].mean_rest) steps.push_back(i);
    }
    return steps;
}

RestGroup group_of(VectorIn answers, VectorIn rest, std::vector<OptionUse> const& options, Order const& order,
                   std::size_t first, std::size_t last) {
    RestGroup group;
    group.persons = static_cast<std::int64_t>(last - first);
    group.lowest = rest[order[first]];
    group.highest = rest[order[last - 1]];
    std::vector<std::int64_t> chosen(options.size());
    double sum = 0;
    for (auto i = first; i < last; ++i) {
        double const answer = answers[order[i]];
        sum += answer;
        auto const option = std::lower_bound(options.begin(), options.end(), answer,
                                             [](OptionUse const& o, double v) { return o.value < v; });
        if (option != options.end()) ++chosen[static_cast<std::size_t>(option - options.begin())];
    }
    auto const n = static_cast<double>(group.persons);
    group.mean_answer = sum / n;
    for (auto const count : chosen)
        group.endorsed.push_back(static_cast<double>(count) / n);
    return group;
}

std::vector<RestGroup> groups_of(VectorIn answers, VectorIn rest, std::vector<OptionUse> const& options,
                                 std::int64_t wished) {
    std::vector<RestGroup> groups;
    auto const order = rising(rest);
    auto const persons = static_cast<std::int64_t>(order.size());
    std::size_t start = 0;
    std::int64_t cut = 1;  // the next group should end at cut / wished of the persons
    for_runs(rest, order, [&](std::size_t, std::size_t last) {
        auto const reached = static_cast<std::int64_t>(last);
        if (reached * wished < persons * cut && reached < persons) return;
        groups.push_back(group_of(answers, rest, options, order, start, last));
        start = last;
        while (persons * cut <= reached * wished)
            ++cut;
    });
    return groups;
}

}  // namespace

Outcome<OptionUses> option_uses(MatrixIn items, OptionUseOptions const& options) {
    Outcome<OptionUses> outcome;
    if (options.groups < 2) {
        outcome.diagnostics.add(intake::option_out_of_range(
            "the number of groups by rest score", static_cast<double>(options.groups), "2 or more"));
        return outcome;
    }
    auto gate = intake::complete_items(items, {"option analysis", 2, 3}, options.names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;

    OptionUses result;
    result.use = gate.value->use;
    Eigen::MatrixXd const& answers = gate.value->answers;
    Eigen::VectorXd const sums = answers.rowwise().sum();
    std::vector<Eigen::Index> disordered;
    for (Eigen::Index j = 0; j < answers.cols(); ++j) {
        Eigen::VectorXd const rest = sums - answers.col(j);
        ItemOptionUse item;
        item.options = uses(answers.col(j), rest, options.most_values);
        item.disordered = steps_down(item.options, options.enough);
        if (!item.options.empty()) {
            item.groups = groups_of(answers.col(j), rest, item.options, options.groups);
        }
        if (!item.disordered.empty()) disordered.push_back(j);
        result.items.push_back(std::move(item));
    }
    if (!disordered.empty()) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::disordered_options),
             .message = options.names.items(disordered) + (disordered.size() == 1 ? " has" : " have") +
                        " options out of order: people who chose the higher one have less on the other items",
             .hint = "look at the table of options: are two options hard to tell apart, or is one hardly "
                     "used?"});
    }
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::item_analysis
