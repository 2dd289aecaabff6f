/// Ordered answers as categories: which answers occur, who gave which, and how the answers to two items go
/// together.
#pragma once

#include "numeric/matrix.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace quaestor::correlation {

/// More different answers than that are a number and no categories.
inline constexpr std::size_t most_categories = 50;

struct CategoricalItem {
    std::vector<double> values;  ///< the answers that somebody gave, rising
    std::vector<std::uint8_t>
        codes;               ///< of each person: which of `values`; values.size() where there is no answer
    Eigen::VectorXd counts;  ///< of each of `values`

    [[nodiscard]] Eigen::Index categories() const { return static_cast<Eigen::Index>(values.size()); }
};

/// None where there are more than `most_categories` different answers. NaN is no answer; all others are
/// finite.
/// Cost O(n), and O(n log c) for answers that are no small whole numbers.
[[nodiscard]] std::optional<CategoricalItem> categorical(VectorIn answers);

/// How many persons gave answer i to `rows` and answer j to `columns`, of those who answered both.
/// Cost O(n).
[[nodiscard]] Eigen::MatrixXd contingency_table(CategoricalItem const& rows, CategoricalItem const& columns);

/// Where the normal variable behind an item is cut: Phi^-1 of the share of `persons` with an answer up to
/// each category but the last.
///
/// Counts: not negative, the first and the last positive. An inner category that nobody chose repeats the
/// threshold before it. Where the counts come to more than `persons`, a threshold that would be the share of
/// all of them is absent.
[[nodiscard]] Eigen::VectorXd thresholds(VectorIn counts, double persons);

}  // namespace quaestor::correlation
