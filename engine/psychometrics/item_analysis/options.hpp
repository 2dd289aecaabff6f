/// How the options of each item are used: who chooses which, and whether a higher option goes with more of
/// what the scale measures.
///
/// Items X: n persons (rows) x k items (columns), already reversed, in the instrument's units, NaN where an
/// answer is missing. A person with an answer missing is left out. The rest score of a person on an item is
/// the sum of the other items, so that an item is not compared with itself.
#pragma once

#include "base/diagnostic.hpp"
#include "numeric/estimate.hpp"
#include "psychometrics/intake/variable_names.hpp"

#include <cstdint>
#include <vector>

namespace quaestor::item_analysis {

struct OptionUseOptions {
    std::int64_t most_values = 20;  ///< an item with more different answers has no options to speak of
    std::int64_t groups = 5;        ///< of people by rest score, for the curves; at least 2
    /// A step down between two options is only called disordered where each was chosen by so many.
    std::int64_t enough = 10;
    VariableNames names{};  ///< for messages
};

struct OptionUse {
    double value = 0;
    std::int64_t chosen = 0;
    double share = absent;      ///< of the complete persons; in [0, 1]
    double mean_rest = absent;  ///< mean rest score of those who chose it
    double sd_rest = absent;    ///< denominator n - 1; absent below 2 persons
};

/// People in order of their rest scores, cut into groups as equal as ties allow: people with the same rest
/// score are in the same group.
struct RestGroup {
    std::int64_t persons = 0;
    double lowest = absent;  ///< rest scores in the group
    double highest = absent;
    double mean_answer = absent;
    std::vector<double> endorsed;  ///< of each option, the share of the group that chose it
};

struct ItemOptionUse {
    std::vector<OptionUse> options;  ///< by rising value; empty above `most_values`
    /// Neighbours in `options`, both chosen by enough people, of which the higher has the lower mean rest
    /// score; given by the position of the higher.
    std::vector<std::size_t> disordered;
    std::vector<RestGroup> groups;  ///< by rising rest score; as many as asked for, or fewer where ties join
};

struct OptionUses {
    std::vector<ItemOptionUse> items;
    SampleUse use;
};

/// Needs 2 items (S101), 3 complete persons (S102), finite answers (S113), at least 2 groups (S111).
/// Warns of items whose options are disordered (S140).
/// Cost O(k n log n).
/// Source: Linacre (2002), Journal of Applied Measurement 3, 85-106, for mean measures that should advance
/// with the options; endorsement by groups of the rest score as in Sijtsma & Molenaar (2002), Introduction to
/// Nonparametric Item Response Theory, ch. 3.
/// Checked against plain sums in tests/golden/item_analysis.
[[nodiscard]] Outcome<OptionUses> option_uses(MatrixIn items, OptionUseOptions const& options = {});

}  // namespace quaestor::item_analysis
