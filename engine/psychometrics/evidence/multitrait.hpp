/// The multitrait-multimethod table: do measures of one trait by different methods agree more than measures
/// of different traits?
///
/// Scores X: n persons (rows) x measures (columns), NaN where there is none. Each measure is of one trait by
/// one method.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"

#include <cstdint>
#include <vector>

namespace quaestor::evidence {

/// Places of a measure's trait and method, each from 0.
struct Measure {
    std::size_t trait = 0;
    std::size_t method = 0;
};

/// One validity coefficient: the same trait by two methods, and what it should exceed.
struct Validity {
    std::size_t first = 0;  ///< columns
    std::size_t second = 0;
    double r = absent;
    /// Correlations of other traits by the same two methods, in its row and column of the block (Campbell &
    /// Fiske's second criterion), and within each of the two methods (their third): how many, and how many of
    /// them are below r.
    std::int64_t across = 0;
    std::int64_t across_below = 0;
    std::int64_t within = 0;
    std::int64_t within_below = 0;
};

struct Multitrait {
    Eigen::MatrixXd r;  ///< Pearson, measures x measures, pairwise
    Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic> persons;  ///< behind each
    std::vector<Validity> validities;
    double mean_validity = absent;  ///< monotrait-heteromethod
    double mean_heterotrait_monomethod = absent;
    double mean_heterotrait_heteromethod = absent;  ///< absent where there is none
};

/// Needs 2 traits by 2 methods, each measure once (S111), and what correlation::pearson needs.
/// Source: Campbell & Fiske (1959), Psychological Bulletin 56, 81-105.
[[nodiscard]] Outcome<Multitrait> multitrait(MatrixIn scores, std::vector<Measure> const& measures);

}  // namespace quaestor::evidence
