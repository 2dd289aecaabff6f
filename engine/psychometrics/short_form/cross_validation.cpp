#include "psychometrics/short_form/cross_validation.hpp"

#include "numeric/moments.hpp"
#include "numeric/parallel.hpp"
#include "numeric/random.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/sum_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace quaestor::short_form {
namespace {

/// Stream of the dealing; the starts of a search have the small numbers.
constexpr std::uint64_t dealing = 1ULL << 40;

std::vector<std::vector<Eigen::Index>> deal(Eigen::Index persons, std::int64_t folds, std::uint64_t seed) {
    std::vector<Eigen::Index> order(static_cast<std::size_t>(persons));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    numeric::Random random(seed, dealing);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    std::vector<std::vector<Eigen::Index>> dealt(static_cast<std::size_t>(folds));
    for (std::size_t i = 0; i < order.size(); ++i)
        dealt[i % dealt.size()].push_back(order[i]);
    for (auto& fold : dealt)
        std::sort(fold.begin(), fold.end());
    return dealt;
}

struct Split {
    Eigen::MatrixXd choosing;  ///< covariances of the people who choose
    Eigen::MatrixXd held_out;
};

Split split(MatrixIn answers, std::vector<Eigen::Index> const& fold) {
    std::vector<Eigen::Index> others;
    for (Eigen::Index i = 0; i < answers.rows(); ++i) {
        if (!std::binary_search(fold.begin(), fold.end(), i)) others.push_back(i);
    }
    return {numeric::covariance(numeric::rows_of(answers, others)),
            numeric::covariance(numeric::rows_of(answers, fold))};
}

/// What one fold made of one size.
struct Trial {
    Subset items;  ///< empty: none was found
    Quality chosen;
    Quality held_out;
};

/// Mean of the trials that have the number; absent where none has.
Quality mean(std::vector<Trial> const& trials, Quality Trial::*side) {
    Quality result;
    for (auto const member : {&Quality::alpha, &Quality::omega, &Quality::full_r, &Quality::left_out_r}) {
        double sum = 0;
        std::int64_t count = 0;
        for (auto const& trial : trials) {
            double const value = (trial.*side).*member;
            if (trial.items.empty() || std::isnan(value)) continue;
            sum += value;
            ++count;
        }
        if (count > 0) result.*member = sum / static_cast<double>(count);
    }
    return result;
}

Diagnostics check(ShortFormOptions const& options, Eigen::Index items) {
    Diagnostics diagnostics;
    auto const bad = [&](std::string message, std::string hint = {}) {
        diagnostics.add({.code = std::string(intake::code::bad_option),
                         .message = std::move(message),
                         .hint = std::move(hint)});
    };
    for (auto const size : options.sizes) {
        if (size >= 2 && size < items) continue;
        bad("a short form of " + std::to_string(size) + (size == 1 ? " item" : " items") +
                " cannot be made of a scale of " + std::to_string(items),
            "from 2 to " + std::to_string(items - 1));
    }
    if (options.folds < 2) bad("cross-validation needs two folds or more");
    return diagnostics;
}

class Maker {
public:
    Maker(intake::CompleteItems const& complete, ShortFormOptions const& options)
        : complete_(complete), options_(options) {}

    ShortForms run(Diagnostics& diagnostics) {
        auto const folds = deal(complete_.answers.rows(), options_.folds, options_.search.seed);
        auto const sizes = options_.sizes.size();
        std::vector<std::vector<Trial>> trials(sizes, std::vector<Trial>(folds.size()));
        std::vector<std::optional<Found>> best(sizes);
        // The last piece is everybody.
        numeric::run_pieces(folds.size() + 1, options_.threads, [&](std::size_t piece) {
            if (piece == folds.size()) {
                for (std::size_t s = 0; s < sizes; ++s)
                    best[s] = best_subset(complete_.covariance, options_.sizes[s], options_.search);
                return;
            }
            auto const parts = split(complete_.answers, folds[piece]);
            for (std::size_t s = 0; s < sizes; ++s)
                trials[s][piece] = trial(parts, options_.sizes[s]);
        });
        ShortForms out;
        out.use = complete_.use;
        out.folds = options_.folds;
        for (std::size_t s = 0; s < sizes; ++s) {
            if (best[s]) {
                out.forms.push_back(form(options_.sizes[s], *best[s], trials[s]));
                tell_unsteady(out.forms.back(), diagnostics);
            } else {
                tell_none(options_.sizes[s], diagnostics);
            }
        }
        Subset all(static_cast<std::size_t>(complete_.covariance.cols()));
        std::iota(all.begin(), all.end(), Eigen::Index{0});
        out.full.alpha = value_of(Criterion::alpha, complete_.covariance, all);
        out.full.omega = value_of(Criterion::omega, complete_.covariance, all);
        return out;
    }

private:
    [[nodiscard]] Trial trial(Split const& parts, Eigen::Index size) const {
        auto const found = best_subset(parts.choosing, size, options_.search);
        if (!found) return {};
        return {found->items, quality(parts.choosing, found->items), quality(parts.held_out, found->items)};
    }

    [[nodiscard]] ShortForm form(Eigen::Index size, Found const& best,
                                 std::vector<Trial> const& trials) const {
        ShortForm out;
        out.size = size;
        out.best = best;
        out.all = quality(complete_.covariance, best.items);
        out.chosen = mean(trials, &Trial::chosen);
        out.held_out = mean(trials, &Trial::held_out);
        out.times_chosen.resize(static_cast<std::size_t>(complete_.covariance.cols()));
        for (auto const& trial : trials) {
            for (auto const item : trial.items)
                ++out.times_chosen[static_cast<std::size_t>(item)];
        }
        return out;
    }

    void tell_none(Eigen::Index size, Diagnostics& diagnostics) const {
        diagnostics.add({.code = std::string(intake::code::no_short_form),
                         .message = "there is no short form of " + std::to_string(size) +
                                    " items that keeps the content asked for and has " +
                                    std::string(name_of(options_.search.criterion)),
                         .hint = options_.search.facets.empty()
                                     ? "omega needs three items"
                                     : "ask for more items, or for fewer of each content"});
    }

    void tell_unsteady(ShortForm const& form, Diagnostics& diagnostics) const {
        if (form.best.exhaustive || form.best.starts_best >= 2) return;
        diagnostics.add({.severity = Severity::warning,
                         .code = std::string(intake::code::unsteady_search),
                         .message = "the search for " + std::to_string(form.size) +
                                    " items ended at its best " +
                                    "value from one start only, so there may be a better short form",
                         .hint = "more starts"});
    }

    intake::CompleteItems const& complete_;
    ShortFormOptions const& options_;
};

}  // namespace

Outcome<ShortForms> short_forms(MatrixIn items, ShortFormOptions const& options) {
    Outcome<ShortForms> outcome;
    auto const least = static_cast<Eigen::Index>(3 * std::max<std::int64_t>(options.folds, 1));
    auto gate = intake::complete_items(items, {"the choice of short forms by cross-validation", 3, least},
                                       options.names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    outcome.diagnostics.append(check(options, items.cols()));
    if (!gate.value || outcome.diagnostics.has_errors()) return outcome;
    if (!(gate.value->covariance.sum() > 1e-14 * gate.value->covariance.trace())) {
        outcome.diagnostics.add(intake::constant_sum("no short form is better than another"));
        return outcome;
    }
    auto result = Maker(*gate.value, options).run(outcome.diagnostics);
    if (!outcome.diagnostics.has_errors()) outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::short_form
