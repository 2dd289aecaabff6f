/// The best subset of so many items: every one is looked at where there are few enough, else good ones are
/// sought from many starts.
#pragma once

#include "psychometrics/short_form/criterion.hpp"

#include <cstdint>
#include <optional>

namespace quaestor::short_form {

struct SearchOptions {
    Criterion criterion = Criterion::alpha;
    /// Content that every short form must keep: the facet of each item, from 0; -1 for none. Empty: no
    /// facets.
    std::vector<int> facets{};
    /// So many items of each facet, or all of a facet that has fewer.
    Eigen::Index least_per_facet = 1;
    /// Up to so many subsets all are looked at; one costs omega a factor analysis, so it counts as a hundred.
    std::int64_t exhaustive_up_to = 200000;
    std::int64_t starts = 50;  ///< of the search where there are more
    std::uint64_t seed = 1;
};

struct Found {
    Subset items;
    double value = absent;         ///< of the criterion
    bool exhaustive = false;       ///< no subset is better
    std::int64_t looked_at = 0;    ///< subsets
    std::int64_t starts_best = 0;  ///< starts that ended at the best value; of an exhaustive search 0
};

/// Items in rising order; of equally good subsets the one that comes first in dictionary order, in an
/// exhaustive search.
///
/// The search from starts: a random subset that keeps the facets, then exchanges of one item for another,
/// always the one that gains most, until none gains. It can end below the best; `starts_best` tells how often
/// it agreed with itself.
///
/// None where no subset keeps the facets, or none has the criterion. `size` is from 2 to k - 1 (a Bug
/// otherwise).
[[nodiscard]] std::optional<Found> best_subset(MatrixIn covariance, Eigen::Index size,
                                               SearchOptions const& options);

/// Subsets of that size, facets aside; the largest number there is where it is larger.
[[nodiscard]] std::int64_t subsets_of(Eigen::Index items, Eigen::Index size);

}  // namespace quaestor::short_form
