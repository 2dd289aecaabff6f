/// Each item by itself: how many answered, where the answers lie, how they spread.
///
/// Items X: n persons (rows) x k items (columns), NaN where an answer is missing, in the instrument's units.
/// Missing answers are left out item by item, so that n differs between items.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/matrix.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace quaestor::descriptives {

/// With m_r the r-th central moment by denominator n, g1 = m3 / m2^(3/2) and g2 = m4 / m2^2 - 3:
enum class MomentKind {
    /// G1 = g1 sqrt(n (n - 1)) / (n - 2), G2 = (n - 1) / ((n - 2)(n - 3)) ((n + 1) g2 + 6); as SPSS, SAS and
    /// Excel
    adjusted,
    /// g1, g2
    population,
    /// b1 = g1 (1 - 1/n)^(3/2), b2 = (g2 + 3)(1 - 1/n)^2 - 3; psych::describe's default
    sample_sd,
};

struct ItemOptions {
    MomentKind moments = MomentKind::adjusted;
    /// Lowest and highest value that the response set offers, the same for all items. Without them there is
    /// no floor and no ceiling share.
    std::optional<double> lowest{};
    std::optional<double> highest{};
    std::int64_t most_frequencies = 100;  ///< an item with more different values gets no table of them
    VariableNames names{};                ///< for messages
};

struct Frequency {
    double value = 0;
    std::int64_t count = 0;  ///< at least 1
};

/// Skewness and excess kurtosis; absent without variance, and `adjusted` below 3 and 4 answers.
struct Shape {
    double skewness = absent;
    double kurtosis = absent;
};

struct ItemDescription {
    std::int64_t answered = 0;
    std::int64_t missing = 0;
    double mean = absent;  ///< absent when nobody answered, as are median, smallest and largest
    double sd = absent;    ///< denominator n - 1; absent below 2 answers
    double median = absent;
    double smallest = absent;
    double largest = absent;
    Shape shape{};     ///< in the convention asked for
    Shape adjusted{};  ///< and in the two that reports print
    Shape population{};
    double floor_share = absent;    ///< of the answers, those at `lowest`; in [0, 1]
    double ceiling_share = absent;  ///< of the answers, those at `highest`
    std::int64_t distinct_values = 0;
    std::vector<Frequency> frequencies{};  ///< by rising value; empty above `most_frequencies`
};

struct ItemDescriptions {
    std::vector<ItemDescription> items;  ///< in the order of the columns
    MomentKind moments = MomentKind::adjusted;
};

/// One item. `answers` may hold NaN, no infinities.
[[nodiscard]] ItemDescription describe_item(VectorIn answers, ItemOptions const& options = {});

/// All items.
///
/// Refuses an infinite answer (S113) and `lowest` not below `highest` (S111).
/// Warns of answers outside `lowest` to `highest` (S116).
/// Cost O(n k log n).
/// Source: Joanes & Gill (1998), The Statistician 47, 183-189.
/// Checked against psych::describe and plain R in tests/golden/descriptives.
[[nodiscard]] Outcome<ItemDescriptions> describe_items(MatrixIn items, ItemOptions const& options = {});

}  // namespace quaestor::descriptives
