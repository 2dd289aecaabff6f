#include "psychometrics/evidence/multitrait.hpp"

#include "base/expects.hpp"
#include "psychometrics/correlation/pearson.hpp"
#include "psychometrics/intake/codes.hpp"

#include <cmath>
#include <set>
#include <utility>

namespace quaestor::evidence {
namespace {

/// Mean of what exists.
class Mean {
public:
    void add(double value) {
        if (std::isnan(value)) return;
        sum_ += value;
        ++count_;
    }
    [[nodiscard]] double value() const { return count_ == 0 ? absent : sum_ / static_cast<double>(count_); }

private:
    double sum_ = 0;
    std::int64_t count_ = 0;
};

Diagnostics check(std::vector<Measure> const& measures) {
    Diagnostics diagnostics;
    std::set<std::size_t> traits;
    std::set<std::size_t> methods;
    std::set<std::pair<std::size_t, std::size_t>> cells;
    for (auto const& measure : measures) {
        traits.insert(measure.trait);
        methods.insert(measure.method);
        cells.emplace(measure.trait, measure.method);
    }
    auto const bad = [&](std::string message) {
        diagnostics.add({.code = std::string(intake::code::bad_option), .message = std::move(message)});
    };
    if (cells.size() < measures.size()) bad("a trait is measured twice by the same method");
    if (traits.size() < 2 || methods.size() < 2)
        bad("a multitrait-multimethod table needs two traits by two methods or more");
    return diagnostics;
}

/// Counts a correlation that `validity` should exceed.
void compare(double r, Validity const& validity, std::int64_t& all, std::int64_t& below) {
    if (std::isnan(r) || std::isnan(validity.r)) return;
    ++all;
    if (r < validity.r) ++below;
}

Validity judged(MatrixIn r, std::vector<Measure> const& measures, std::size_t first, std::size_t second) {
    auto const at = [&](std::size_t i, std::size_t j) {
        return r(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    };
    Validity validity{first, second, at(first, second)};
    for (std::size_t other = 0; other < measures.size(); ++other) {
        if (measures[other].trait == measures[first].trait) continue;
        // The other trait by the second method stands in the row of the first measure, and vice versa.
        if (measures[other].method == measures[second].method) {
            compare(at(first, other), validity, validity.across, validity.across_below);
            compare(at(second, other), validity, validity.within, validity.within_below);
        }
        if (measures[other].method == measures[first].method) {
            compare(at(second, other), validity, validity.across, validity.across_below);
            compare(at(first, other), validity, validity.within, validity.within_below);
        }
    }
    return validity;
}

}  // namespace

Outcome<Multitrait> multitrait(MatrixIn scores, std::vector<Measure> const& measures) {
    Outcome<Multitrait> outcome;
    expects(static_cast<Eigen::Index>(measures.size()) == scores.cols(), "one measure for each column");
    outcome.diagnostics = check(measures);
    if (outcome.diagnostics.has_errors()) return outcome;
    auto pearson = correlation::pearson(scores, {correlation::Missing::pairwise, {}});
    outcome.diagnostics.append(std::move(pearson.diagnostics));
    if (!pearson.value) return outcome;

    Multitrait result;
    result.r = std::move(pearson.value->r);
    result.persons = std::move(pearson.value->persons);
    Mean validity;
    Mean monomethod;
    Mean heteromethod;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        for (std::size_t j = i + 1; j < measures.size(); ++j) {
            double const r = result.r(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
            if (measures[i].trait == measures[j].trait) {
                result.validities.push_back(judged(result.r, measures, i, j));
                validity.add(r);
            } else if (measures[i].method == measures[j].method) {
                monomethod.add(r);
            } else {
                heteromethod.add(r);
            }
        }
    }
    result.mean_validity = validity.value();
    result.mean_heterotrait_monomethod = monomethod.value();
    result.mean_heterotrait_heteromethod = heteromethod.value();
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::evidence
