#include "psychometrics/item_analysis/in_scale.hpp"

#include "base/expects.hpp"
#include "base/text.hpp"
#include "numeric/linalg.hpp"
#include "numeric/moments.hpp"
#include "psychometrics/intake/codes.hpp"
#include "psychometrics/intake/complete_items.hpp"
#include "psychometrics/intake/given_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace quaestor::item_analysis {
namespace {

Diagnostics check(InScaleOptions const& options, Eigen::Index items) {
    Diagnostics diagnostics;
    if (!(options.extreme_share > 0 && options.extreme_share <= 0.5)) {
        diagnostics.add(intake::option_out_of_range("the share of the extreme groups", options.extreme_share,
                                                    "above 0 and at most 0.5"));
    }
    expects(options.ranges.empty() || static_cast<Eigen::Index>(options.ranges.size()) == items,
            "one answer range per item, or none");
    for (std::size_t j = 0; j < options.ranges.size(); ++j) {
        auto const& range = options.ranges[j];
        if (std::isnan(range.lowest) || std::isnan(range.highest) || range.lowest < range.highest) continue;
        diagnostics.add({.code = std::string(intake::code::bad_option),
                         .message = "the lowest answer of " +
                                    options.names.item(static_cast<Eigen::Index>(j)) + " (" +
                                    text::number(range.lowest) + ") must be below its highest (" +
                                    text::number(range.highest) + ")"});
    }
    return diagnostics;
}

/// How much each person counts in the group of the `size` people with the largest `sums`: 1 above the sum at
/// which the group ends, an equal part at it, 0 below.
Eigen::VectorXd weights_of_largest(VectorIn sums, double size) {
    std::vector<double> sorted(sums.data(), sums.data() + sums.size());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    double const border = sorted[static_cast<std::size_t>(std::ceil(size)) - 1];
    auto const [first, last] = std::equal_range(sorted.begin(), sorted.end(), border, std::greater<>());
    auto const above = static_cast<double>(first - sorted.begin());
    double const part = (size - above) / static_cast<double>(last - first);
    Eigen::VectorXd weights(sums.size());
    for (Eigen::Index i = 0; i < sums.size(); ++i)
        weights[i] = sums[i] > border ? 1.0 : sums[i] == border ? part : 0.0;
    return weights;
}

void compare_extremes(MatrixIn answers, double share, ItemsInScale& out) {
    Eigen::VectorXd const sums = answers.rowwise().sum();
    double const size = share * static_cast<double>(answers.rows());
    out.group_persons = size;
    out.upper_mean = answers.transpose() * weights_of_largest(sums, size) / size;
    out.lower_mean = answers.transpose() * weights_of_largest(-sums, size) / size;
}

void relate_to_ranges(VectorIn means, std::vector<AnswerRange> const& ranges, ItemsInScale& out) {
    out.difficulty.setConstant(means.size(), absent);
    out.discrimination.setConstant(means.size(), absent);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        auto const j = static_cast<Eigen::Index>(i);
        double const width = ranges[i].highest - ranges[i].lowest;  // NaN without bounds
        out.difficulty[j] = (means[j] - ranges[i].lowest) / width;
        out.discrimination[j] = (out.upper_mean[j] - out.lower_mean[j]) / width;
    }
}

void take_out_each(VectorIn means, MatrixIn covariance, ItemsInScale& out) {
    out.scale_mean_if_deleted = (means.sum() - means.array()).matrix();
    out.scale_variance_if_deleted =
        (covariance.sum() - 2.0 * covariance.rowwise().sum().array() + covariance.diagonal().array())
            .max(0.0)
            .matrix();
}

Diagnostics predict_each_from_others(intake::CompleteItems const& complete, VariableNames const& names,
                                     ItemsInScale& out) {
    Diagnostics diagnostics;
    Eigen::Index const k = complete.covariance.cols();
    out.squared_multiple_r.setConstant(k, absent);
    out.r_overlap_corrected.setConstant(k, absent);
    std::string const consequence = "squared multiple correlations are left out";
    if (!complete.constant.empty()) {
        diagnostics.add(
            intake::items_without_variance(Severity::warning, complete.constant, consequence, names));
        return diagnostics;
    }
    Eigen::MatrixXd r = numeric::correlation_of(complete.covariance);
    auto const inverted = numeric::invert_positive_definite(r);
    if (!inverted) {
        diagnostics.add(intake::singular_matrix(Severity::warning, r, consequence, names));
        return diagnostics;
    }
    out.squared_multiple_r = (1.0 - inverted->inverse.diagonal().array().inverse()).matrix();
    r.diagonal() = out.squared_multiple_r;
    if (r.sum() > 0) out.r_overlap_corrected = r.rowwise().sum() / std::sqrt(r.sum());
    return diagnostics;
}

}  // namespace

Outcome<ItemsInScale> items_in_scale(MatrixIn items, InScaleOptions const& options) {
    Outcome<ItemsInScale> outcome;
    outcome.diagnostics = check(options, items.cols());
    if (outcome.diagnostics.has_errors()) return outcome;
    auto gate = intake::complete_items(items, {"item analysis", 2, 3}, options.names);
    outcome.diagnostics.append(std::move(gate.diagnostics));
    if (!gate.value) return outcome;

    ItemsInScale result;
    result.use = gate.value->use;
    Eigen::VectorXd const means = numeric::means(gate.value->answers);
    compare_extremes(gate.value->answers, options.extreme_share, result);
    relate_to_ranges(means, options.ranges, result);
    take_out_each(means, gate.value->covariance, result);
    outcome.diagnostics.append(predict_each_from_others(*gate.value, options.names, result));
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::item_analysis
