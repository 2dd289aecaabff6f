/// Short forms of a scale, and what they are worth to people who had no part in choosing them.
///
/// Items X: n persons (rows) x k items (columns), already reversed, NaN where an answer is missing; a person
/// with an answer missing is left out.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"
#include "psychometrics/short_form/search.hpp"

namespace quaestor::short_form {

struct ShortFormOptions {
    SearchOptions search{};
    std::vector<Eigen::Index> sizes{};  ///< each from 2 to k - 1
    std::int64_t folds = 10;            ///< from 2
    unsigned threads = 0;               ///< changes nothing but the time
    VariableNames names{};              ///< for messages
};

/// The best subset of one size, chosen by everybody, and the same search in each part of the people.
struct ShortForm {
    Eigen::Index size = 0;
    Found best;
    Quality all;  ///< of `best`, among those who chose it
    /// Means over the folds of the subsets chosen without a fold's people.
    Quality chosen;    ///< among the people who chose
    Quality held_out;  ///< among those held out: what to expect of new people
    /// Of each item, in how many folds it was chosen.
    std::vector<std::int64_t> times_chosen;
};

struct ShortForms {
    std::vector<ShortForm> forms;  ///< in the order of `sizes`
    Quality full;                  ///< of all items: alpha and omega
    std::int64_t folds = 0;
    SampleUse use;
};

/// Choosing the best of many capitalises on chance: the criterion among those who chose is too high. So the
/// people are dealt into folds at random (seeded); the subset is chosen by all folds but one and judged by
/// the one. The difference of `chosen` and `held_out` is what chance gave.
///
/// Needs 3 items (S101), 3 complete persons in the smallest fold (S102), finite answers (S113), a sum that
/// varies (S104), sizes from 2 to k - 1 and at least 2 folds (S111), and subsets of each size that keep the
/// facets (S141).
/// Warns where a search from starts ended at its best value fewer than twice (S142).
/// Cost O(folds) searches of each size.
/// Source: Widaman, Little, Preacher & Sawalani (2011), in Secondary Data Analysis, 39-61, for what short
/// forms lose; Stone (1974), Journal of the Royal Statistical Society B 36, 111-147, for cross-validation.
[[nodiscard]] Outcome<ShortForms> short_forms(MatrixIn items, ShortFormOptions const& options);

}  // namespace quaestor::short_form
