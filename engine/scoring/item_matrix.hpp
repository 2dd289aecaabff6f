/// A scale as numbers: the only bridge from data to statistics, so that reversal and missing answers are
/// settled once.
#pragma once

#include "data/table.hpp"
#include "instrument/model.hpp"
#include "scoring/binding.hpp"

#include <string>
#include <vector>

#include <Eigen/Core>

namespace quaestor::scoring {

struct ItemMatrix {
    Eigen::MatrixXd
        values;  ///< n persons x k items, reversed where the member is; NaN where there is no answer
    std::vector<std::size_t> items;  ///< of each column: index into Instrument::items
    std::vector<std::string> names;  ///< of each column: the item's id
};

/// All rows of the table, in their order. An answer that is no value (blank, out of range, not applicable
/// ...) is NaN.
[[nodiscard]] ItemMatrix item_matrix(instrument::Instrument const& instrument,
                                     std::vector<instrument::Member> const& members, Binding const& binding,
                                     data::Table const& table);

/// The members of every scored item, reversed as declared.
[[nodiscard]] std::vector<instrument::Member> scored_members(instrument::Instrument const& instrument);

}  // namespace quaestor::scoring
