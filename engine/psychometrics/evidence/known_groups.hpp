/// Whether a score tells groups apart that are known to differ.
///
/// Scores y: n persons, NaN where there is none. Groups: for each person the place of the group, from 0, or
/// -1 for none.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quaestor::evidence {

struct GroupScores {
    std::int64_t persons = 0;  ///< with a score
    double mean = absent;      ///< absent without persons
    double sd = absent;        ///< denominator n - 1; absent below 2 persons
};

/// Two groups; means and effects are the first minus the second.
struct GroupDifference {
    double welch_t = absent;
    double welch_df = absent;
    double p = absent;  ///< two-sided, Welch
    /// Hedges' g: d = difference / pooled sd, times the exact J(df) that takes out its bias; interval by the
    /// noncentral t.
    Estimate g;
    /// P(a person of the first has a higher score than one of the second) + half the ties.
    double superiority = absent;
};

struct KnownGroups {
    std::vector<GroupScores> groups;  ///< in the order of their places
    double f = absent;                ///< one-way analysis of variance, equal variances
    double df1 = absent;
    double df2 = absent;
    double p = absent;
    double eta_squared = absent;    ///< share of the variance between groups, in this sample
    double omega_squared = absent;  ///< the same for the population, less biased; below 0 counts as 0
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< groups of each difference
    std::vector<GroupDifference> differences;                ///< every pair, in that order
    SampleUse use;                                           ///< those with a score and a group
};

struct KnownGroupsOptions {
    double level = 0.95;               ///< in (0, 1)
    std::vector<std::string> names{};  ///< of the groups, for messages
};

/// Needs two groups with 2 scores each (S102), scores that vary within some group (S103) and are finite
/// (S113), a level in (0, 1) (S111). A group with fewer than 2 scores is left out of tests and named (S143).
/// Cost O(n log n) for each pair.
/// Source: Hedges (1981), Journal of Educational Statistics 6, 107-128; Steiger & Fouladi (1997), in What If
/// There Were No Significance Tests?, 221-257; Welch (1947), Biometrika 34, 28-35; Vargha & Delaney (2000),
/// Journal of Educational and Behavioral Statistics 25, 101-132.
/// Checked against R and effectsize in tests/golden/evidence.
[[nodiscard]] Outcome<KnownGroups> known_groups(VectorIn scores, std::vector<int> const& groups,
                                                KnownGroupsOptions const& options = {});

}  // namespace quaestor::evidence
