#include "psychometrics/descriptives/items.hpp"

#include "base/text.hpp"
#include "psychometrics/intake/codes.hpp"

#include <algorithm>
#include <cmath>

namespace quaestor::descriptives {
namespace {

/// Central moments by denominator n, from the second on.
struct CentralMoments {
    double n = 0;
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
};

CentralMoments central_moments(std::vector<double> const& answers, double mean) {
    CentralMoments m;
    m.n = static_cast<double>(answers.size());
    for (double const answer : answers) {
        double const d = answer - mean;
        m.m2 += d * d;
        m.m3 += d * d * d;
        m.m4 += d * d * d * d;
    }
    m.m2 /= m.n;
    m.m3 /= m.n;
    m.m4 /= m.n;
    return m;
}

/// Of answers that vary.
Shape shape_of(CentralMoments const& m, MomentKind kind) {
    double const n = m.n;
    double const g1 = m.m3 / (m.m2 * std::sqrt(m.m2));
    double const g2 = m.m4 / (m.m2 * m.m2) - 3.0;
    switch (kind) {
        case MomentKind::population:
            return {g1, g2};
        case MomentKind::sample_sd:
            return {g1 * std::pow(1.0 - 1.0 / n, 1.5), (g2 + 3.0) * (1.0 - 1.0 / n) * (1.0 - 1.0 / n) - 3.0};
        case MomentKind::adjusted:
            break;
    }
    Shape shape;
    if (n >= 3) shape.skewness = g1 * std::sqrt(n * (n - 1.0)) / (n - 2.0);
    if (n >= 4) shape.kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * g2 + 6.0);
    return shape;
}

void count_values(std::vector<double> const& sorted, std::int64_t most, ItemDescription& item) {
    for (double const answer : sorted) {
        if (item.frequencies.empty() || item.frequencies.back().value != answer) {
            item.frequencies.push_back({answer, 0});
        }
        ++item.frequencies.back().count;
    }
    item.distinct_values = static_cast<std::int64_t>(item.frequencies.size());
    if (item.distinct_values > most) item.frequencies.clear();
}

}  // namespace

ItemDescription describe_item(VectorIn answers, ItemOptions const& options) {
    std::vector<double> sorted;
    sorted.reserve(static_cast<std::size_t>(answers.size()));
    for (Eigen::Index i = 0; i < answers.size(); ++i) {
        if (!std::isnan(answers[i])) sorted.push_back(answers[i]);
    }
    std::sort(sorted.begin(), sorted.end());

    ItemDescription item;
    item.answered = static_cast<std::int64_t>(sorted.size());
    item.missing = answers.size() - item.answered;
    if (sorted.empty()) return item;

    auto const n = static_cast<double>(sorted.size());
    item.smallest = sorted.front();
    item.largest = sorted.back();
    std::size_t const half = sorted.size() / 2;
    item.median = sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    double sum = 0;  // around the smallest, so that equal answers have exactly their value as mean
    for (double const answer : sorted)
        sum += answer - item.smallest;
    item.mean = item.smallest + sum / n;
    if (sorted.size() >= 2) {
        double squares = 0;
        for (double const answer : sorted)
            squares += (answer - item.mean) * (answer - item.mean);
        item.sd = std::sqrt(squares / (n - 1.0));
        if (item.largest > item.smallest) {
            auto const moments = central_moments(sorted, item.mean);
            item.shape = shape_of(moments, options.moments);
            item.adjusted = shape_of(moments, MomentKind::adjusted);
            item.population = shape_of(moments, MomentKind::population);
        }
    }
    auto const share = [&](double value) {
        auto const [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
        return static_cast<double>(last - first) / n;
    };
    if (options.lowest) item.floor_share = share(*options.lowest);
    if (options.highest) item.ceiling_share = share(*options.highest);
    count_values(sorted, options.most_frequencies, item);
    return item;
}

Outcome<ItemDescriptions> describe_items(MatrixIn items, ItemOptions const& options) {
    Outcome<ItemDescriptions> outcome;
    if (options.lowest && options.highest && !(*options.lowest < *options.highest)) {
        outcome.diagnostics.add({.code = std::string(intake::code::bad_option),
                                 .message = "the lowest possible answer (" + text::number(*options.lowest) +
                                            ") must be below the highest (" + text::number(*options.highest) +
                                            ")"});
        return outcome;
    }
    ItemDescriptions result;
    result.moments = options.moments;
    std::vector<Eigen::Index> outside;
    for (Eigen::Index j = 0; j < items.cols(); ++j) {
        if (items.col(j).array().isInf().any()) {
            outcome.diagnostics.add(
                {.code = std::string(intake::code::not_finite),
                 .message = options.names.item(j) + " has an answer that is not a finite number"});
            return outcome;
        }
        result.items.push_back(describe_item(items.col(j), options));
        auto const& item = result.items.back();
        if ((options.lowest && item.smallest < *options.lowest) ||
            (options.highest && item.largest > *options.highest)) {
            outside.push_back(j);
        }
    }
    if (!outside.empty()) {
        outcome.diagnostics.add(
            {.severity = Severity::warning,
             .code = std::string(intake::code::outside_range),
             .message = options.names.items(outside) + (outside.size() == 1 ? " has" : " have") +
                        " answers outside the range that floor and ceiling are counted for",
             .hint = "the shares count only answers exactly at the lowest and highest value of the response "
                     "set"});
    }
    outcome.value = std::move(result);
    return outcome;
}

}  // namespace quaestor::descriptives
