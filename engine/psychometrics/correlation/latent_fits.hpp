/// All pairs of items, fitted as ordered answers or numbers: what a matrix and the covariances of its
/// estimates are made of.
#pragma once

#include "psychometrics/correlation/categories.hpp"
#include "psychometrics/correlation/polychoric.hpp"
#include "psychometrics/correlation/polychoric_pair.hpp"
#include "psychometrics/correlation/polyserial.hpp"

#include <optional>
#include <vector>

namespace quaestor::correlation {

/// first < second. One of the two fits where at least one item is ordered and there is a correlation.
struct FittedPair {
    Eigen::Index first = 0;
    Eigen::Index second = 0;
    std::int64_t persons = 0;
    double rho = absent;
    double se = absent;
    bool at_limit = false;
    std::int64_t empty_cells = 0;
    bool outweighed = false;  ///< what was added to empty cells left nothing to the last category
    std::optional<PolychoricFit> polychoric{};
    std::optional<PolyserialFit> polyserial{};
};

struct LatentFits {
    std::vector<std::optional<CategoricalItem>> ordered;  ///< of each item, where it is that
    std::vector<std::optional<NumberItem>> numbers;       ///< else
    std::vector<Eigen::VectorXd> thresholds;              ///< empty for numbers
    std::vector<FittedPair> pairs;                        ///< (0, 1), (0, 2) ... (1, 2) ...
};

/// Column j of `items` holds the answers to item j. None where an ordered one has too many different answers:
/// `too_many` is then that item.
[[nodiscard]] std::optional<LatentFits> fit_pairs(MatrixIn items, std::vector<Measure> const& measures,
                                                  double zero_cell, std::size_t threads,
                                                  Eigen::Index& too_many);

}  // namespace quaestor::correlation
